"""Pages and the addresses of their neighbours."""

from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

import pytest
from django.http import QueryDict

from api import cursors
from api.asked import cleaned
from api.cursors import Cursor
from api.event_filters import EventParameters
from api.fields import MAX_OFFSET
from api.paging import Page, asked_page, links
from api.problems import ProblemError
from content.prepared import Rows

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
ORDER = (cursors.moment, cursors.identifier)
PLACE = (NOW, UUID(int=7))


def asked(query=""):
    return cleaned(EventParameters, QueryDict(query), path="/api/v1/events", language="ru", now=NOW)


def page_of(query=""):
    return asked_page(asked(query), order=ORDER)


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
    page = page_of()
    assert (page, page.rows) == (Page(limit=100, offset=0), Rows(limit=101, offset=0))


def test_nonsense_gives_the_default_page():
    assert page_of("limit=-1&offset=abc") == Page(limit=100, offset=0)
    assert page_of("offset=9223372036854775808").offset == MAX_OFFSET
    assert page_of(f"offset={'9' * 5000}").offset == MAX_OFFSET


def test_the_next_page_begins_behind_the_last_item():
    header = links(asked("limit=10"), page=Page(limit=10, offset=0), last=PLACE)
    [cursor] = targets(header)["next"].pop("cursor")
    assert targets(header) == {"first": {"limit": ["10"]}, "next": {"limit": ["10"], "cursor": [cursor]}}
    page = page_of(f"limit=10&offset=3&cursor={cursor}")
    assert page == Page(limit=10, offset=0, cursor=Cursor(after=PLACE, position=10))
    assert (page.after, page.rows, page.position) == (PLACE, Rows(limit=11, offset=0), 10)
    assert targets(links(asked(f"limit=4&cursor={cursor}"), page=page, last=None)) == {
        "first": {"limit": ["10"]},
        "prev": {"limit": ["10"]},
    }


@pytest.mark.parametrize(
    "after",
    [(), (NOW,), (NOW, UUID(int=1), 1), ("2026-11-20", UUID(int=1)), ("2026-11-20T12:00", UUID(int=1)), (1, 2)],
)
def test_a_place_of_another_list_is_refused(after):
    with pytest.raises(ProblemError):
        page_of(f"cursor={Cursor(after=after, position=1)}")


def test_moments_that_the_database_cannot_hold_are_refused():
    for year in ("0001", "9999"):
        with pytest.raises(ProblemError):
            page_of(f"cursor={Cursor(after=(f'{year}-12-31T23:59:59-14:00', UUID(int=1)), position=1)}")


def test_last_page_repeats_what_was_asked_and_leaves_out_what_is_unknown():
    query = "limit=10&offset=25&category=concerts&category=!other&q=%D0%BA%D0%BE%D0%BD%D1%86%D0%B5%D1%80%D1%82&utm=x"
    header = links(asked(query), page=Page(limit=10, offset=25), last=None)
    shared = {"category": ["concerts", "!other"], "q": ["концерт"], "limit": ["10"]}
    assert targets(header) == {"first": shared, "prev": {**shared, "offset": ["15"]}}


def test_a_previous_page_never_begins_before_the_list():
    assert "offset" not in targets(links(asked(), page=Page(limit=10, offset=3), last=None))["prev"]


def test_links_stay_short_whatever_was_repeated():
    header = links(asked("category=concerts&" * 9000), page=Page(limit=10, offset=0), last=PLACE)
    assert targets(header)["next"]["category"] == ["concerts"]


def test_links_cannot_be_broken_out_of():
    header = links(asked("q=%3E%3B+rel%3D%22next%22%0D%0AX-Evil%3A+1"), page=Page(limit=1, offset=0), last=None)
    assert "\r" not in header
    assert "\n" not in header
    assert targets(header)["first"]["q"] == ['>; rel="next"\r\nX-Evil: 1']
