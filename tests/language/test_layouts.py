import pytest

from language.layouts import layout_variants


@pytest.mark.parametrize(
    ("typed", "variants"),
    [
        ("rjywthn", ("концерт",)),
        ("RJYWTHN", ("концерт",)),
        (";t43kl3r", ("же43лд3к", "жеңілдік")),
        ("0jyf09q", ("0она09й", "қонақұй")),
        ("<b,kbjntrf", ("библиотека",)),
        ("[jhjitt rbyj", ("хорошее кино",)),
        ("`krf", ("ёлка",)),
        ("ызщке", ("sport",)),
        ("ЫЗЩКЕ", ("sport",)),
        ("сщтсуке", ("concert",)),
        ("12 345", ()),
        ("", ()),
        ("日本", ()),
    ],
)
def test_layout_variants(typed: str, variants: tuple[str, ...]) -> None:
    assert layout_variants(typed) == variants


@pytest.mark.parametrize("text", ["\ud800", "\0", "a" * 10_000, "İ"])
def test_nonsense_does_not_raise(text: str) -> None:
    assert text.lower() not in layout_variants(text)
