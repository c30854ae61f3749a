import pytest

from directory.contacts import (
    ContactError,
    instagram_name,
    is_phone_number,
    phone_number,
    readable_phone,
    telegram_name,
)


@pytest.mark.parametrize(
    "typed",
    ["8 (7102) 12-34-56", "+7 7102 12 34 56", "87102123456", "7102123456", "8-7102-12-34-56", " +7(7102)123456 "],
)
def test_numbers_as_people_type_them(typed: str) -> None:
    assert phone_number(typed) == "+77102123456"


def test_other_numbers() -> None:
    assert phone_number("8 701 234 56 78") == "+77012345678"
    assert phone_number("+998 90 123 45 67") == "+998901234567"


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("12-34-56", "area_code"),
        ("телефон", "phone"),
        ("", "phone"),
        ("+7 000 000 00 00", "phone"),
        ("8 701 234 56 78 99", "phone"),
        ("+7 701", "phone"),
        ("+7 701 234 56 78 доб. 12", "phone"),
    ],
)
def test_what_is_no_number(typed: str, problem: str) -> None:
    with pytest.raises(ContactError) as refusal:
        phone_number(typed)
    assert refusal.value.problem == problem


def test_stored_numbers() -> None:
    assert is_phone_number("+77102123456")
    assert not is_phone_number("87102123456")
    assert not is_phone_number("рядом")
    assert readable_phone("+77102123456") == "+7 7102 12 34 56"
    assert readable_phone("рядом") == "рядом"


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("https://www.instagram.com/aroma.zhez/?hl=ru", "aroma.zhez"),
        ("instagram.com/aroma", "aroma"),
        ("@aroma", "@aroma"),
        ("aroma", "aroma"),
        ("https://example.org/aroma", "https://example.org/aroma"),
    ],
)
def test_instagram(typed: str, name: str) -> None:
    assert instagram_name(typed) == name


@pytest.mark.parametrize(
    "typed", ["@aroma_zhez", "aroma_zhez", "https://t.me/aroma_zhez", "t.me/aroma_zhez/", "telegram.me/aroma_zhez"]
)
def test_telegram(typed: str) -> None:
    assert telegram_name(typed) == "aroma_zhez"


@pytest.mark.parametrize("typed", ["+77012345678", "abc", "https://t.me/+x1y2", "https://t.me/joinchat/x", "1aroma"])
def test_what_is_no_telegram_name(typed: str) -> None:
    with pytest.raises(ContactError):
        telegram_name(typed)
