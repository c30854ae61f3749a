"""Reads ask the database a fixed number of questions, however much they answer."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from content.kinds import get_kind
from content.models import Category, CityPhoto
from tests.api.conftest import many, on
from tests.api.roads import operations, route
from tests.factories import a_business, a_city, an_image

pytestmark = pytest.mark.django_db


def statements(call, path, query=None):
    with CaptureQueriesContext(connection) as queries:
        response = call(path, query)
    assert response.status_code == 200
    return [query["sql"] for query in queries.captured_queries]


PERIOD = {"from": f"{on(1).year - 2}-01-01", "to": f"{on(1).year}-12-31"}


AMOUNTS = (1, 3, 100)
LISTS = [
    ("event", "/events", {}, 1),
    # Of a city: what has changed, and the cities themselves only where they have.
    ("event", "/events", {"city": "jezkazgan"}, 2),
    ("event", "/events", PERIOD, 1),
    ("event", "/events", {"city": "jezkazgan", "category": "concerts", "free": "false", **PERIOD}, 2),
    ("event", "/events", {"count": "true"}, 2),
    ("event", "/events/categories", {}, 1),
    ("event", "/events/facets", {}, 5),
    ("event", "/events/facets", {"city": "jezkazgan", "when": "month"}, 6),
    ("event", "/events/calendar", {}, 1),
    ("event", "/events.ics", {"limit": "200"}, 1),
    ("event", "/events.rss", {}, 1),
    ("event", "/events.csv", {}, 1),
    ("event", "/events.jsonld", {}, 1),
    ("event", "/events/event-0", {}, 1),
    ("event", "/events/event-0.ics", {}, 1),
    ("event", "/events/event-0.jsonld", {}, 1),
    ("event", "/events/event-0/similar", {"limit": "100"}, 2),
    ("event", "/changes", {"limit": "200"}, 1),
    ("event", "/sitemap", {"page": "1"}, 1),
    ("event", "/sitemap", {}, 2),
    # Of them most bound the time that the search may take.
    ("event", "/search", {"q": "event", "limit": "50"}, 14),
    ("event", "/search/suggest", {"q": "event", "limit": "20"}, 15),
    ("business", "/businesses", {}, 1),
    ("business", "/businesses", {"city": "jezkazgan"}, 2),
    ("business", "/businesses", {"openNow": "true", "near": "47.79,67.71", "sort": "distance"}, 1),
    ("business", "/businesses/business-0", {}, 1),
    ("promotion", "/promotions", {}, 1),
    ("promotion", "/promotions", {"city": "jezkazgan"}, 2),
    ("promotion", "/promotions", {"endingSoon": "true", "sort": "ending"}, 1),
    ("promotion", "/promotions/promotion-0", {}, 1),
]
CITIES = [("/cities", 1), ("/cities/jezkazgan", 1), ("/cities/jezkazgan/photos", 3)]


def test_no_read_is_left_out():
    """Whoever adds a read says how many queries it takes."""
    listed = {route(path) for path in (*(row[1] for row in LISTS), *(row[0] for row in CITIES), "/categories")}
    assert operations() - listed == set()


@pytest.mark.parametrize(("kind", "path", "query", "expected"), LISTS)
def test_reads_of_listings(call, settings, kind, path, query, expected):
    settings.SEARCH_ENGINE = "postgres"
    settings.FRONTEND_BASE_URL = "https://city.example"
    settings.FRONTEND_PATHS = {"event": "/events/{id}", "business": "/businesses/{id}"}
    a_business()
    many(kind, 1)
    call(path, query)
    get_kind(kind).model.objects.filter(slug__startswith=f"{kind}-").delete()
    counts = {}
    for total in AMOUNTS:
        many(kind, total)
        counts[total] = len(statements(call, path, query))
        get_kind(kind).model.objects.filter(slug__startswith=f"{kind}-").delete()
    assert counts == dict.fromkeys(AMOUNTS, expected)


@pytest.mark.parametrize(("path", "expected"), CITIES)
def test_cities(call, path, expected):
    image, counts = an_image(), {}
    for total in AMOUNTS:
        for number in range(total):
            city = a_city(f"city-{number}", name_ru=f"Город {number}")
            CityPhoto.objects.create(city=a_city(), image=image, position=number)
        counts[total] = len(statements(call, path))
        assert city.slug == f"city-{total - 1}"
    assert counts == dict.fromkeys(AMOUNTS, expected)


def test_categories(call):
    counts = {}
    for total in AMOUNTS:
        for number in range(total):
            Category.objects.get_or_create(kind="event", slug=f"category-{number}", defaults={"name_ru": f"{number}"})
        counts[total] = len(statements(call, "/categories"))
    assert counts == dict.fromkeys(AMOUNTS, 1)


def test_a_read_opens_no_transaction(call, town):
    # The PostgreSQL search bounds its own statements with a timeout, which takes a transaction.
    for path in (address for address in town.addresses if not address.startswith("/search")):
        assert [sql for sql in statements(call, path) if "SAVEPOINT" in sql or "BEGIN" in sql] == []


@pytest.mark.parametrize("path", ["/docs", "/openapi.json", "/nowhere", "/events?from=x", "/events?city=%00"])
def test_what_needs_no_content_asks_nothing(call, path):
    with CaptureQueriesContext(connection) as queries:
        call(path)
    assert queries.captured_queries == []
