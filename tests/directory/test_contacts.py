import pytest

from directory.contacts import instagram_name, telegram_name


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


@pytest.mark.parametrize("typed", ["+77012345678", "abc", "https://t.me/+x1y2", "1aroma"])
def test_other_words_stay_for_the_validator(typed: str) -> None:
    assert telegram_name(typed) == typed
