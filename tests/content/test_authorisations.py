import pytest
from django.utils.translation import override

from content.authorisations import authorisation_text


@pytest.mark.parametrize(
    ("recorded", "words"),
    [
        ("role", "право публикации"),
        ("approval", "одобрено модератором"),
        ("schedule", "наступило назначенное время"),
        ("import:Афиша дворца", "импорт «Афиша дворца»"),
        ("import:a:b", "импорт «a:b»"),
        ("import:", "import:"),
        ("неизвестное", "неизвестное"),
        ("", ""),
    ],
)
def test_an_authorisation_is_named_in_words(recorded: str, words: str) -> None:
    with override("ru"):
        assert authorisation_text(recorded) == words
