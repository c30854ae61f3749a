"""Pages and the addresses of their neighbours."""

from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import pytest
from django.http import QueryDict

from api.asked import cleaned
from api.fields import MAX_OFFSET
from api.filters import EventParameters
from api.paging import Page, asked_page, links

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


def asked(query=""):
    return cleaned(EventParameters, QueryDict(query), path="/api/v1/events", language="ru", now=NOW)


def targets(header):
    """Return the query of each link by its relation."""
    found = {}
    for part in header.split(", "):
        address, _, relation = part.partition(">; rel=")
        url = urlsplit(address.removeprefix("<"))
        assert (url.scheme, url.netloc, url.path) == ("https", "city.example", "/api/v1/events")
        found[relation.strip('"')] = parse_qs(url.query)
    return found


@pytest.fixture(autouse=True)
def _base(settings):
    settings.PUBLIC_BASE_URL = "https://city.example"


def test_default_page():
    page = asked_page(asked())
    assert (page, page.rows) == (Page(limit=100, offset=0), slice(0, 101))


def test_nonsense_gives_the_default_page():
    assert asked_page(asked("limit=-1&offset=abc")) == Page(limit=100, offset=0)
    assert asked_page(asked("offset=9223372036854775808")).offset == MAX_OFFSET
    assert asked_page(asked(f"offset={'9' * 5000}")).offset == MAX_OFFSET


def test_first_page_with_a_next_one():
    header = links(asked("limit=10"), page=Page(limit=10, offset=0), has_next=True)
    assert targets(header) == {"first": {"limit": ["10"], "offset": ["0"]}, "next": {"limit": ["10"], "offset": ["10"]}}


def test_last_page_repeats_what_was_asked_and_leaves_out_what_is_unknown():
    query = "limit=10&offset=25&category=concerts&category=!other&q=%D0%BA%D0%BE%D0%BD%D1%86%D0%B5%D1%80%D1%82&utm=x"
    header = links(asked(query), page=Page(limit=10, offset=25), has_next=False)
    shared = {"category": ["concerts", "!other"], "q": ["концерт"], "limit": ["10"]}
    assert targets(header) == {"first": {**shared, "offset": ["0"]}, "prev": {**shared, "offset": ["15"]}}


def test_a_previous_page_never_begins_before_the_list():
    assert targets(links(asked(), page=Page(limit=10, offset=3), has_next=False))["prev"]["offset"] == ["0"]


def test_links_stay_short_whatever_was_repeated():
    header = links(asked("category=concerts&" * 9000), page=Page(limit=10, offset=0), has_next=True)
    assert targets(header)["next"]["category"] == ["concerts"]


def test_links_cannot_be_broken_out_of():
    header = links(asked("q=%3E%3B+rel%3D%22next%22%0D%0AX-Evil%3A+1"), page=Page(limit=1, offset=0), has_next=False)
    assert "\r" not in header
    assert "\n" not in header
    assert targets(header)["first"]["q"] == ['>; rel="next"\r\nX-Evil: 1']
