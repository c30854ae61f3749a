from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from demo.dates import parse_date

ALMATY = ZoneInfo("Asia/Almaty")
# Friday, 13:00 in the city.
FRIDAY = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)


def local(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=ALMATY)


@pytest.mark.parametrize(
    ("written", "starts_at", "ends_at"),
    [
        ("+0 19:00-20:40", local(20, 19), local(20, 20, 40)),
        ("+10 10:00-19:00", local(30, 10), local(30, 19)),
        ("+10 10:00-19:00+28d", local(30, 10), local(28, 19, month=12)),
        ("fri 20:00-22:30", local(20, 20), local(20, 22, 30)),
        ("sat 18:30-21:00", local(21, 18, 30), local(21, 21)),
        ("thu 18:30-21:00", local(26, 18, 30), local(26, 21)),
        ("fri+2 19:00-21:30", local(4, 19, month=12), local(4, 21, 30, month=12)),
        ("fri+1+1d 12:00-20:00", local(28, 12), local(28, 20)),
        ("mon|thu 18:00-19:30", local(23, 18), local(23, 19, 30)),
        ("sat 22:00-03:00", local(21, 22), local(22, 3)),
        ("+0 all-day", local(20, 0), local(21, 0)),
        ("+0 all-day+2d", local(20, 0), local(23, 0)),
    ],
)
def test_dates_are_counted_from_the_day_of_loading(written: str, starts_at: datetime, ends_at: datetime) -> None:
    assert parse_date(written).period(now=FRIDAY, zone=ALMATY) == (starts_at, ends_at)


def test_the_day_of_loading_is_the_day_of_the_city() -> None:
    just_after_midnight = datetime(2026, 11, 20, 19, 30, tzinfo=UTC)
    assert parse_date("+0 19:00-20:00").period(now=just_after_midnight, zone=ALMATY) == (local(21, 19), local(21, 20))


def test_what_is_over_at_loading_moves_on() -> None:
    assert parse_date("+0 10:00-12:00").period(now=FRIDAY, zone=ALMATY) == (local(21, 10), local(21, 12))
    assert parse_date("fri 10:00-12:00").period(now=FRIDAY, zone=ALMATY) == (local(27, 10), local(27, 12))
    assert parse_date("thu|fri 10:00-12:00").period(now=FRIDAY, zone=ALMATY) == (local(26, 10), local(26, 12))


def test_what_is_running_at_loading_stays() -> None:
    assert parse_date("fri 10:00-13:30").period(now=FRIDAY, zone=ALMATY) == (local(20, 10), local(20, 13, 30))


@pytest.mark.parametrize("day", range(7))
def test_days_in_a_row_stay_in_a_row_whatever_the_day_of_loading(day: int) -> None:
    now = FRIDAY + timedelta(days=day)
    first, _ = parse_date("fri+3 18:00-22:00").period(now=now, zone=ALMATY)
    second, _ = parse_date("fri+3+1d 18:00-22:00").period(now=now, zone=ALMATY)
    assert (first.weekday(), second - first) == (4, timedelta(days=1))


@pytest.mark.parametrize(
    "written", ["", "tomorrow", "19:00-20:00", "xyz 19:00-20:00", "fri 25:00-26:00", "fri 9:00-10:00", "+0 19:00"]
)
def test_a_misspelt_date_is_refused_with_its_text(written: str) -> None:
    with pytest.raises(ValueError, match="not a date of the demo content") as refusal:
        parse_date(written)
    assert repr(written) in str(refusal.value)
