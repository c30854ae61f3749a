"""Periods that readers ask for."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError

from api.fields import NothingMatchesError
from api.periods import PRESETS, Period, days, last_of_month, period, preset

ALMATY = ZoneInfo("Asia/Almaty")
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


def at(month, day, hour=0, minute=0, *, year=2026):
    return datetime(year, month, day, hour, minute, tzinfo=ALMATY)


def asked(first=None, last=None):
    return period(first=first, last=last, zone=ALMATY, now=NOW)


def test_without_ends_there_is_no_limit():
    assert asked() == Period()
    assert asked().is_limited is False


def test_a_date_is_the_whole_day_of_the_city_with_the_night_after_it():
    day = date(2026, 11, 25)
    assert asked(day, day) == Period(
        starts_from=at(11, 25, 4), starts_before=at(11, 26, 4), first_day=day, last_day=day
    )
    assert asked(day, day) == days(day, day, zone=ALMATY)
    assert asked(day, day).is_limited is True


def test_a_naive_time_is_city_time_and_the_end_is_not_included():
    morning, evening = (datetime(2026, 11, 25, hour, tzinfo=None) for hour in (9, 18))  # noqa: DTZ001 - naive on purpose
    assert asked(morning, evening) == Period(starts_from=at(11, 25, 9), starts_before=at(11, 25, 18))


def test_an_offset_wins_over_city_time():
    moment = datetime(2026, 11, 25, 9, tzinfo=UTC)
    assert asked(moment).starts_from == moment


def test_only_an_end_begins_now():
    day = date(2026, 11, 20)
    assert asked(last=day) == Period(starts_from=NOW, starts_before=at(11, 21, 4), last_day=day)


def test_only_an_end_that_is_over_matches_nothing():
    with pytest.raises(NothingMatchesError):
        asked(last=date(2026, 11, 19))


def test_an_end_before_the_start_is_refused():
    with pytest.raises(ValidationError):
        asked(date(2026, 11, 25), date(2026, 11, 23))


def test_the_last_day_of_the_calendar_we_accept_does_not_overflow():
    last = date(2200, 12, 31)
    assert asked(last, last).starts_before == at(1, 1, 4, year=2201)


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
