import pytest

from language.detection import detect_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Наурыз мерекесі", "kk"),
        ("ҰЛЫТАУ", "kk"),
        ("Концерт в городе", "ru"),
        ("Concert", "ru"),
        ("", "ru"),
        ("Привіт, київські друзі", "ru"),
        ("і", "ru"),
        ("\ud800\0", "ru"),
    ],
)
def test_detect_language(text: str, language: str) -> None:
    assert detect_language(text) == language
