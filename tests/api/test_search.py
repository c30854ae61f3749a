"""Search through the API; what is found is tested with the search itself."""

import pytest

from content.operations import unpublish
from search import answering
from search.budget import Breaker
from tests.api.conftest import problem_of
from tests.factories import a_city

pytestmark = pytest.mark.django_db


def test_every_kind_is_found_with_the_card_of_its_list(call, fits, town):
    told = call.json("/search", q="кофе")
    fits("Search", told)
    cards = {"event": "/events", "business": "/businesses", "promotion": "/promotions"}
    assert {hit["kind"]: hit["item"] for hit in told["hits"]} == {
        kind: call.json(path)[0] for kind, path in cards.items()
    }
    assert all(hit["id"] == hit["item"]["id"] for hit in told["hits"])
    assert (told["query"], told["interpretedAs"], told["degraded"], told["total"]) == ("кофе", None, False, 3)
    assert told["facets"]["kinds"] == {"event": 1, "business": 1, "promotion": 1}


def test_highlights_are_ranges_of_the_title_on_the_card(call, town):
    (hit,) = call.json("/search", q="концерт", kind="event")["hits"]
    ((start, length),) = hit["highlights"]["title"]
    assert hit["item"]["title"][start : start + length] == "Концерт"


def test_kinds_city_language_and_limit(call, town):
    a_city("satpayev", name_ru="Сатпаев")
    assert [hit["kind"] for hit in call.json("/search", q="кофе", kind="business")["hits"]] == ["business"]
    both = call.json("/search", q="кофе", kind=["business", "promotion"])["hits"]
    assert {hit["kind"] for hit in both} == {"business", "promotion"}
    assert call.json("/search", q="кофе", city="satpayev")["total"] == 0
    assert call.json("/search", q="кофе", cityId=str(town.city.public_id))["total"] == 3
    assert len(call.json("/search", q="кофе", limit=1)["hits"]) == 1
    assert len(call.json("/search", q="кофе", limit="many")["hits"]) == 3
    kazakh = call.json("/search", q="концерт", kind="event", lang="kk")["hits"][0]["item"]
    assert kazakh["title"] == "Субұрқақ жанындағы концерт"


def test_a_time_and_a_price_in_the_words_are_filters_and_told(call, fits, town):
    told = call.json("/search", q="концерт завтра", lang="kk")
    fits("Search", told)
    assert (told["interpretedAs"], told["filters"]) == ("концерт, ертең", {"when": "tomorrow", "free": None})
    assert [hit["kind"] for hit in told["hits"]] == ["event"]
    assert call.json("/search", q="концерт")["filters"] == {"when": None, "free": None}
    assert len(call.json("/events", q="концерт завтра")) == 1
    assert call.json("/search", q="концерт бесплатно")["interpretedAs"] == "концерт"


@pytest.mark.parametrize("query", [{}, {"q": ""}, {"q": "  "}, {"q": "\x00"}, {"q": "кофе", "city": "nowhere"},
                                   {"q": "!@#$%"}, {"q": "абракадабрщина"}, {"q": "'; DROP TABLE x --"}])  # fmt: skip
def test_nothing_to_find_is_an_empty_answer(call, fits, town, query):
    told = call.json("/search", **query)
    fits("Search", told)
    assert (told["total"], told["hits"], told["interpretedAs"]) == (0, [], None)


@pytest.mark.parametrize(("query", "field"), [({"q": "я" * 10_000}, "q"), ({"q": "x", "kind": "venue"}, "kind")])
def test_what_cannot_be_read_is_refused_by_name(call, town, query, field):
    body = problem_of(call("/search", query))
    assert (body["status"], set(body["fields"])) == (400, {field})


def test_what_was_withdrawn_is_gone_at_once(call, town):
    unpublish(town.event, by=None)
    assert {hit["kind"] for hit in call.json("/search", q="кофе")["hits"]} == {"business", "promotion"}


def test_a_dead_search_engine_is_told_and_does_not_matter(call, town, settings, monkeypatch):
    settings.SEARCH_ENGINE, settings.MEILISEARCH_URL = "meilisearch", "http://127.0.0.1:9"
    monkeypatch.setattr(answering, "breaker", Breaker())
    for path, query in (("/search", "кофе"), ("/events", "кофр"), ("/businesses", "кофр"), ("/promotions", "кофр")):
        response = call(path, {"q": query})
        assert (response.status_code, response.headers["X-Search-Degraded"]) == (200, "true")
    # Lists of what contains the very words need no engine.
    response = call("/events", {"q": "кофе"})
    assert (len(response.json()), "X-Search-Degraded" in response.headers) == (1, False)
    assert call.json("/search", q="кофе")["degraded"] is True
