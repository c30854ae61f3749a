import pytest

from language.phones import PhoneError, e164, is_e164, shown


@pytest.mark.parametrize(
    "typed",
    ["8 (7102) 12-34-56", "+7 7102 12 34 56", "87102123456", "7102123456", "8-7102-12-34-56", " +7(7102)123456 "],
)
def test_numbers_as_people_type_them(typed: str) -> None:
    assert e164(typed) == "+77102123456"


def test_other_numbers() -> None:
    assert e164("8 701 234 56 78") == "+77012345678"
    assert e164("+998 90 123 45 67") == "+998901234567"


@pytest.mark.parametrize(
    ("typed", "lacks_area_code"),
    [
        ("12-34-56", True),
        ("телефон", False),
        ("", False),
        ("+7 000 000 00 00", False),
        ("8 701 234 56 78 99", False),
        ("+7 701", False),
        ("+7 701 234 56 78 доб. 12", False),
    ],
)
def test_what_is_no_number(typed: str, lacks_area_code: bool) -> None:
    with pytest.raises(PhoneError) as refusal:
        e164(typed)
    assert refusal.value.lacks_area_code is lacks_area_code


def test_stored_numbers() -> None:
    assert is_e164("+77102123456")
    assert not is_e164("87102123456")
    assert not is_e164("рядом")
    assert shown("+77102123456") == "+7 7102 12 34 56"
    assert shown("рядом") == "рядом"
