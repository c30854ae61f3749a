"""What is suggested while somebody types; how things are found is tested with the search itself."""

import pytest

from content.models import Category
from content.operations import unpublish
from tests.api.conftest import problem_of

pytestmark = pytest.mark.django_db


def texts(call, **query):
    return [
        (one["kind"], one["text"], [one["text"][start : start + length] for start, length in one["highlights"]])
        for one in call.json("/search/suggest", **query)["suggestions"]
    ]


@pytest.fixture(autouse=True)
def names(town):
    Category.objects.filter(slug="concerts").update(name_ru="Концерты", name_kk="Концерттер")


def test_categories_come_first_then_entries_of_every_kind(call, fits, town):
    told = call.json("/search/suggest", q="конц")
    fits("Suggestions", told)
    assert texts(call, q="конц") == [
        ("category", "Концерты", ["Конц"]),
        ("event", "Концерт у фонтана", ["Конц"]),
    ]
    category, event = told["suggestions"]
    assert (category["slug"], category["of"], category["id"]) == ("concerts", "event", None)
    assert (event["slug"], event["of"], event["id"]) == (town.event.slug, None, str(town.event.public_id))
    assert {kind for kind, _text, _marked in texts(call, q="кофе")} == {"event", "business", "promotion"}


def test_the_wrong_layout_and_kazakh_are_understood(call):
    assert [kind for kind, *_rest in texts(call, q="rjyw")] == ["category", "event"]
    assert texts(call, q="конц", lang="kk")[0][:2] == ("category", "Концерттер")


def test_kinds_city_and_limit(call):
    assert texts(call, q="конц", kind="business") == []
    assert texts(call, q="конц", city="nowhere") == []
    assert len(texts(call, q="конц", limit=1)) == 1


@pytest.mark.parametrize("query", ["", " ", "к", "!@#$%", "\x00", "абракадабрщина"])
def test_nothing_to_suggest_is_an_empty_answer(call, fits, query):
    told = call.json("/search/suggest", q=query)
    fits("Suggestions", told)
    assert told["suggestions"] == []


def test_what_was_withdrawn_is_not_suggested(call, town):
    unpublish(town.event, by=None)
    assert [kind for kind, *_rest in texts(call, q="конц")] == ["category"]


def test_what_cannot_be_read_is_refused_by_name(call):
    body = problem_of(call("/search/suggest", {"q": "я" * 10_000, "kind": "venue"}))
    assert (body["status"], set(body["fields"])) == (400, {"q", "kind"})
