import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from language.slugs import slugify, transliterate


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Жезқазған", "zhezqazghan"),
        ("Жезказган", "zhezkazgan"),
        ("Концерт «Щедрый вечер»!", "kontsert-shchedryy-vecher"),
        ("Объезд", "obezd"),
        ("Үйлену тойы — Ұлытау", "uylenu-toyy-ulytau"),
        ("Ёлка & йога 6+", "yolka-yoga-6"),
        ("Rock'n'Roll Café", "rocknroll-cafe"),
        ("Straße Łódź İstanbul", "strasse-lodz-istanbul"),
        ("日本", ""),
        ("\ud800\0", ""),
        ("", ""),
    ],
)
def test_slugify(text: str, slug: str) -> None:
    assert slugify(text) == slug


def test_long_titles_end_at_a_word() -> None:
    assert slugify("большой весенний концерт", max_length=18) == "bolshoy-vesenniy"
    assert slugify("а" * 30, max_length=10) == "a" * 10


def test_length_must_be_positive() -> None:
    with pytest.raises(ValueError, match="max_length"):
        slugify("той", max_length=0)


def test_transliterate_keeps_capitals_and_spaces() -> None:
    assert transliterate("Щука и Қыз") == "Shchuka i Qyz"


@given(st.text(st.characters(codec=None, exclude_categories=())), st.integers(1, 60))
@settings(max_examples=300, deadline=None)
def test_a_slug_is_always_a_slug(text: str, max_length: int) -> None:
    slug = slugify(text, max_length=max_length)
    assert len(slug) <= max_length
    assert re.fullmatch(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", slug)
    assert slugify(slug, max_length=max_length) == slug
