"""Periods that readers ask for."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError

from api.fields import NothingMatchesError
from api.periods import Period, period

ALMATY = ZoneInfo("Asia/Almaty")
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


def asked(first=None, last=None):
    return period(first=first, last=last, zone=ALMATY, now=NOW)


def test_without_ends_there_is_no_limit():
    assert asked() == Period(None, None)
    assert asked().is_limited is False


def test_a_date_is_the_whole_day_of_the_city():
    day = date(2026, 11, 25)
    assert asked(day, day) == Period(datetime(2026, 11, 24, 19, tzinfo=UTC), datetime(2026, 11, 25, 19, tzinfo=UTC))
    assert asked(day, day).is_limited is True


def test_a_naive_time_is_city_time_and_the_end_is_not_included():
    morning, evening = (datetime(2026, 11, 25, hour, tzinfo=None) for hour in (9, 18))  # noqa: DTZ001 - naive on purpose
    assert asked(morning, evening) == Period(
        datetime(2026, 11, 25, 4, tzinfo=UTC), datetime(2026, 11, 25, 13, tzinfo=UTC)
    )


def test_an_offset_wins_over_city_time():
    moment = datetime(2026, 11, 25, 9, tzinfo=UTC)
    assert asked(moment).starts_from == moment


def test_only_an_end_begins_now():
    assert asked(last=date(2026, 11, 20)) == Period(NOW, datetime(2026, 11, 20, 19, tzinfo=UTC))


def test_only_an_end_that_is_over_matches_nothing():
    with pytest.raises(NothingMatchesError):
        asked(last=date(2026, 11, 19))


def test_an_end_before_the_start_is_refused():
    with pytest.raises(ValidationError):
        asked(date(2026, 11, 25), date(2026, 11, 23))


def test_the_last_day_of_the_calendar_we_accept_does_not_overflow():
    assert asked(date(2200, 12, 31), date(2200, 12, 31)).starts_before == datetime(2200, 12, 31, 19, tzinfo=UTC)
