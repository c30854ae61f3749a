"""How single query parameters are read."""

from datetime import UTC, date, datetime, timedelta, timezone
from uuid import UUID

import pytest
from django.core.exceptions import ValidationError

from api.fields import (
    MAX_OFFSET,
    CategoriesField,
    FlagField,
    ForgivingFlagField,
    IdField,
    KindsField,
    LanguageField,
    LimitField,
    MomentField,
    NothingMatchesError,
    OffsetField,
    QueryField,
    SlugOrIdField,
)

ID = "5d1a7c3e-9f42-4f0b-8e0a-3c1f2b4d5e66"
NONSENSE = [
    "\x00",
    "a b",
    "../etc",
    "a" * 121,
    "жезказган",
    "{" + ID + "}",
    ID.replace("-", ""),
    "'; drop table",
    "%00",
]


@pytest.mark.parametrize(
    ("text", "value"), [("jezkazgan", "jezkazgan"), (ID, UUID(ID)), (ID.upper(), UUID(ID)), ("a_b-1", "a_b-1")]
)
def test_slug_or_id(text, value):
    assert SlugOrIdField().clean(text) == value


@pytest.mark.parametrize("text", NONSENSE[:6] + NONSENSE[7:])
def test_what_is_neither_slug_nor_id_matches_nothing(text):
    with pytest.raises(NothingMatchesError):
        SlugOrIdField().clean(text)


@pytest.mark.parametrize("text", NONSENSE)
def test_id_refuses_anything_else(text):
    with pytest.raises(ValidationError):
        IdField().clean(text)


KNOWN = ("concerts", "theater", "other")


@pytest.mark.parametrize(
    ("texts", "slugs"),
    [
        (["concerts"], ("concerts",)),
        (["other", "concerts"], ("concerts", "other")),
        (["concerts", "workshops"], ("concerts",)),
        (["!other"], ("concerts", "theater")),
        (["!other", "!theater"], ("concerts",)),
        (["!workshops"], KNOWN),
        (["concerts", "other", "!other"], ("concerts",)),
        ([" Concerts "], ("concerts",)),
        (["concerts"] * 10_000, ("concerts",)),
    ],
)
def test_categories(texts, slugs):
    assert CategoriesField(known=KNOWN).clean(texts) == slugs


@pytest.mark.parametrize(
    "texts", [["workshops"], ["\x00"], ["concerts", "!concerts"], ["!concerts", "!theater", "!other"]]
)
def test_categories_that_no_entry_has(texts):
    with pytest.raises(NothingMatchesError):
        CategoriesField(known=KNOWN).clean(texts)


@pytest.mark.parametrize(
    ("text", "flag"), [("true", True), ("TRUE", True), ("1", True), ("false", False), ("0", False), ("no", False)]
)
def test_flags(text, flag):
    assert FlagField().clean(text) is flag
    assert ForgivingFlagField().clean(text) is flag


@pytest.mark.parametrize("text", ["banana", "2", "\x00", "null"])
def test_flags_of_nonsense(text):
    with pytest.raises(ValidationError):
        FlagField().clean(text)
    with pytest.raises(NothingMatchesError):
        ForgivingFlagField().clean(text)


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("1", 1), ("200", 200), ("201", 200), ("999999999999", 200), ("0", 100), ("-5", 100), ("ten", 100),
        ("9" * 5000, 100), ("1e3", 100), ("１２", 100), ("1_0", 100), ("\x00", 100), ("5.5", 100),
    ],
)  # fmt: skip
def test_limit(text, limit):
    assert LimitField(default=100, maximum=200).clean(text) == limit


@pytest.mark.parametrize(
    ("text", "offset"),
    [("0", 0), ("40", 40), ("-1", 0), ("x", 0), ("999999999999", MAX_OFFSET), ("9" * 5000, MAX_OFFSET)],
)
def test_offset(text, offset):
    assert OffsetField().clean(text) == offset


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-11-25", date(2026, 11, 25)),
        ("2026-11-25T19:00", datetime(2026, 11, 25, 19, tzinfo=None)),  # noqa: DTZ001 - no offset was given
        ("2026-11-25 19:00", datetime(2026, 11, 25, 19, tzinfo=None)),  # noqa: DTZ001 - no offset was given
        ("2026-11-25T14:00:00.000Z", datetime(2026, 11, 25, 14, tzinfo=UTC)),
        ("2026-11-25T19:00+05:00", datetime(2026, 11, 25, 19, tzinfo=timezone(timedelta(hours=5)))),
        ("2026-11-25T19:00 05:00", datetime(2026, 11, 25, 19, tzinfo=timezone(timedelta(hours=5)))),
    ],
)
def test_moments(text, moment):
    found = MomentField().clean(text)
    assert (found, type(found)) == (moment, type(moment))


@pytest.mark.parametrize(
    "text",
    [
        "tomorrow", "2026-13-01", "2026-02-30", "25.11.2026", "2026-W10-6", "20261125", "2026-11-25T",
        "2026-11-25T25:00", "0001-01-01", "9999-12-31", "1899-12-31", "2201-01-01T00:00Z", "1764000000", "\x00",
        "2026-11-25\x00", "２０２６-11-25",
    ],
)  # fmt: skip
def test_moments_that_cannot_be_read(text):
    with pytest.raises(ValidationError):
        MomentField().clean(text)


def test_words_lose_control_characters():
    assert QueryField().clean(" кон\x00церт\r\nу фонтана ") == "кон церт у фонтана"


def test_words_have_a_longest_length():
    assert QueryField().clean("я" * 200) == "я" * 200
    with pytest.raises(ValidationError) as refused:
        QueryField().clean("я" * 201)
    assert refused.value.messages == ["Запрос длиннее допустимого: знаков 201, можно 200."]


@pytest.mark.parametrize(
    ("text", "language"), [("ru", "ru"), ("kk", "kk"), ("kz", "kk"), ("kk-KZ", "kk"), ("RU_ru", "ru")]
)
def test_languages(text, language):
    assert LanguageField().clean(text) == language


def test_a_language_without_texts_is_refused():
    with pytest.raises(ValidationError):
        LanguageField().clean("en")


def test_kinds_come_in_their_usual_order():
    assert KindsField(known=("event", "business")).clean(["business", "event", "business"]) == ("event", "business")


def test_an_unknown_kind_is_refused_naming_the_known_ones():
    with pytest.raises(ValidationError) as refused:
        KindsField(known=("event", "business")).clean(["event", "venue"])
    assert refused.value.messages == ["Возможные значения: event, business."]
