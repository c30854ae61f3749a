"""Weekly opening hours of an exhibition: pure values, their JSON and what is wrong with them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

DAYS_OF_WEEK: Final = 7
MAX_PER_DAY: Final = 4


@dataclass(frozen=True, kw_only=True, slots=True, order=True)
class OpenInterval:
    """A stretch of a weekday (Monday = 0). One that closes at or before its opening closes on the next day."""

    weekday: int
    opens: time
    closes: time

    @property
    def is_past_midnight(self) -> bool:
        """Tell whether it closes on the next day; 10:00–10:00 is a whole day and night."""
        return self.closes <= self.opens

    def on(self, day: date, *, zone: ZoneInfo) -> tuple[datetime, datetime]:
        """Return opening and closing on a day, in city time."""
        last = day + timedelta(days=1) if self.is_past_midnight else day
        return datetime.combine(day, self.opens, zone), datetime.combine(last, self.closes, zone)


def read_hours(values: Iterable[Mapping[str, Any]]) -> tuple[OpenInterval, ...]:
    """Read the JSON form, ``[{"day": 0, "from": "10:00", "to": "18:00"}]``; raises ``ValueError``."""
    found = []
    try:
        for value in values:
            day = value["day"]
            if not isinstance(day, int) or not 0 <= day < DAYS_OF_WEEK:
                raise ValueError(f"not a weekday: {day!r}")
            opens, closes = (time.fromisoformat(value[name]) for name in ("from", "to"))
            found.append(OpenInterval(weekday=day, opens=opens, closes=closes))
    except (TypeError, KeyError, AttributeError) as error:
        raise ValueError(f"not weekly hours: {error}") from error
    return tuple(sorted(found))


def hours_json(hours: Iterable[OpenInterval]) -> list[dict[str, Any]]:
    """Return the JSON form, in the order of the week."""
    return [
        {"day": row.weekday, "from": f"{row.opens:%H:%M}", "to": f"{row.closes:%H:%M}"} for row in sorted(set(hours))
    ]


def overlapping_days(hours: Sequence[OpenInterval]) -> list[int]:
    """Return the weekdays on which two stretches overlap, also across midnight; without repetition, in order."""
    minutes = []
    for row in hours:
        start = row.weekday * 24 * 60 + row.opens.hour * 60 + row.opens.minute
        length = (row.closes.hour - row.opens.hour) * 60 + row.closes.minute - row.opens.minute
        minutes.append((start, start + (length if length > 0 else length + 24 * 60), row.weekday))
    week = DAYS_OF_WEEK * 24 * 60
    found = set()
    for index, (start, end, day) in enumerate(minutes):
        for other_start, other_end, other_day in minutes[index + 1 :]:
            # A night from Sunday to Monday meets the beginning of the same week.
            if any(start < other_end + turn and other_start + turn < end for turn in (-week, 0, week)):
                found |= {day, other_day}
    return sorted(found)
