"""Periods that readers ask for."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError

from api.fields import NothingMatchesError
from api.periods import period
from content.periods import Period, days

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
