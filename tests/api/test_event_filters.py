"""Every combination of filters finds what a plain look at all dates finds."""

import math
from datetime import UTC, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from api.asked import cleaned
from api.event_filters import EventCalendarParameters, EventParameters
from api.event_questions import event_question
from api.places import asked_place
from api.reads.events import EventsView
from content.kinds import get_kind
from content.periods import days, last_of_month
from content.prepared import Rows
from content.projections import project_all
from directory.models import Business, Venue
from events.models import Event, EventDate, EventListing, EventOccurrence, EventStanding
from tests.api.conftest import many, problem_of
from tests.factories import a_business, a_category, a_city, an_event

pytestmark = pytest.mark.django_db

ALMATY = ZoneInfo("Asia/Almaty")
# A Thursday evening.
NOW = datetime(2027, 6, 10, 14, 30, tzinfo=UTC)
CENTRE = (47.79, 67.71)


def _venues(cities):
    return [
        Venue.objects.create(city=city, name_ru=f"Площадка {number}", latitude=lat, longitude=lon)
        for number, (city, lat, lon) in enumerate(
            [(cities[0], 47.79, 67.71), (cities[0], 47.80, 67.73), (cities[1], 47.88, 67.53)]
        )
    ]


def _date(chance, event, venues):
    start = (NOW + timedelta(days=chance.randint(-12, 24))).astimezone(ALMATY)
    hour = chance.choice([0, 0, 1, 3, 4, 9, 12, 18, 19, 22, 23])
    start = start.replace(hour=hour, minute=chance.choice([0, 0, 30]))
    is_all_day = hour == 0 and start.minute == 0
    length = chance.choice([None, timedelta(hours=2), timedelta(hours=7), timedelta(days=3)])
    kind, low, high = chance.choice([("", None, None)] * 3 + [("free", None, None), ("fixed", 2500, None)])
    own_place = {"venue": chance.choice(venues)} if chance.random() < 0.2 else {}
    return EventDate(
        event=event,
        starts_at=start,
        ends_at=None if length is None or is_all_day else start + length,
        is_all_day=is_all_day,
        recurrence_rule=chance.choice(["", "", "", "FREQ=WEEKLY;COUNT=4", "FREQ=DAILY;COUNT=3"]),
        status=chance.choice(["scheduled"] * 4 + ["cancelled", "postponed"]),
        price_kind=kind,
        price_min=low,
        price_max=high,
        **own_place,
    )


@pytest.fixture
def guide():
    chance = Random(7)  # noqa: S311 - a table of examples
    cities = [a_city(), a_city("satpayev", name_ru="Сатпаев")]
    venues, cafe = _venues(cities), a_business()
    for number in range(44):
        city = cities[number % 3 == 0]
        kind, low, high = chance.choice(
            [("unknown", None, None), ("free", None, None), ("fixed", 1500, None), ("range", 1000, 4000),
             ("range", 3000, None), ("donation", None, None)]
        )  # fmt: skip
        event = Event.objects.create(
            title_ru=f"Событие {number}", slug=f"e-{number}", city=city, live=True, created_at=NOW,
            category=a_category(chance.choice(["concerts", "sports", "theater"])),
            first_published_at=NOW - timedelta(hours=number % 5), last_published_at=NOW - timedelta(days=number % 9),
            price_kind=kind, price_min=low, price_max=high, age_limit=chance.choice([None, 0, 6, 16]),
            languages=chance.choice([[], ["ru"], ["kk", "ru"], ["zxx"]]),
            accessibility=chance.choice([[], ["wheelchair"], ["wheelchair", "subtitles"]]),
            venue=chance.choice([None, *(venue for venue in venues if venue.city_id == city.pk)]),
            organiser=chance.choice([None, cafe]),
        )  # fmt: skip
        EventDate.objects.bulk_create(_date(chance, event, venues) for _ in range(chance.choice([1, 1, 2, 3])))
        if chance.random() < 0.4:
            EventStanding.objects.create(event=event, featured_until=NOW + timedelta(days=chance.choice([-2, 5])))
    project_all(get_kind("event"), now=NOW)
    # Some are over by now, although nobody has projected them again.
    assert EventListing.objects.count() == 44
    return venues, cafe


def options(venues, cafe):
    """Return what each parameter may be; a combination takes some of them."""
    return {
        "city": ["jezkazgan", "satpayev"],
        "category": ["concerts", ["sports", "theater"], "!sports"],
        "featured": ["true", "false"],
        "free": ["true", "false"],
        "business": [str(cafe.public_id)],
        "venue": [str(venue.public_id) for venue in venues],
        "weekday": ["fri", ["6", "sun"], "thu"],
        "time": ["morning", "day", "evening", "night", "22:00-02:00", "00:00-24:00"],
        "priceMin": ["0", "1", "2000", "5000"],
        "priceMax": ["0", "1500", "3000"],
        "age": ["0", "7", "18"],
        "language": ["ru", ["kk", "zxx"]],
        "accessible": ["true", "false", "wheelchair", ["wheelchair", "subtitles"]],
        "status": ["!cancelled", "scheduled", ["cancelled", "postponed"]],
        "near": [f"{CENTRE[0]},{CENTRE[1]}"],
        "radius": ["500", "2.5km", "50km"],
        "bbox": ["67.6,47.7,67.72,47.9", "60,40,80,50"],
        "updatedSince": ["2027-06-06", "2027-06-08T10:00+05:00"],
        "when": ["now", "today", "tonight", "tomorrow", "weekend", "week", "month", "last-chance"],
        "from": ["2027-06-05", "2027-06-12", "2027-06-11T01:00"],
        "to": ["2027-06-12", "2027-06-20", "2027-06-13T03:30"],
    }


def combinations(venues, cafe, count):
    known = options(venues, cafe)
    chance = Random(11)  # noqa: S311 - a table of examples
    for name, values in known.items():
        yield from ({name: value} for value in values)
    for _ in range(count):
        names = chance.sample(sorted(known), chance.choice([2, 2, 3, 4]))
        if "when" in names:
            names = [name for name in names if name not in {"from", "to"}]
        yield {name: chance.choice(known[name]) for name in names}


def asked(query, parameters=EventParameters):
    sent = QueryDict(mutable=True)
    for name, value in query.items():
        sent.setlist(name, value if isinstance(value, list) else [value])
    return cleaned(parameters, sent, path="/api/v1/events", language="ru", now=NOW)


def criteria_of(query):
    read = asked(query)
    return event_question(read, place=asked_place(read)).criteria


def metres_apart(latitude, longitude):
    one, other = math.radians(CENTRE[0]), math.radians(latitude)
    turn = math.radians(longitude - CENTRE[1])
    cosine = math.sin(one) * math.sin(other) + math.cos(one) * math.cos(other) * math.cos(turn)
    return 6_371_008.8 * math.acos(min(1.0, cosine))


def event_fits(listing, wanted):
    return all((
        wanted.city in (None, listing.city_id),
        not wanted.categories or listing.category in wanted.categories,
        wanted.is_featured
        in (None, listing.featured_until is not None and listing.featured_until > NOW),
        wanted.business in (None, listing.business_id),
        wanted.age is None or (listing.age_limit is not None and listing.age_limit <= wanted.age),
        not wanted.languages or set(wanted.languages) & set(listing.languages),
        set(wanted.accessibility) <= set(listing.accessibility),
        wanted.is_accessible in (None, bool(listing.accessibility)),
        wanted.updated_since is None or listing.entry.last_published_at >= wanted.updated_since,
    ))  # fmt: skip


def date_fits(date, wanted):
    local = date.starts_at.astimezone(ALMATY)
    return all((
        wanted.is_free in (None, date.is_free),
        wanted.price_max is None or (date.price_from is not None and date.price_from <= wanted.price_max),
        wanted.price_min is None
        or (date.price_from is not None and (date.price_to is None or date.price_to >= wanted.price_min)),
        wanted.venue in (None, date.venue_id),
        not wanted.statuses or date.status in wanted.statuses,
        not wanted.weekdays or day_of(date).isoweekday() in wanted.weekdays,
        wanted.clock_from is None or (date.minute is not None and clock_fits(local, wanted)),
        wanted.south is None
        or (date.latitude is not None and wanted.south <= date.latitude <= wanted.north
            and wanted.west <= date.longitude <= wanted.east),
        wanted.radius is None
        or (date.latitude is not None and round(metres_apart(date.latitude, date.longitude)) <= wanted.radius),
    ))  # fmt: skip


def clock_fits(local, wanted):
    minute = local.hour * 60 + local.minute
    hours = [*range(wanted.clock_from, 1440), *range(wanted.clock_until)]
    if wanted.clock_from < wanted.clock_until:
        hours = range(wanted.clock_from, wanted.clock_until)
    return minute in hours


def day_of(date):
    """Return the day that people count a date to: by the rule, not by the column."""
    local = date.starts_at.astimezone(ALMATY)
    is_midnight = (local.hour, local.minute) == (0, 0)
    return local.date() if is_midnight else (local - timedelta(hours=4)).date()


def is_within(date, wanted):
    if wanted.last_day is not None and day_of(date) > wanted.last_day:
        return False
    if wanted.last_day is None and wanted.starts_before is not None and date.starts_at >= wanted.starts_before:
        return False
    if wanted.first_day is not None and day_of(date) >= wanted.first_day:
        return True
    return date.over_at > wanted.starts_from


def naive(wanted):
    """Return the start shown and the id of what fits, in the order of the list."""
    found = []
    for listing in EventListing.objects.select_related("entry").prefetch_related("occurrences"):
        dates = sorted(listing.occurrences.all(), key=lambda date: (date.starts_at, date.pk))
        if not event_fits(listing, wanted):
            continue
        if wanted.has_range:
            shown = next((date for date in dates if is_within(date, wanted) and date_fits(date, wanted)), None)
            if shown is not None and chance_fits(dates, wanted):
                found.append((shown.starts_at, listing.public_id))
            continue
        is_on = any(date.over_at > NOW for date in dates) and wanted.is_free in (None, listing.is_free)
        if is_on and chance_fits(dates, wanted):
            found.append((listing.starts_at, listing.public_id))
    return sorted(found)


def chance_fits(dates, wanted):
    if wanted.ends_before is None:
        return True
    return max(date.over_at for date in dates) <= wanted.ends_before and min(date.starts_at for date in dates) < NOW


def listed(wanted, **rows):
    return [row[:2] for row in EventsView.statements.rows(wanted, variant="ru", rows=Rows(**{"limit": 100, **rows}))]


def test_every_combination(guide):
    venues, cafe = guide
    answers = {}
    for query in combinations(venues, cafe, 90):
        wanted = criteria_of(query)
        expected = naive(wanted)
        assert listed(wanted) == expected, query
        assert EventListing.objects.matching(wanted).count() == len(expected), query
        assert listed(wanted, limit=5, offset=2) == expected[2:7], query
        if len(expected) > 3:
            behind = criteria_of(query)
            object.__setattr__(behind, "after", expected[2])
            assert listed(behind, limit=4) == expected[3:7], query
        answers[str(query)] = len(expected)
    # The table says something: most of it finds some events and not all of them.
    assert sum(0 < found < 44 for found in answers.values()) > len(answers) * 0.6


def test_newest_first(guide):
    for query in ({"sort": "newest"}, {"sort": "newest", "when": "week"}, {"sort": "newest", "free": "true"}):
        wanted = criteria_of(query)
        public = {public_id for _start, public_id in naive(wanted)}
        rows = EventListing.objects.filter(public_id__in=public).values_list("published_at", "public_id")
        expected = sorted(rows, reverse=True)
        assert listed(wanted) == expected
        behind = criteria_of(query)
        object.__setattr__(behind, "after", expected[3])
        assert listed(behind, limit=5) == expected[4:9]


def test_facets_count_what_the_list_would_find(guide, call, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    venues, cafe = guide
    for query in [{}, *combinations(venues, cafe, 12)]:
        told = call.json("/events/facets", **query)
        assert told["total"] == len(naive(criteria_of(query)))
        for name, parameter, values in (
            ("categories", "category", ["concerts", "sports", "theater", "other"]),
            ("cities", "city", ["jezkazgan", "satpayev"]),
            ("free", "free", ["true", "false"]),
        ):
            expected = {value: len(naive(criteria_of({**query, parameter: value}))) for value in values}
            assert told[name] == {value: count for value, count in expected.items() if count}, (query, name)
        # A weekday asks of dates, so that "free" is then asked of the same dates.
        days_of_week = {str(day): len(naive(criteria_of({**query, "weekday": str(day)}))) for day in range(1, 8)}
        assert told["weekdays"] == {day: count for day, count in days_of_week.items() if count}, query


def test_the_calendar_counts_what_is_on_each_day(guide, call, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    first = NOW.date().replace(day=1)
    for query in ({}, {"city": "satpayev"}, {"category": "concerts", "status": "!cancelled"}, {"priceMax": "2000"}):
        told = call.json("/events/calendar", month="2027-06", **query)
        read = asked(query, EventCalendarParameters)
        expected = {}
        for number in range(30):
            day = first + timedelta(days=number)
            one = event_question(read, place=asked_place(read), month=days(day, day, zone=ALMATY)).criteria
            if found := naive(one):
                expected[day.isoformat()] = len(found)
        assert told == {"month": "2027-06", "days": expected}
        assert call.json("/events/calendar", **query) == told
    assert last_of_month(first).day == 30


def test_the_number_of_queries_stays_the_same(call):
    a_business()
    reads = [
        ("/events", {"when": "month", "time": "night", "near": "47.79,67.71", "sort": "newest"}, 1),
        ("/events", {"priceMax": "5000", "weekday": "sat", "fields": "title"}, 1),
        ("/events/facets", {}, 5),
        ("/events/calendar", {}, 1),
        ("/businesses", {"near": "47.79,67.71", "sort": "distance", "openNow": "true"}, 1),
        ("/promotions", {"endingSoon": "true", "sort": "ending"}, 1),
    ]
    for path, query, expected in reads:
        counts = {}
        for total in (1, 3, 100):
            for kind in ("event", "business", "promotion"):
                if path.startswith(f"/{'businesses' if kind == 'business' else kind + 's'}"):
                    many(kind, total)
            call(path, query)
            with CaptureQueriesContext(connection) as queries:
                assert call(path, query).status_code == 200
            counts[total] = len(queries)
            Event.objects.all().delete()
            Business.objects.filter(slug__startswith="business-").delete()
            get_kind("promotion").model.objects.all().delete()
        assert counts == {1: expected, 3: expected, 100: expected}, path


def test_what_is_not_public_is_in_no_answer(call):
    an_event("Черновик", live=False, price_kind="free", languages=["ru"], age_limit=0, accessibility=["wheelchair"])
    for query in ({}, {"when": "tomorrow"}, {"free": "true"}, {"language": "ru"}, {"age": "18"}, {"priceMax": "0"},
                  {"accessible": "true"}, {"sort": "newest"}, {"fields": "detail_ru,title"}):  # fmt: skip
        assert call.json("/events", **query) == []
    assert call.json("/events/facets")["total"] == 0
    assert call.json("/events/calendar")["days"] == {}
    assert EventOccurrence.objects.count() == 0


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("when", "someday"), ("weekday", "воскресенье"), ("weekday", "8"), ("time", "noon"), ("time", "25:00-26:00"),
        ("time", "10:00-10:00"), ("time", "10:60-11:00"), ("priceMin", "-1"), ("priceMax", "1e3"),
        ("priceMax", "9" * 12), ("age", "121"), ("language", "la"), ("accessible", "yes"), ("status", "gone"),
        ("venue", "1"), ("bbox", "1,2,3"), ("bbox", "68,47,67,48"), ("bbox", "nan,0,1,1"), ("near", "91,0"),
        ("near", "inf,0"), ("near", "47.79"), ("radius", "0"), ("radius", "201km"), ("radius", "5 miles"),
        ("updatedSince", "yesterday"), ("sort", "price"), ("status", ["scheduled", "!scheduled"]),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_by_name(call, name, value):
    body = problem_of(call("/events", {name: value}))
    assert (body["status"], list(body["fields"])) == (400, [name])
    assert body["fields"][name][0] not in problem_of(call("/events", {name: value, "lang": "kk"}))["fields"][name]


def test_other_refusals(call):
    for path, query, name in (
        ("/events", {"when": "today", "from": "2026-12-01"}, "when"),
        ("/events/calendar", {"month": "2026-13"}, "month"),
        ("/events/facets", {"when": "never"}, "when"),
        ("/businesses", {"sort": "distance"}, "sort"),
        ("/businesses", {"openNow": "perhaps"}, "openNow"),
        ("/promotions", {"endingSoon": "perhaps"}, "endingSoon"),
        ("/promotions", {"sort": "price"}, "sort"),
    ):
        body = problem_of(call(path, query))
        assert (body["status"], list(body["fields"])) == (400, [name])


def test_a_place_of_another_order_is_refused(call):
    for number in range(3):
        an_event(f"{number}")
    link = call("/events", {"limit": 1, "sort": "newest"}).headers["Link"]
    cursor = link.partition("cursor=")[2].partition(">")[0].partition("&")[0]
    assert call("/events", {"limit": 1, "sort": "newest", "cursor": cursor}).status_code == 200
    assert list(problem_of(call("/events", {"limit": 1, "cursor": cursor}))["fields"]) == ["cursor"]
