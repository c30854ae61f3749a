from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.calendar_days import last_day_of, month_of, parse_day, parse_period, week_of
from events.schedule import evening_day

ALMATY = ZoneInfo("Asia/Almaty")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ALMATY)


@pytest.mark.parametrize(
    ("start", "end", "is_all_day", "last"),
    [
        ("2026-03-07 19:00", None, False, "2026-03-07"),
        ("2026-03-07 22:00", "2026-03-08 06:00", False, "2026-03-07"),
        ("2026-03-07 22:00", "2026-03-08 06:01", False, "2026-03-08"),
        ("2026-03-08 00:30", "2026-03-08 03:00", False, "2026-03-07"),
        ("2026-03-07 10:00", "2026-03-09 18:00", False, "2026-03-09"),
        ("2026-03-07 00:00", "2026-03-08 00:00", True, "2026-03-07"),
        ("2026-03-07 00:00", "2026-03-10 00:00", True, "2026-03-09"),
        ("2026-03-07 00:00", None, True, "2026-03-07"),
        ("2024-02-28 10:00", "2024-03-02 18:00", False, "2024-03-02"),
    ],
)
def test_the_last_day_is_the_one_people_would_name(start: str, end: str | None, is_all_day: bool, last: str) -> None:
    first = at(start).date() if is_all_day else evening_day(at(start), zone=ALMATY)
    found = last_day_of(first, at(start), end and at(end), zone=ALMATY, is_all_day=is_all_day)
    assert found.isoformat() == last


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2100, 12, 31)))
def test_every_day_is_on_the_pages_of_its_month_and_week(day: date) -> None:
    for page in (month_of(day), week_of(day)):
        days = list(page.days)
        assert day in days
        assert page.is_within(day)
        assert (days[0], days[-1]) == (page.first, page.last)
        assert (page.first.weekday(), page.last.weekday(), len(days) % 7) == (0, 6, 0)
        assert parse_period(**{page.shape: page.value}) == (page if 1990 <= page.anchor.year <= 2100 else None)


@given(st.dates(min_value=date(1991, 1, 1), max_value=date(2099, 12, 31)))
def test_next_and_previous_undo_each_other_and_leave_nothing_out(day: date) -> None:
    for page in (month_of(day), week_of(day)):
        following = page.next()
        assert following is not None
        assert following.previous() == page
        assert following.first <= page.last + timedelta(days=1)
        assert following.anchor > page.anchor


@pytest.mark.parametrize("text", ["", "2026-13", "2026-3", "1989-12", "2101-01", "٢٠٢٦-٠٣", "2026-03-01", "0000-00"])
def test_what_is_no_month_is_none(text: str) -> None:
    assert parse_period(month=text) is None


@pytest.mark.parametrize("text", ["", "2026-W54", "2026-W00", "2026-11", "2101-W01"])
def test_what_is_no_week_is_none(text: str) -> None:
    assert parse_period(week=text) is None


@pytest.mark.parametrize("text", ["", "2026-02-30", "1989-12-31", "завтра"])
def test_what_is_no_day_is_none(text: str) -> None:
    assert parse_day(text) is None
