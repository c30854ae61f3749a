"""Days of a city, and the periods that people name by a word."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from content.periods import PRESETS, Period, days, last_of_month, next_weekday, preset

ALMATY = ZoneInfo("Asia/Almaty")
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


def at(month, day, hour=0, minute=0, *, year=2026):
    return datetime(year, month, day, hour, minute, tzinfo=ALMATY)


# 20 November 2026 is a Friday.
FRIDAY, NIGHT, SATURDAY = at(11, 20, 17), at(11, 21, 1), at(11, 21, 12)
SUNDAY_NIGHT, MONDAY = at(11, 23, 2), at(11, 23, 4)
NEW_YEAR = at(1, 1, 1, year=2027)


@pytest.mark.parametrize(
    ("name", "now", "begin", "last"),
    [
        ("today", FRIDAY, FRIDAY, date(2026, 11, 20)),
        ("today", NIGHT, NIGHT, date(2026, 11, 20)),
        ("today", at(11, 21, 4), at(11, 21, 4), date(2026, 11, 21)),
        ("today", NEW_YEAR, NEW_YEAR, date(2026, 12, 31)),
        ("tonight", FRIDAY, at(11, 20, 18), date(2026, 11, 20)),
        ("tonight", at(11, 20, 21), at(11, 20, 21), date(2026, 11, 20)),
        ("tonight", NIGHT, NIGHT, date(2026, 11, 20)),
        ("tomorrow", FRIDAY, at(11, 21, 4), date(2026, 11, 21)),
        ("tomorrow", NIGHT, at(11, 21, 4), date(2026, 11, 21)),
        ("tomorrow", NEW_YEAR, at(1, 1, 4, year=2027), date(2027, 1, 1)),
        ("weekend", FRIDAY, at(11, 21, 4), date(2026, 11, 22)),
        ("weekend", NIGHT, at(11, 21, 4), date(2026, 11, 22)),
        ("weekend", SATURDAY, SATURDAY, date(2026, 11, 22)),
        ("weekend", SUNDAY_NIGHT, SUNDAY_NIGHT, date(2026, 11, 22)),
        ("weekend", MONDAY, at(11, 28, 4), date(2026, 11, 29)),
        ("week", FRIDAY, FRIDAY, date(2026, 11, 22)),
        ("week", SUNDAY_NIGHT, SUNDAY_NIGHT, date(2026, 11, 22)),
        ("week", MONDAY, MONDAY, date(2026, 11, 29)),
        ("week", NEW_YEAR, NEW_YEAR, date(2027, 1, 3)),
        ("month", FRIDAY, FRIDAY, date(2026, 11, 30)),
        ("month", at(12, 1, 3), at(12, 1, 3), date(2026, 11, 30)),
        ("month", NEW_YEAR, NEW_YEAR, date(2026, 12, 31)),
        ("month", at(1, 1, 4, year=2027), at(1, 1, 4, year=2027), date(2027, 1, 31)),
    ],
)
def test_presets(name, now, begin, last):
    found = preset(name, zone=ALMATY, now=now.astimezone(UTC))
    end = datetime.combine(last + timedelta(days=1), datetime.min.time(), ALMATY).replace(hour=4)
    assert (found.starts_from, found.starts_before, found.last_day) == (begin, end, last)
    # What begins at midnight of the first day belongs to it, unless it is only looked at from now on.
    assert found.first_day == (None if begin == now or name in {"today", "tonight"} else begin.date())


def test_now_is_a_single_moment():
    found = preset("now", zone=ALMATY, now=NOW)
    assert found == Period(starts_from=NOW, starts_before=NOW + timedelta(microseconds=1))


def test_a_last_chance_is_within_seven_days():
    assert preset("last-chance", zone=ALMATY, now=FRIDAY) == Period(ends_before=at(11, 27, 4))
    assert preset("last-chance", zone=ALMATY, now=NIGHT) == Period(ends_before=at(11, 27, 4))


def test_presets_are_those_that_are_documented():
    assert list(PRESETS) == ["now", "today", "tonight", "tomorrow", "weekend", "week", "month", "last-chance"]


def test_last_days_of_months():
    assert [last_of_month(date(2028, month, 9)).day for month in (1, 2, 11, 12)] == [31, 29, 30, 31]


@pytest.mark.parametrize(
    ("weekday", "now", "day"),
    [
        (5, FRIDAY, date(2026, 11, 21)),
        (5, NIGHT, date(2026, 11, 21)),
        (3, FRIDAY, date(2026, 11, 26)),
        (0, SUNDAY_NIGHT, date(2026, 11, 23)),
        (3, NEW_YEAR, date(2026, 12, 31)),
    ],
)
def test_the_next_day_of_the_week(weekday, now, day):
    found = next_weekday(weekday, zone=ALMATY, now=now)
    is_today = (now - timedelta(hours=4)).date() == day
    assert found == (preset("today", zone=ALMATY, now=now) if is_today else days(day, day, zone=ALMATY))
