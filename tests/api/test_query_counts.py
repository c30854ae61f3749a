"""Reads ask the database a fixed number of questions, however much they answer."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from content.kinds import get_kind
from content.models import CityPhoto
from events.models import Event
from tests.api.conftest import many, on
from tests.factories import a_business, a_city, an_image

pytestmark = pytest.mark.django_db


def statements(call, path, query=None):
    with CaptureQueriesContext(connection) as queries:
        response = call(path, query)
    assert response.status_code == 200
    return [query["sql"] for query in queries.captured_queries]


PERIOD = {"from": f"{on(1).year - 2}-01-01", "to": f"{on(1).year}-12-31"}


@pytest.mark.parametrize(
    ("kind", "path", "query", "expected"),
    [
        ("event", "/events", {}, 1),
        # Of a city: what has changed, and the cities themselves only where they have.
        ("event", "/events", {"city": "jezkazgan"}, 2),
        ("event", "/events", PERIOD, 1),
        ("event", "/events", {"city": "jezkazgan", "category": "concerts", "free": "false", **PERIOD}, 2),
        ("event", "/events", {"count": "true"}, 2),
        ("event", "/events/categories", {}, 1),
        ("business", "/businesses", {}, 1),
        ("business", "/businesses", {"city": "jezkazgan"}, 2),
        ("promotion", "/promotions", {}, 1),
        ("promotion", "/promotions", {"city": "jezkazgan"}, 2),
    ],
)
def test_lists(call, kind, path, query, expected):
    a_business()
    call(path, query)
    counts = {}
    for total in (1, 3, 30):
        many(kind, total)
        counts[total] = len(statements(call, path, query))
        get_kind(kind).model.objects.filter(slug__startswith=f"{kind}-").delete()
    assert counts == {1: expected, 3: expected, 30: expected}


def test_one_item_is_one_query(call, town):
    for path in (
        f"/events/{town.event.slug}",
        f"/businesses/{town.business.slug}",
        f"/promotions/{town.promotion.slug}",
    ):
        assert len(statements(call, path)) == 1


@pytest.mark.parametrize(
    ("path", "expected"), [("/cities", 1), ("/cities/jezkazgan", 1), ("/cities/jezkazgan/photos", 3)]
)
def test_cities(call, path, expected):
    image, counts = an_image(), {}
    for total in (1, 3, 30):
        for number in range(total):
            city = a_city(f"city-{number}", name_ru=f"Город {number}")
            CityPhoto.objects.create(city=a_city(), image=image, position=number)
        counts[total] = len(statements(call, path))
        assert city.slug == f"city-{total - 1}"
    assert counts == {1: expected, 3: expected, 30: expected}


def test_the_number_of_queries_of_a_search_does_not_grow_with_what_it_finds(call, settings):
    settings.SEARCH_ENGINE = "postgres"
    a_business("кафе кофейная")
    counts = []
    for total in (3, 20):
        many("event", total)
        counts.append(len(statements(call, "/search", {"q": "event", "limit": 50})))
        Event.objects.all().delete()
    assert counts[0] == counts[1]


def test_a_read_opens_no_transaction(call, town):
    # The PostgreSQL search bounds its own statements with a timeout, which takes a transaction.
    for path in (address for address in town.addresses if not address.startswith("/search")):
        assert [sql for sql in statements(call, path) if "SAVEPOINT" in sql or "BEGIN" in sql] == []


@pytest.mark.parametrize("path", ["/docs", "/openapi.json", "/nowhere", "/events?from=x", "/events?city=%00"])
def test_what_needs_no_content_asks_nothing(call, path):
    with CaptureQueriesContext(connection) as queries:
        call(path)
    assert queries.captured_queries == []
