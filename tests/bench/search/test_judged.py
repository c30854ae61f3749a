from collections import Counter
from pathlib import Path

import pytest

from bench.search.judged import read_judged
from demo.specs import read_content

CLASSES = {"plain", "inflected", "without_yo", "without_kazakh_letters", "latin", "wrong_layout", "typo", "intent",
           "mixed_kinds", "numbers", "nothing"}  # fmt: skip
ONLY_IN = {"without_yo": {"ru"}, "without_kazakh_letters": {"kk"}}

HEAD = 'asked_at = 2094-02-24T10:00:00+05:00\ncity = "jezkazgan"\n'


def written(path: Path, text: str) -> Path:
    path.write_text(HEAD + text)
    return path


def test_every_class_is_asked_in_both_languages():
    counts = Counter((one.group, one.language) for one in read_judged().queries)

    assert {(group, language) for group, language in counts} == {
        (group, language) for group in CLASSES for language in ONLY_IN.get(group, {"ru", "kk"})
    }
    assert min(counts.values()) >= 6
    assert counts.total() >= 240


def test_what_is_judged_is_listed_in_the_city_where_it_is_asked():
    judged = read_judged()
    content = read_content()
    specs = {spec.slug: spec for spec in (*content.events, *content.businesses, *content.promotions)}
    assert len(specs) == len(content.events) + len(content.businesses) + len(content.promotions)

    graded = {slug for one in judged.queries for slug in one.grades}
    assert {slug for slug in graded if (specs[slug].state, specs[slug].city) != ("live", judged.city)} == set()


def test_only_nonsense_has_nothing_to_find():
    judged = read_judged().queries

    assert {one.text for one in judged if not one.grades} == {one.text for one in judged if one.group == "nothing"}
    assert [one.text for one in judged if one.grades and 3 not in one.grades.values()] == []


def test_grades_come_from_places_and_lists(tmp_path):
    path = written(
        tmp_path / "judged.toml", '[lists]\nbooks = "a || b"\n[plain.ru]\n"q" = "@books | c"\n[nothing.kk]\n"x" = ""\n'
    )

    first, second = read_judged(path).queries

    assert (first.text, first.group, first.language, dict(first.grades)) == (
        "q",
        "plain",
        "ru",
        {"a": 3, "b": 1, "c": 2},
    )
    assert (second.group, second.language, dict(second.grades)) == ("nothing", "kk", {})


@pytest.mark.parametrize(
    ("judgement", "reason"),
    [("a | b | c | d", "more than 3 grades"), ("@nothing", "no list is called '@nothing'"), ("a | a", "graded twice")],
)
def test_a_judgement_that_cannot_be_read_is_refused(tmp_path, judgement, reason):
    path = written(tmp_path / "judged.toml", f'[lists]\n[plain.ru]\n"q" = "{judgement}"\n')

    with pytest.raises(ValueError, match=reason):
        read_judged(path)
