import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from language.highlights import highlight_ranges

TEXT = "Большой концерт в Жезқазғане: му́зей, дәріханалар (Yoga)"


def marked(text: str, query: str) -> list[str]:
    return [text[start : start + length] for start, length in highlight_ranges(text, query)]


@pytest.mark.parametrize(
    ("query", "parts"),
    [
        ("концерты", ["концерт"]),
        ("КОНЦЕРТ большие", ["Большой", "концерт"]),
        ("konc", ["концерт"]),
        ("Zhezkazgan", ["Жезқазғане"]),
        ("жезк", ["Жезқ"]),
        ("жезк концерт", ["концерт"]),
        ("дарихана", ["дәріханалар"]),
        ("музе", ["му́зей"]),
        ("музея", ["му́зей"]),
        ("йога", ["Yoga"]),
        ("театр", []),
        ("б", []),
        ("", []),
        ("!", []),
    ],
)
def test_words_of_the_query_are_marked(query: str, parts: list[str]) -> None:
    assert marked(TEXT, query) == parts


def test_ranges_count_code_points_of_the_original() -> None:
    assert highlight_ranges("🎉 <b>кон\u00adцерт</b>", "концерт") == [(5, 8)]


def test_decomposed_letters_stay_whole() -> None:
    assert marked("музеи\u0306ный", "музей") == ["музеи\u0306"]


@given(st.text(st.characters(codec=None, exclude_categories=())), st.text(max_size=20))
@settings(max_examples=200, deadline=None)
def test_ranges_are_ordered_and_inside(text: str, query: str) -> None:
    end = 0
    for start, length in highlight_ranges(text + " " + query, query):
        assert start >= end
        assert length > 0
        end = start + length
    assert end <= len(text) + 1 + len(query)
