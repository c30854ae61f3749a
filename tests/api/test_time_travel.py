"""Time passes and nobody publishes: every read stays right, over both roads, kept or not.

Two references are used. An answer that is made now without any cache says what a kept one has to say, at every moment.
And listings that are all written anew say what those have to say which only the minutely job renewed.
"""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from content.kinds import all_kinds
from content.projections import project_all, project_stale
from directory.models import BusinessStanding
from events.models import EventDate, EventOccurrence, EventStanding
from tests.api.roads import Road
from tests.factories import a_business, a_promotion, an_event

pytestmark = pytest.mark.django_db
ALMATY = ZoneInfo("Asia/Almaty")
YEAR = timezone.now().year + 1
WORKDAYS = [{"day": day, "from": "09:00", "to": "18:00"} for day in range(5)]
EVERY_DAY = {day: [["09:00", "18:00"]] for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")}

LISTS = [
    ("/events", {}),
    ("/events", {"city": "jezkazgan", "count": "true"}),
    ("/events", {"featured": "true"}),
    ("/events", {"sort": "newest", "lang": "kk"}),
    *(
        ("/events", {"when": when})
        for when in ("now", "today", "tonight", "tomorrow", "weekend", "week", "month", "last-chance")
    ),
    ("/events", {"from": f"{YEAR}-12-29", "to": f"{YEAR + 1}-01-20"}),
    ("/events", {"to": f"{YEAR + 1}-01-20"}),
    ("/events", {"weekday": "fri", "time": "18:00-02:00"}),
    ("/events/categories", {}),
    ("/events/categories", {"city": "jezkazgan"}),
    ("/events/facets", {}),
    ("/events/facets", {"city": "jezkazgan", "when": "week"}),
    ("/events/calendar", {}),
    ("/events/calendar", {"month": f"{YEAR}-12", "city": "jezkazgan"}),
    ("/events.ics", {}),
    ("/events.rss", {}),
    ("/events.csv", {"when": "today"}),
    ("/events.jsonld", {"lang": "kk"}),
    ("/businesses", {}),
    ("/businesses", {"openNow": "true", "city": "jezkazgan"}),
    ("/businesses", {"openNow": "false"}),
    ("/promotions", {}),
    ("/promotions", {"active": "false"}),
    ("/promotions", {"endingSoon": "true", "sort": "ending"}),
    ("/promotions", {"endingSoon": "false"}),
    ("/search", {"q": "концерт"}),
]


def local(day, hour=0, minute=0, *, month=12, year=YEAR):
    return datetime(year, month, day, hour, minute, tzinfo=ALMATY).astimezone(UTC)


@pytest.fixture
def clock(monkeypatch):
    return lambda moment: monkeypatch.setattr(timezone, "now", lambda: moment)


@pytest.fixture
def guide(clock, settings):
    """Publish at noon of 28 December what the next days change; answers the addresses of single items."""
    settings.SEARCH_ENGINE = "postgres"
    settings.FRONTEND_BASE_URL = "https://city.example"
    clock(local(28, 12))
    cafe = a_business("Кафе", opening_hours={"week": EVERY_DAY, "holidays": [], "exceptions": []})
    BusinessStanding.objects.create(business=cafe, tier="premium", tier_until=local(29, 15))
    single = an_event("Концерт", starts_at=local(29, 19), ends_at=local(29, 21), organiser=cafe)
    series = [EventDate(starts_at=local(day, 20), ends_at=local(day, 22)) for day in (29, 30)]
    featured = an_event("Концерт на главной", starts_at=local(15, 19, month=1, year=YEAR + 1))
    EventStanding.objects.create(event=featured, featured_until=local(29, 10))
    run = EventDate(kind="exhibition", starts_at=local(27), last_on=date(YEAR, 12, 31), weekly_hours=WORKDAYS)
    night = an_event("Новый год", starts_at=local(31, 22), ends_at=local(1, 3, month=1, year=YEAR + 1))
    events = [single, an_event("Спектакль", dates=series), featured, an_event("Выставка", dates=[run]), night]
    promotions = [
        a_promotion("Кончается", business=cafe, valid_from=local(27), valid_until=local(29, 20)),
        a_promotion("Начнётся", business=cafe, valid_from=local(30), valid_until=local(3, month=1, year=YEAR + 1)),
    ]
    return [
        *(f"/events/{event.slug}" for event in events),
        f"/events/{events[1].slug}.ics",
        f"/events/{events[1].slug}.jsonld",
        f"/events/{events[4].slug}/similar",
        f"/businesses/{cafe.slug}",
        *(f"/promotions/{promotion.slug}" for promotion in promotions),
    ]


TURNS = {
    "a featured period ends": local(29, 10),
    "a business opens": local(29, 9),
    "a tier ends": local(29, 15),
    "a business closes": local(29, 18),
    "an event begins": local(29, 19),
    "a promotion ends": local(29, 20),
    "an event ends": local(29, 21),
    "a date of several ends": local(29, 22),
    "midnight, and a promotion begins": local(30),
    "the night is over": local(30, 4),
    "the last date ends": local(30, 22),
    "New Year, and an exhibition ends": local(1, month=1, year=YEAR + 1),
    "the event of the night ends": local(1, 3, month=1, year=YEAR + 1),
}


@pytest.fixture
def answers(guide, settings, call):
    """Return what all reads say: kept ones, of one process all the time, or those made without any cache."""
    settings.API_RESPONSE_CACHE = True
    road = Road()
    reads = [*LISTS, *((path, {}) for path in guide)]

    def ask(*, kept):
        settings.API_RESPONSE_CACHE = kept
        if kept:
            told = [road(path, query) for path, query in reads]
            return {f"{read}": (one.status, one.body.decode()) for read, one in zip(reads, told, strict=True)}
        made = [call(path, query) for path, query in reads]
        return {f"{read}": (one.status_code, one.content.decode()) for read, one in zip(reads, made, strict=True)}

    return ask


@pytest.mark.parametrize("turn", TURNS)
def test_what_is_kept_ends_with_what_it_says(answers, clock, turn):
    moment = TURNS[turn]
    clock(moment - timedelta(minutes=5))
    project_stale(now=timezone.now())
    # Kept a moment before, so that only the turn itself can end it.
    clock(moment - timedelta(seconds=1))
    before = answers(kept=True)
    assert before == answers(kept=False)
    clock(moment)
    after = answers(kept=True)
    assert after == answers(kept=False)
    # Within a minute the job comes by, and what is kept since the turn shows it.
    clock(moment + timedelta(seconds=20))
    project_stale(now=timezone.now())
    renewed = answers(kept=True)
    assert renewed == answers(kept=False)
    assert renewed != before


@pytest.mark.parametrize("turn", TURNS)
def test_the_minutely_job_renews_all_that_the_clock_has_changed(guide, clock, turn):
    for moment in (TURNS[turn] - timedelta(seconds=1), TURNS[turn]):
        clock(moment)
        project_stale(now=moment)
        renewed = listed()
        for kind in all_kinds():
            project_all(kind, now=moment)
        assert listed() == renewed


def listed():
    """Return all that listings say, and the dates beside them."""
    rows = [row for kind in all_kinds() for row in kind.listing.objects.order_by("pk").values()]
    dates = EventOccurrence.objects.order_by("listing", "starts_at").values()
    return [
        {name: value for name, value in row.items() if name not in {"projected_at", "id"}} for row in [*rows, *dates]
    ]


def test_what_readers_see_without_waiting_for_the_job(clock, guide, call, settings):
    settings.API_RESPONSE_CACHE = True
    road = Road()

    def both(path, **query):
        kept = road(path, query).json()
        assert kept == call.json(path, **query)
        return kept

    def titles(**query):
        return [card["title"] for card in both("/events", **query)]

    everything = ["Выставка", "Концерт", "Спектакль", "Новый год", "Концерт на главной"]
    clock(local(29, 20, 59))
    assert titles() == everything
    # Exhibitions are on all day.
    assert titles(when="now") == titles(when="today") == ["Выставка", "Концерт", "Спектакль"]
    assert both("/events/categories") == {"concerts": 5}
    clock(local(29, 21))
    assert titles() == [title for title in everything if title != "Концерт"]
    assert titles(when="now") == titles(when="today") == ["Выставка", "Спектакль"]
    assert both("/events/categories") == {"concerts": 4}
    assert both("/events/facets")["total"] == 4
    assert both("/events/calendar", month=f"{YEAR}-12")["days"][f"{YEAR}-12-29"] == 3
    # Its own page stays.
    assert both(guide[0])["title"] == "Концерт"


def test_hours_and_promotions(clock, guide, call, settings):
    settings.API_RESPONSE_CACHE = True
    road = Road()
    seen = []
    for moment in (local(29, 8, 59), local(29, 9), local(29, 17, 59), local(29, 18)):
        clock(moment)
        project_stale(now=moment)
        [card] = road("/businesses").json()
        seen.append((len(road("/businesses", {"openNow": "true"}).json()), card["isOpen"], card["tier"]))
    assert seen == [(0, False, "premium"), (1, True, "premium"), (1, True, "free"), (0, False, "free")]
    promotions = []
    for moment in (local(29, 19, 59), local(29, 20), local(29, 23, 59), local(30)):
        clock(moment)
        promotions.append([card["title"] for card in road("/promotions").json()])
    assert promotions == [["Кончается"], [], [], ["Начнётся"]]


def test_the_new_year(clock, guide, call, settings):
    settings.API_RESPONSE_CACHE = True
    road = Road()
    seen = []
    new_year = local(1, month=1, year=YEAR + 1)
    for moment in (new_year - timedelta(seconds=1), new_year, new_year + timedelta(hours=4)):
        clock(moment)
        project_stale(now=moment)
        titles = [card["title"] for card in road("/events").json()]
        seen.append(
            (str(YEAR + 1) in road(guide[2]).json()["dateText"], titles, road("/events/calendar").json()["month"])
        )
    assert seen == [
        (True, ["Выставка", "Новый год", "Концерт на главной"], f"{YEAR}-12"),
        # The night belongs to the evening before.
        (False, ["Новый год", "Концерт на главной"], f"{YEAR}-12"),
        (False, ["Концерт на главной"], f"{YEAR + 1}-01"),
    ]
