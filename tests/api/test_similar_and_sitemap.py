"""What else to look at: similar events, and the sitemap for search engines."""

from xml.etree import ElementTree as ET

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from api.reads import sitemap
from content.operations import unpublish
from tests.api.conftest import problem_of
from tests.factories import a_business, a_city, a_venue, an_event

pytestmark = pytest.mark.django_db


def titles(call, event, **query):
    return [card["title"] for card in call.json(f"/events/{event.public_id}/similar", **query)]


def test_the_most_alike_come_first(call, fits):
    park = a_venue()
    event = an_event("Это", venue=park)
    an_event("Та же категория")
    an_event("То же место", venue=park, category="sports")
    an_event("И то и другое", venue=park)
    an_event("Ничего общего", category="sports")
    an_event("Другой город", city=a_city("astana", name_ru="Астана"))
    an_event("Черновик", live=False)
    assert titles(call, event) == ["И то и другое", "То же место", "Та же категория"]
    assert titles(call, event, limit=1) == ["И то и другое"]
    for card in call.json(f"/events/{event.slug}/similar"):
        fits("EventCard", card)
        assert card in call.json("/events")


def test_only_what_is_public_has_similar_ones(call):
    draft, event = an_event(live=False), an_event("Другое")
    unpublish(event, by=None)
    assert problem_of(call(f"/events/{draft.public_id}/similar"))["status"] == 404
    assert problem_of(call(f"/events/{event.public_id}/similar"))["status"] == 410
    assert problem_of(call("/events/nothing/similar"))["status"] == 404


def test_similar_ones_are_two_queries(call):
    event, counts = an_event("Это"), []
    for number in (1, 3, 9):
        for each in range(number):
            an_event(f"Событие {number} {each}")
        with CaptureQueriesContext(connection) as queries:
            call(f"/events/{event.public_id}/similar")
        counts.append(len(queries))
    assert counts == [2, 2, 2]


def addresses(call, **query):
    root = ET.fromstring(call("/sitemap", query).content)  # noqa: S314 - our own
    return [loc.text for loc in root.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]


def test_the_sitemap_names_public_pages_in_parts(call, settings, monkeypatch):
    settings.FRONTEND_BASE_URL = "https://app.example"
    settings.FRONTEND_PATHS = {"event": "/events/{id}", "business": "/businesses/{id}"}
    monkeypatch.setattr(sitemap, "PAGE", 2)
    events = [an_event("Первое"), an_event("Второе")]
    business = a_business()
    an_event("Черновик", live=False)
    base = settings.PUBLIC_BASE_URL
    assert addresses(call) == [f"{base}/api/v1/sitemap?page={number}" for number in (1, 2)]
    assert sorted([*addresses(call, page=1), *addresses(call, page=2)]) == sorted(
        [
            f"https://app.example/businesses/{business.public_id}",
            *(f"https://app.example/events/{event.public_id}" for event in events),
        ]
    )
    assert addresses(call, page=3) == []
    assert addresses(call, page="x") == addresses(call, page=1)


def test_a_backend_without_a_frontend_has_an_empty_sitemap(call, settings):
    settings.FRONTEND_BASE_URL = ""
    an_event()
    assert addresses(call, page=1) == []
