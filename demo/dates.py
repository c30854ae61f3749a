"""Dates of the demo content, counted from the day of loading. Pure: no clock, no ORM.

A date is written as ``DAY START-END`` in city time, for example:

- ``+0 19:00-20:40``: the day of loading (one that is already over then moves to the next day);
- ``+10 10:00-19:00+28d``: ten days later, ending 28 days after it began;
- ``fri 20:00-22:30``, ``fri+2 20:00-22:30``: the first Friday not before the day of loading, the Friday two weeks
  after that; a first one that is already over moves to the next such day;
- ``fri+3+1d 12:00-20:00``: the day after such a Friday, whatever weekday the content is loaded on;
- ``mon|thu 18:00-19:30``: whichever of the weekdays comes first;
- ``sat 22:00-03:00``: an end not after the start is on the next day;
- ``+0 all-day+50d``: whole days, the day of loading and 50 more (the end is the midnight after the last one).
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

_WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DATE: Final = re.compile(
    r"""^(?:\+(?P<day>\d{1,2})|(?P<weekdays>[a-z]{3}(?:\|[a-z]{3})*)(?:\+(?P<week>\d))?(?:\+(?P<shift>\d)d)?)
    \ (?:(?P<all_day>all-day)|(?P<start>\d{2}:\d{2})-(?P<end>\d{2}:\d{2}))(?:\+(?P<days>\d{1,2})d)?$""",
    re.VERBOSE,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class RelativeDate:
    """A parsed date: either ``day`` after the day of loading, or one of ``weekdays`` (0 is Monday) ``weeks`` later."""

    day: int | None
    weekdays: tuple[int, ...]
    weeks: int
    shift: int
    start: time
    end: time
    lasts_days: int
    is_all_day: bool = False

    def period(self, *, now: datetime, zone: ZoneInfo) -> tuple[datetime, datetime]:
        """Return the aware start and end for content loaded at ``now`` (aware) in a city of ``zone``."""
        today = now.astimezone(zone).date()
        starts_at, ends_at = self._on(self._first_day(today), zone)
        if ends_at <= now:
            starts_at, ends_at = self._on(self._first_day(today + timedelta(days=1)), zone)
        return starts_at, ends_at

    def _first_day(self, today: date) -> date:
        if self.day is not None:
            return today + timedelta(days=self.day)
        until = min((weekday - today.weekday()) % 7 for weekday in self.weekdays)
        return today + timedelta(days=until + 7 * self.weeks + self.shift)

    def _on(self, day: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
        last_day = day + timedelta(days=self.lasts_days)
        return datetime.combine(day, self.start, zone), datetime.combine(last_day, self.end, zone)


def parse_date(text: str) -> RelativeDate:
    """Parse one written date; raises ``ValueError`` that quotes it."""
    found = _DATE.match(text)
    if found is None:
        raise ValueError(f"not a date of the demo content: {text!r}")
    names = found["weekdays"].split("|") if found["weekdays"] else []
    try:
        weekdays = tuple(_WEEKDAYS.index(name) for name in names)
        start, end = (time.fromisoformat(found[part] or "00:00") for part in ("start", "end"))
    except ValueError as error:
        raise ValueError(f"not a date of the demo content: {text!r} ({error})") from error
    lasts_days = int(found["days"] or 0)
    if found["all_day"]:
        # Whole days end at the midnight after the last one.
        lasts_days += 1
    elif lasts_days == 0 and end <= start:
        lasts_days = 1
    return RelativeDate(
        day=None if found["day"] is None else int(found["day"]),
        weekdays=weekdays,
        weeks=int(found["week"] or 0),
        shift=int(found["shift"] or 0),
        start=start,
        end=end,
        lasts_days=lasts_days,
        is_all_day=found["all_day"] is not None,
    )
