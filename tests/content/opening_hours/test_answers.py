from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.opening_hours.answers import HORIZON, Openness, day_hours, openness
from content.opening_hours.hours import DAY, Exceptional, HoursError, Interval, OpeningHours, check, from_json
from content.public_holidays import is_public_holiday

ZONE = ZoneInfo("Asia/Almaty")
NINE_TO_SIX = [["09:00", "18:00"]]
EVERY_DAY = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WORKING_WEEK = {**dict.fromkeys(("mon", "tue", "wed", "thu"), NINE_TO_SIX), "fri": [["18:00", "02:00"]], "sat": []}


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=ZONE)  # type: ignore[arg-type,misc]  # parts are year to minute


def ask(now: datetime, *, is_holiday: Any = is_public_holiday, **stored: Any) -> Openness:
    return openness(from_json(stored), now=now, zone=ZONE, is_holiday=is_holiday)


# 23 November 2026 is a Monday.
@pytest.mark.parametrize(
    ("now", "state", "until", "then"),
    [
        (at(2026, 11, 23, 8, 59), "closed", at(2026, 11, 23, 9), "open"),
        (at(2026, 11, 23, 9), "open", at(2026, 11, 23, 18), "closed"),
        (at(2026, 11, 23, 18), "closed", at(2026, 11, 24, 9), "open"),
        # Friday evening lasts until two on Saturday, which is a day off; of Sunday nothing is known.
        (at(2026, 11, 27, 23, 59), "open", at(2026, 11, 28, 2), "closed"),
        (at(2026, 11, 28, 1, 59), "open", at(2026, 11, 28, 2), "closed"),
        (at(2026, 11, 28, 2), "closed", at(2026, 11, 29), "unknown"),
        (at(2026, 11, 29, 12), "unknown", at(2026, 11, 30), "closed"),
    ],
)
def test_a_week(now: datetime, state: str, until: datetime, then: str) -> None:
    found = ask(now, week=WORKING_WEEK)
    assert (found.state, found.until, found.then) == (state, until, then)


def test_the_open_time_that_runs_or_comes_next() -> None:
    running = ask(at(2026, 11, 28, 1), week=WORKING_WEEK)
    assert running.span == (at(2026, 11, 27, 18), at(2026, 11, 28, 2))
    assert ask(at(2026, 11, 23, 20), week=WORKING_WEEK).span == (at(2026, 11, 24, 9), at(2026, 11, 24, 18))
    assert ask(at(2026, 11, 28, 12), week=WORKING_WEEK).span is None


def test_days_that_touch_are_one_open_time() -> None:
    week = {"fri": [["00:00", "24:00"]], "sat": [["00:00", "24:00"]], "sun": [["00:00", "06:00"]], "mon": []}
    assert ask(at(2026, 11, 27, 3), week=week).until == at(2026, 11, 29, 6)


def test_round_the_clock_has_no_end() -> None:
    week = {name: [["00:00", "24:00"]] for name in EVERY_DAY}
    found = ask(at(2026, 11, 27, 3), week=week)
    assert (found.state, found.until, found.span) == ("open", None, (at(2026, 11, 27), None))
    closing = {"first": "2026-12-31", "last": "2026-12-31", "hours": []}
    assert ask(at(2026, 12, 27, 3), week=week, exceptions=[closing]).until == at(2026, 12, 31)


def test_an_exception_comes_before_the_week_and_the_night_before_it_stays() -> None:
    week = {name: [["18:00", "02:00"]] for name in EVERY_DAY}
    closed = {"first": "2026-12-31", "last": "2027-01-02", "hours": [], "note_ru": "Новый год"}
    found = ask(at(2026, 12, 31, 1), week=week, exceptions=[closed])
    assert (found.state, found.until) == ("open", at(2026, 12, 31, 2))
    assert ask(at(2026, 12, 31, 20), week=week, exceptions=[closed]).until == at(2027, 1, 3, 18)
    short = {"first": "2026-12-30", "last": "2026-12-30", "hours": [["12:00", "15:00"]]}
    assert ask(at(2026, 12, 30, 13), week=week, exceptions=[short]).until == at(2026, 12, 30, 15)
    unknown = {"first": "2026-12-30", "last": "2026-12-30", "hours": None}
    assert ask(at(2026, 12, 30, 20), week=week, exceptions=[unknown]).state == "unknown"


@pytest.mark.parametrize(
    ("rule", "state"),
    [
        ("as_usual", "open"),
        ("unknown", "unknown"),
        ([], "closed"),
        ([["11:00", "15:00"]], "open"),
        ([["10:00", "11:00"]], "closed"),
    ],
)
def test_public_holidays(rule: Any, state: str) -> None:
    # 16 December 2026, Independence Day, is a Wednesday.
    assert ask(at(2026, 12, 16, 12), week=WORKING_WEEK, holidays=rule).state == state
    assert ask(at(2026, 12, 9, 12), week=WORKING_WEEK, holidays=rule).state == "open"


def test_an_exception_comes_before_a_holiday() -> None:
    working = {"first": "2026-12-16", "last": "2026-12-16", "hours": NINE_TO_SIX}
    assert ask(at(2026, 12, 16, 12), week=WORKING_WEEK, holidays=[], exceptions=[working]).state == "open"


def test_a_change_too_far_away_is_not_seen() -> None:
    week = {name: [] for name in EVERY_DAY}
    opening = {"first": "2027-06-01", "last": "2027-06-01", "hours": NINE_TO_SIX}
    found = ask(at(2026, 12, 1, 12), week=week, exceptions=[opening])
    assert (found.state, found.until, found.span) == ("closed", None, None)
    assert ask(at(2027, 6, 1, 9) - timedelta(days=HORIZON), week=week, exceptions=[opening]).until == at(2027, 6, 1, 9)


def test_nothing_is_known_without_hours() -> None:
    assert openness(None, now=at(2026, 11, 23, 8), zone=ZONE, is_holiday=is_public_holiday) == Openness(state="unknown")


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 1, 7), True),
        (date(2026, 3, 22), True),
        (date(2026, 5, 11), True),  # moved from Saturday 9 May
        (date(2026, 12, 16), True),
        (date(2026, 11, 25), False),
    ],
)
def test_holidays_of_kazakhstan(day: date, expected: bool) -> None:
    assert is_public_holiday(day) is expected


# Almaty has moved its clocks once (1 March 2024); Berlin does it twice a year.
zones = st.sampled_from([ZoneInfo("Asia/Almaty"), ZoneInfo("Europe/Berlin"), UTC])
intervals = st.builds(
    lambda opens, length: Interval(opens * 30, opens * 30 + length * 30), st.integers(0, 47), st.integers(1, 48)
)
some_day = st.one_of(st.none(), st.lists(intervals, max_size=3).map(lambda spans: tuple(sorted(spans))))


@st.composite
def some_hours(draw: st.DrawFn) -> OpeningHours:
    first = draw(st.dates(date(2024, 2, 20), date(2024, 3, 10)))
    exceptional = Exceptional(first, first + timedelta(days=draw(st.integers(0, 3))), draw(some_day))
    return OpeningHours(
        week=tuple(draw(some_day) for _ in range(7)),
        exceptions=draw(st.sampled_from([(), (exceptional,)])),
        are_holidays_usual=draw(st.booleans()),
        holidays=draw(some_day),
    )


def state_by_the_book(hours: OpeningHours, moment: datetime, zone: Any) -> str:
    """The definition, without any cleverness: an interval of today or yesterday holds the moment."""
    local = moment.astimezone(zone)
    for back in (0, 1):
        day = local.date() - timedelta(days=back)
        for span in day_hours(hours, day, is_holiday=is_public_holiday) or ():
            starts = (datetime.combine(day, datetime.min.time()) + timedelta(minutes=span.opens)).replace(tzinfo=zone)
            ends = (datetime.combine(day, datetime.min.time()) + timedelta(minutes=span.closes)).replace(tzinfo=zone)
            if starts.astimezone(UTC) <= moment.astimezone(UTC) < ends.astimezone(UTC):
                return "open"
    return "unknown" if day_hours(hours, local.date(), is_holiday=is_public_holiday) is None else "closed"


@settings(max_examples=150, deadline=None)
@given(some_hours(), st.integers(0, 30 * 48), zones)
def test_the_state_holds_until_it_changes(hours: OpeningHours, half_hours: int, zone: Any) -> None:
    now = datetime(2024, 2, 15, tzinfo=UTC) + timedelta(minutes=30 * half_hours)
    found = openness(hours, now=now, zone=zone, is_holiday=is_public_holiday)
    assert found.state == state_by_the_book(hours, now, zone)
    end = found.until or now + timedelta(days=8)
    for step in range(int((end - now) / timedelta(minutes=30))):
        assert state_by_the_book(hours, now + timedelta(minutes=30 * step), zone) == found.state
    if found.until is not None:
        assert state_by_the_book(hours, found.until, zone) == found.then != found.state


@given(some_hours())
def test_a_day_has_no_hours_that_overlap(hours: OpeningHours) -> None:
    try:
        check(hours)
    except HoursError:
        return
    for day in hours.week:
        minutes = [minute for span in day or () for minute in range(span.opens, min(span.closes, 2 * DAY), 30)]
        assert len(minutes) == len(set(minutes))
