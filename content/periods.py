"""Days of a city, and the periods that people name by a word: pure.

A day of a city goes on until 04:00 of the next one (ADR 0009): what starts in the night belongs to the evening before.
Only midnight itself begins its own day, because it is how sources write that they do not know the hour.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

NIGHT_ENDS: Final = time(4)
"""The night belongs to the day before."""

_DAY: Final = timedelta(days=1)
_SUNDAY: Final = 6
_EVENING: Final = time(18)
# What ends within these days, today included, is offered a last time.
_LAST_CHANCE_DAYS: Final = 7
_INSTANT: Final = timedelta(microseconds=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Period:
    """Moments are aware and half-open, days both included; ``None`` is an open end.

    The names are those of ``EventCriteria``, where it is said how they go together.
    """

    starts_from: datetime | None = None
    starts_before: datetime | None = None
    first_day: date | None = None
    last_day: date | None = None
    ends_before: datetime | None = None

    @property
    def is_limited(self) -> bool:
        """Tell whether the period has an end anywhere."""
        return self.starts_from is not None or self.starts_before is not None


def city_day(moment: datetime, *, zone: ZoneInfo) -> date:
    """Return the day that is on at a moment: a day of a city goes on until 04:00 of the next one."""
    local = moment.astimezone(zone).replace(tzinfo=None)
    return (local - timedelta(hours=NIGHT_ENDS.hour)).date()


def begin_of(day: date, zone: ZoneInfo) -> datetime:
    """Return when a day of a city begins."""
    return datetime.combine(day, NIGHT_ENDS, zone)


def end_of(day: date, zone: ZoneInfo) -> datetime:
    """Return when a day of a city is over."""
    return datetime.combine(day + _DAY, NIGHT_ENDS, zone)


def days(first: date, last: date, *, zone: ZoneInfo) -> Period:
    """Return the period of some days of a city, both included."""
    return Period(starts_from=begin_of(first, zone), starts_before=end_of(last, zone), first_day=first, last_day=last)


def preset(name: str, *, zone: ZoneInfo, now: datetime) -> Period:
    """Return the period of one of ``PRESETS``. Raises ``KeyError`` for any other name."""
    return PRESETS[name](now, city_day(now, zone=zone), zone)


def next_weekday(weekday: int, *, zone: ZoneInfo, now: datetime) -> Period:
    """Return the next such day of the week, 0 is Monday; what is left of it where that is today."""
    today = city_day(now, zone=zone)
    day = today + (weekday - today.weekday()) % 7 * _DAY
    return _until(day, now, zone) if day == today else days(day, day, zone=zone)


def _now(now: datetime, _today: date, _zone: ZoneInfo) -> Period:
    return Period(starts_from=now, starts_before=now + _INSTANT)


def _today(now: datetime, today: date, zone: ZoneInfo) -> Period:
    return _until(today, now, zone)


def _tonight(now: datetime, today: date, zone: ZoneInfo) -> Period:
    return _until(today, max(now, datetime.combine(today, _EVENING, zone)), zone)


def _tomorrow(_now: datetime, today: date, zone: ZoneInfo) -> Period:
    return days(today + _DAY, today + _DAY, zone=zone)


def _weekend(now: datetime, today: date, zone: ZoneInfo) -> Period:
    sunday = _sunday_after(today)
    saturday = sunday - _DAY
    return _until(sunday, now, zone) if today >= saturday else days(saturday, sunday, zone=zone)


def _week(now: datetime, today: date, zone: ZoneInfo) -> Period:
    return _until(_sunday_after(today), now, zone)


def _month(now: datetime, today: date, zone: ZoneInfo) -> Period:
    return _until(last_of_month(today), now, zone)


def _last_chance(now: datetime, today: date, zone: ZoneInfo) -> Period:
    return Period(ends_before=end_of(today + (_LAST_CHANCE_DAYS - 1) * _DAY, zone))


PRESETS: Final[Mapping[str, Callable[[datetime, date, ZoneInfo], Period]]] = {
    "now": _now,
    "today": _today,
    "tonight": _tonight,
    "tomorrow": _tomorrow,
    "weekend": _weekend,
    "week": _week,
    "month": _month,
    "last-chance": _last_chance,
}


def last_of_month(day: date) -> date:
    """Return the last day of a day's month."""
    next_month = (day.replace(day=1) + timedelta(days=31)).replace(day=1)
    return next_month - _DAY


def _sunday_after(day: date) -> date:
    return day + (_SUNDAY - day.weekday()) * _DAY


def _until(last: date, moment: datetime, zone: ZoneInfo) -> Period:
    """Return what is on at a moment or begins until the end of a day."""
    return Period(starts_from=moment, starts_before=end_of(last, zone), last_day=last)
