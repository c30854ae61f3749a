import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from language.prose import parse_age, parse_yes_no


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("6+", 6),
        ("18 +", 18),
        ("+16", 16),
        ("0+", 0),
        ("12", 12),
        ("Возраст: 16+", 16),
        ("12 жастан бастап", 12),
        ("16 жастан жоғары", 16),
        ("6 жастан 12 жасқа дейін", 6),
        ("7-12 жас", 7),
        ("от 12 лет", 12),
        ("с 6 лет", 6),
        ("старше 18 лет", 18),
        ("18 лет и старше", 18),
        ("6–12 лет", 6),
        ("дети от 6 до 12 лет", 6),
        ("возрастное ограничение 12 лет", 12),
        ("Стендап 16+, начало в 19:00", 16),
        ("до 12 лет", None),
        ("нам 5 лет", None),
        ("99", None),
        ("100+ участников", None),
        ("+7 777 123 45 67", None),
        ("+16 777", None),
        ("С 2012 года", None),
        ("C++", None),
        ("", None),
    ],
)
def test_parse_age(text: str, age: int | None) -> None:
    assert parse_age(text) == age


@given(st.text())
@settings(max_examples=200, deadline=None)
def test_ages_stay_in_bounds(text: str) -> None:
    age = parse_age(text)
    assert age is None or 0 <= age <= 21


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("yes", True),
        ("Да", True),
        (" 1 ", True),
        ("TRUE", True),
        ("иә", True),
        ("no", False),
        ("Нет.", False),
        ("0", False),
        ("false", False),
        ("жоқ", False),
        ("", None),
        ("maybe", None),
        ("2", None),
    ],
)
def test_parse_yes_no(text: str, answer: bool | None) -> None:
    assert parse_yes_no(text) is answer
