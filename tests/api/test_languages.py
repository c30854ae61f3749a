"""Which language a caller wants."""

import pytest

from api.languages import accepted_language


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "ru"),
        ("kk", "kk"),
        ("kk-KZ,kk;q=0.9,ru;q=0.8", "kk"),
        ("en-US,en;q=0.9,kk;q=0.5", "kk"),
        ("en", "ru"),
        ("kk;q=0,ru", "ru"),
        ("ru;q=0.1,kk;q=0.9", "kk"),
        ("\x00;;;q=q", "ru"),
        ("kk," * 5000, "kk"),
    ],
)
def test_accepted_language(header, language):
    assert accepted_language(header) == language
