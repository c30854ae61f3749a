"""Opening hours as values, and how they are stored; pure.

Stored as JSON::

    {
      "week": {"mon": [["09:00", "13:00"], ["14:00", "18:00"]], "fri": [["18:00", "02:00"]],
               "sat": [["00:00", "24:00"]], "sun": []},
      "exceptions": [{"first": "2026-12-31", "last": "2027-01-02", "hours": [], "note_ru": "Новый год", "note_kk": ""}],
      "holidays": "as_usual"
    }

A weekday without an entry is unknown, an empty list is a day off, ``00:00–24:00`` is round the clock. An interval that
closes at or before it opens ends on the next day and belongs to the day it begins on. ``holidays`` is ``as_usual``,
``unknown`` or a list of intervals. ``exceptions`` come before holidays, holidays before the week. Hours of which
nothing is known are stored as ``None``.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any, Final, NamedTuple

WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY: Final = 24 * 60
MAX_INTERVALS: Final = 3
MAX_EXCEPTIONS: Final = 40
MAX_NOTE: Final = 120

_HOURS_IN_DAY: Final = 24
_TIME: Final = re.compile(r"^(?P<hours>\d{1,2})(?:[:.\s-]?(?P<minutes>[0-5]\d))?$", re.ASCII)


class Interval(NamedTuple):
    """When something is open, in minutes from the beginning of its day; ``closes`` may lie on the next day."""

    opens: int
    closes: int


# Nothing is known of ``None``; an empty tuple is a day off.
Day = tuple[Interval, ...] | None
ROUND_THE_CLOCK: Final[Day] = (Interval(0, DAY),)


class Exceptional(NamedTuple):
    """Other hours on a few days, both included."""

    first: date
    last: date
    day: Day
    note_ru: str = ""
    note_kk: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class OpeningHours:
    """What is known of when a place is open. ``holidays`` counts unless holidays are days as usual."""

    week: tuple[Day, ...]
    exceptions: tuple[Exceptional, ...] = ()
    are_holidays_usual: bool = True
    holidays: Day = None


class HoursError(ValueError):
    """Opening hours that cannot be: what is wrong (a word), and where (a weekday's number, a date, "holidays")."""

    def __init__(self, problem: str, where: int | date | str | None = None) -> None:
        super().__init__(problem, where)
        self.problem = problem
        self.where = where


def parse_time(text: str) -> int:
    """Return the minutes of a time as people type it ("9", "9:30", "0930", "24:00"); raises ``HoursError``."""
    found = _TIME.match(text.strip())
    if found is None:
        raise HoursError("time")
    hours, minutes = int(found["hours"]), int(found["minutes"] or 0)
    if hours > _HOURS_IN_DAY or (hours == _HOURS_IN_DAY and minutes):
        raise HoursError("time")
    return hours * 60 + minutes


def interval(opens: int, closes: int) -> Interval:
    """Return the interval between two times of day; raises ``HoursError`` when they are the same."""
    opens %= DAY
    if (opens, closes) == (0, DAY):
        return Interval(0, DAY)
    closes %= DAY
    if opens == closes:
        raise HoursError("empty")
    return Interval(opens, closes if closes > opens else closes + DAY)


def clock(minutes: int) -> str:
    """Return minutes as a time of day: "09:00"."""
    return f"{minutes // 60 % _HOURS_IN_DAY:02}:{minutes % 60:02}"


def from_json(value: object) -> OpeningHours | None:
    """Return stored hours as a value; raises ``HoursError`` for what is not in the documented form or cannot be."""
    if value is None:
        return None
    if not isinstance(value, Mapping) or not set(value) <= {"week", "exceptions", "holidays"}:
        raise HoursError("shape")
    stored_week, stored_exceptions = value.get("week", {}), value.get("exceptions", [])
    if not isinstance(stored_week, Mapping) or not set(stored_week) <= set(WEEKDAYS):
        raise HoursError("shape")
    if not isinstance(stored_exceptions, list):
        raise HoursError("shape")
    rule = value.get("holidays", "as_usual")
    is_usual = rule == "as_usual"
    hours = OpeningHours(
        week=tuple(_day(stored_week.get(name), number) for number, name in enumerate(WEEKDAYS)),
        exceptions=tuple(_exception(stored) for stored in stored_exceptions),
        are_holidays_usual=is_usual,
        holidays=None if is_usual or rule == "unknown" else _day(rule, "holidays"),
    )
    check(hours)
    return hours


def to_json(hours: OpeningHours | None) -> dict[str, Any] | None:
    """Return hours as they are stored, ``None`` when nothing is known."""
    if hours is None or (not hours.exceptions and all(day is None for day in hours.week)):
        return None
    holidays: Any = "unknown" if hours.holidays is None else _pairs(hours.holidays)
    return {
        "week": {name: _pairs(day) for name, day in zip(WEEKDAYS, hours.week, strict=True) if day is not None},
        "exceptions": [
            {
                "first": row.first.isoformat(),
                "last": row.last.isoformat(),
                "hours": None if row.day is None else _pairs(row.day),
                "note_ru": row.note_ru,
                "note_kk": row.note_kk,
            }
            for row in hours.exceptions
        ],
        "holidays": "as_usual" if hours.are_holidays_usual else holidays,
    }


def check(hours: OpeningHours) -> None:
    """Raise ``HoursError`` for intervals that overlap, for days with two exceptions, and for too much of anything."""
    for number, day in enumerate(hours.week):
        check_day(day, number)
    for number, day in enumerate(hours.week):
        following = hours.week[(number + 1) % len(WEEKDAYS)]
        if not day or not following or following == ROUND_THE_CLOCK:
            continue
        if max(span.closes for span in day) - DAY > min(span.opens for span in following):
            raise HoursError("overlap_next", number)
    check_day(hours.holidays, "holidays")
    _check_exceptions(hours.exceptions)


def check_day(day: Day, where: int | date | str) -> None:
    """Raise ``HoursError`` for intervals of a day that overlap, or for too many."""
    if day is None:
        return
    if len(day) > MAX_INTERVALS:
        raise HoursError("many", where)
    if any(later.opens < earlier.closes for earlier, later in pairwise(sorted(day))):
        raise HoursError("overlap", where)


def _check_exceptions(exceptions: Sequence[Exceptional]) -> None:
    for row in exceptions:
        check_day(row.day, row.first)
        if row.last < row.first:
            raise HoursError("dates", row.first)
        if max(len(row.note_ru), len(row.note_kk)) > MAX_NOTE:
            raise HoursError("note", row.first)
    if len(exceptions) > MAX_EXCEPTIONS:
        raise HoursError("exceptions")
    for earlier, later in pairwise(sorted(exceptions, key=lambda row: row.first)):
        if later.first <= earlier.last:
            raise HoursError("twice", later.first)


def _day(stored: object, where: int | str | date) -> Day:
    if stored is None:
        return None
    if not isinstance(stored, list):
        raise HoursError("shape", where)
    return tuple(sorted(_interval(pair, where) for pair in stored))


def _interval(pair: object, where: int | str | date) -> Interval:
    match pair:
        case [str(opens), str(closes)]:
            try:
                return interval(parse_time(opens), parse_time(closes))
            except HoursError as error:
                raise HoursError(error.problem, where) from None
    raise HoursError("shape", where)


def _exception(stored: object) -> Exceptional:
    if not isinstance(stored, Mapping):
        raise HoursError("shape")
    texts = [stored.get(name, "") for name in ("first", "last", "note_ru", "note_kk")]
    if not all(isinstance(text, str) for text in texts):
        raise HoursError("shape")
    try:
        first, last = date.fromisoformat(texts[0]), date.fromisoformat(texts[1])
    except ValueError:
        raise HoursError("shape") from None
    return Exceptional(first, last, _day(stored.get("hours"), first), texts[2], texts[3])


def _pairs(day: Sequence[Interval]) -> list[list[str]]:
    return [[clock(span.opens), "24:00" if span == (0, DAY) else clock(span.closes)] for span in day]
