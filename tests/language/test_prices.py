from decimal import Decimal

import pytest

from language.prices import age_label, price_span, price_text


@pytest.mark.parametrize(
    ("kind", "minimum", "maximum", "russian", "kazakh"),
    [
        ("unknown", None, None, "цена не указана", "бағасы көрсетілмеген"),
        ("unknown", 500, None, "цена не указана", "бағасы көрсетілмеген"),
        ("free", None, None, "бесплатно", "тегін"),
        ("fixed", 4000, None, "4_000_₸", "4_000_₸"),
        ("fixed", 500, 500, "500_₸", "500_₸"),
        ("fixed", 0, None, "бесплатно", "тегін"),
        ("fixed", None, None, "цена не указана", "бағасы көрсетілмеген"),
        ("fixed", Decimal("1234567.50"), None, "1_234_567,50_₸", "1_234_567,50_₸"),
        ("fixed", Decimal("4000.00"), None, "4_000_₸", "4_000_₸"),
        ("from", 4000, None, "от 4_000_₸", "4_000_₸-ден бастап"),
        ("from", None, None, "цена не указана", "бағасы көрсетілмеген"),
        ("from", 0, None, "цена не указана", "бағасы көрсетілмеген"),
        ("range", 1000, 3000, "1_000–3_000_₸", "1_000–3_000_₸"),
        ("range", 3000, 1000, "1_000–3_000_₸", "1_000–3_000_₸"),
        ("range", 1000, None, "от 1_000_₸", "1_000_₸-ден бастап"),
        ("range", None, 3000, "до 3_000_₸", "3_000_₸-ге дейін"),
        ("range", 0, 3000, "до 3_000_₸", "3_000_₸-ге дейін"),
        ("range", 700, 700, "700_₸", "700_₸"),
        ("range", 0, 0, "бесплатно", "тегін"),
        ("range", None, None, "цена не указана", "бағасы көрсетілмеген"),
        ("donation", None, None, "свободный взнос", "ерікті жарна"),
        ("donation", 1000, None, "свободный взнос, от 1_000_₸", "ерікті жарна, 1_000_₸-ден бастап"),
    ],
)
def test_price_text(kind: str, minimum: int | None, maximum: int | None, russian: str, kazakh: str) -> None:
    # The underscores stand for no-break spaces.
    assert price_text(kind=kind, minimum=minimum, maximum=maximum, language="ru") == russian.replace("_", "\u00a0")
    assert price_text(kind=kind, minimum=minimum, maximum=maximum, language="kk") == kazakh.replace("_", "\u00a0")


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="barter"):
        price_text(kind="barter", minimum=1, maximum=2, language="ru")


@pytest.mark.parametrize(("age", "label"), [(6, "6+"), (0, "0+"), (18, "18+"), (None, "")])
def test_age_label(age: int | None, label: str) -> None:
    assert age_label(age, "ru") == label
    assert age_label(age, "kk") == label


@pytest.mark.parametrize(
    ("kind", "minimum", "maximum", "span"),
    [
        ("unknown", None, None, (None, None)),
        ("free", None, None, (0, 0)),
        ("donation", None, None, (0, None)),
        ("fixed", 1500, None, (1500, 1500)),
        ("fixed", 1500, 1500, (1500, 1500)),
        ("fixed", None, None, (None, None)),
        ("range", 1000, 4000, (1000, 4000)),
        ("range", 1000, None, (1000, None)),
        ("range", None, 4000, (0, 4000)),
        ("from", 1000, None, (1000, None)),
    ],
)
def test_price_span(kind: str, minimum: int | None, maximum: int | None, span: tuple[int | None, int | None]) -> None:
    assert price_span(kind=kind, minimum=minimum, maximum=maximum) == span


def test_a_span_of_an_unknown_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="not a kind of price"):
        price_span(kind="cheap", minimum=None, maximum=None)
