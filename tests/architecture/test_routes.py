"""Every route of the API is either public on purpose or asks who is there."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from rest_framework.permissions import AllowAny

from api.reads.base import ReadView

# Reads of what is published, and the description of the API itself. Nothing else may answer strangers.
PUBLIC = {
    "api_cities",
    "api_city",
    "api_city_photos",
    "api_events",
    "api_event_counts",
    "api_event_facets",
    "api_event_calendar",
    "api_events_ics",
    "api_events_rss",
    "api_events_csv",
    "api_events_jsonld",
    "api_event",
    "api_event_ics",
    "api_event_jsonld",
    "api_similar_events",
    "api_businesses",
    "api_business",
    "api_promotions",
    "api_promotion",
    "api_categories",
    "api_changes",
    "api_search",
    "api_suggest",
    "api_sitemap",
}
DOCUMENTS = {"api_openapi", "api_docs"}


def routes(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Return every address below a resolver."""
    for pattern in resolver.url_patterns:
        address = f"{prefix}{pattern.pattern}"
        if isinstance(pattern, URLResolver):
            yield from routes(pattern, address)
        else:
            yield address, pattern


ROUTES = [(address, pattern) for address, pattern in routes(get_resolver()) if address.startswith("api/")]


def is_guarded(view: Any) -> bool:
    """Tell whether a view knows who asks and refuses strangers."""
    permissions = getattr(view, "permission_classes", ())
    return bool(getattr(view, "authentication_classes", ())) and bool(permissions) and AllowAny not in permissions


def test_there_are_routes():
    assert {pattern.name for _address, pattern in ROUTES} >= PUBLIC | DOCUMENTS


@pytest.mark.parametrize(("address", "pattern"), ROUTES, ids=[address for address, _pattern in ROUTES])
def test_a_route_is_public_on_purpose_or_guarded(address, pattern):
    if pattern.name in DOCUMENTS:
        return
    view = pattern.callback.cls
    assert issubclass(view, ReadView) if pattern.name in PUBLIC else is_guarded(view)


@pytest.mark.parametrize(("address", "pattern"), ROUTES, ids=[address for address, _pattern in ROUTES])
def test_a_route_has_a_name_and_no_trailing_slash(address, pattern):
    assert address.startswith("api/v1/")
    assert pattern.name
    assert not address.endswith("/")


@pytest.mark.parametrize(("address", "pattern"), ROUTES, ids=[address for address, _pattern in ROUTES])
def test_a_public_read_opens_no_transaction(address, pattern):
    if pattern.name in PUBLIC | DOCUMENTS:
        assert pattern.callback._non_atomic_requests == {"default"}


def test_a_read_changes_nothing():
    for _address, pattern in ROUTES:
        if pattern.name in PUBLIC:
            methods = {name.upper() for name in pattern.callback.cls.http_method_names}
            answered = {name for name in methods if hasattr(pattern.callback.cls, name.lower())}
            assert answered == {"GET", "OPTIONS"}
