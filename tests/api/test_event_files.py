"""Events in the formats of other programs, read back by their own parsers."""

import csv
import io
import re
from datetime import timedelta
from xml.etree import ElementTree as ET

import orjson
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from api.examples import EVENT_DETAIL
from api.formats import calendar
from content.operations import unpublish
from events.models import EventDate
from tests.api.conftest import many, problem_of
from tests.factories import an_event

pytestmark = pytest.mark.django_db

LISTS = {
    "/events.ics": "text/calendar",
    "/events.rss": "application/rss+xml",
    "/events.csv": "text/csv",
    "/events.jsonld": "application/ld+json",
}
NASTY = "Концерт; «Ромео, & <Джульетта>»\\ и ещё очень длинное название, которое не помещается в одну строку файла"


def read(call, path, **query):
    response = call(path, query)
    assert response.status_code == 200
    return response.content


def test_a_calendar_has_a_date_each_and_says_what_became_of_it(call):
    starts = timezone.now().replace(microsecond=0) + timedelta(days=2)
    statuses = ("scheduled", "cancelled", "postponed")
    dates = [
        EventDate(starts_at=starts + timedelta(days=number), status=status) for number, status in enumerate(statuses)
    ]
    event = an_event(NASTY, dates=dates, latitude="47.79", longitude="67.71")
    content = read(call, "/events.ics")
    assert max(map(len, content.split(b"\r\n"))) <= 75
    found = Calendar.from_ical(content).walk("VEVENT")
    assert [(str(each["SUMMARY"]), str(each["STATUS"])) for each in found] == [
        (NASTY, "CONFIRMED"),
        (NASTY, "CANCELLED"),
        (NASTY, "TENTATIVE"),
    ]
    assert [each.decoded("DTSTART") for each in found] == [row.starts_at for row in dates]
    assert len({str(each["UID"]) for each in found}) == 3
    assert all(str(each["UID"]).startswith(f"{event.public_id}-") for each in found)
    assert found[0]["GEO"].to_ical() == "47.79;67.71"
    assert read(call, f"/events/{event.slug}.ics") == content


@given(title=st.text(st.characters(codec="utf-8"), min_size=1, max_size=300))
def test_a_calendar_is_read_back_whatever_it_says(title):
    content = calendar.written([{**EVENT_DETAIL, "title": title}])
    assert max(map(len, content.split(b"\r\n"))) <= 75
    [event] = Calendar.from_ical(content).walk("VEVENT")
    lines = re.sub("\r\n|[\r\x85\u2028\u2029]", "\n", title)
    assert str(event["SUMMARY"]) == re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", "", lines)
    assert event.decoded("DTEND") - event.decoded("DTSTART") == timedelta(hours=2)
    assert [str(each) for each in event["CATEGORIES"].cats] == ["concerts", "музыка", "оркестр"]


def test_a_feed_is_escaped_and_knows_events_by_id(call, settings):
    settings.FRONTEND_BASE_URL = "https://app.example"
    event = an_event(NASTY)
    [item] = ET.fromstring(read(call, "/events.rss")).findall("channel/item")  # noqa: S314 - our own
    assert (item.findtext("title"), item.findtext("guid"), item.findtext("category")) == (
        NASTY,
        str(event.public_id),
        "concerts",
    )
    assert item.findtext("link") == f"https://app.example/events/{event.public_id}"


def test_a_table_opens_in_spreadsheets_and_runs_nothing(call):
    event = an_event("=HYPERLINK(1)")
    content = read(call, "/events.csv")
    assert content.startswith(b"\xef\xbb\xbf")
    [row] = csv.DictReader(io.StringIO(content.decode("utf-8-sig")))
    assert (row["id"], row["title"], row["city"]) == (str(event.public_id), "'=HYPERLINK(1)", "jezkazgan")


def test_linked_data_says_what_schema_org_asks_for(call, town):
    told = orjson.loads(read(call, f"/events/{town.event.public_id}.jsonld"))
    assert told == orjson.loads(read(call, "/events.jsonld"))
    [event] = told["@graph"]
    assert told["@context"] == "https://schema.org"
    assert (event["@type"], event["eventStatus"], event["name"]) == (
        "Event",
        "https://schema.org/EventScheduled",
        town.event.title_ru,
    )
    assert (event["offers"]["priceCurrency"], event["offers"]["lowPrice"], event["offers"]["highPrice"]) == (
        "KZT",
        1500,
        4000,
    )
    assert event["organizer"]["name"] == town.business.title_ru
    assert event["location"]["geo"] == {"@type": "GeoCoordinates", "latitude": 47.79, "longitude": 67.71}
    assert event["image"].startswith("http")


@pytest.mark.parametrize("path", LISTS)
def test_lists_filter_page_and_are_kept_as_the_list(call, path):
    for title in ("Первое", "Второе", "Третье"):
        an_event(title)
    an_event("Черновик", live=False)
    response = call(path)
    assert response.headers["Content-Type"] == f"{LISTS[path]}; charset=utf-8"
    text = response.content.decode()
    assert all(title in text for title in ("Первое", "Второе", "Третье"))
    assert "Черновик" not in text
    assert call(path, If_None_Match=response.headers["ETag"]).status_code == 304
    assert response.headers["Cache-Control"].startswith("public, max-age=")
    assert 'rel="next"' in call(path, {"limit": "1"}).headers["Link"]
    assert call(path, {"category": "sports"}).content == call(path, {"city": "utopia"}).content
    assert problem_of(call(path, {"from": "завтра"}))["status"] == 400


@pytest.mark.parametrize("path", LISTS)
def test_one_query_however_many(call, path):
    call(path)
    counts = []
    for number in (1, 3, 30):
        many("event", number)
        with CaptureQueriesContext(connection) as queries:
            call(path)
        counts.append(len(queries))
        connection.cursor().execute("DELETE FROM events_eventdate")
        type(an_event(live=False)).objects.all().delete()
    assert counts == [1, 1, 1]


@pytest.mark.parametrize("ending", ["ics", "jsonld"])
def test_what_is_not_public_has_no_file(call, ending):
    draft, event = an_event(live=False), an_event("Другое")
    unpublish(event, by=None)
    assert problem_of(call(f"/events/{draft.public_id}.{ending}"))["status"] == 404
    assert problem_of(call(f"/events/{event.public_id}.{ending}"))["status"] == 410
