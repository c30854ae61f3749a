"""How days and spans of several days lie in the weeks of a calendar page. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Generic, Protocol, TypeVar

from events.calendar_days import DAYS_OF_WEEK


class HasDays(Protocol):
    """Something that takes place from one day to another, both included."""

    @property
    def first_day(self) -> date:
        """Its first day."""

    @property
    def last_day(self) -> date:
        """Its last day."""


Span = TypeVar("Span", bound=HasDays)


@dataclass(frozen=True, kw_only=True, slots=True)
class Piece(Generic[Span]):
    """A stretch of one lane of a week: a part of ``span``, or free days where it is ``None``."""

    span: Span | None
    length: int
    begins_before: bool = False
    goes_on: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Week(Generic[Span]):
    """A week with its lanes, each of which covers all seven days, and the spans of each day without a lane."""

    days: Sequence[date]
    lanes: Sequence[Sequence[Piece[Span]]]
    hidden: Sequence[int]


def weeks_of(first: date, last: date, *, spans: Iterable[Span], max_lanes: int) -> list[Week[Span]]:
    """Lay spans into the weeks from ``first`` (a Monday) to ``last`` (a Sunday), the earliest and longest on top.

    A span keeps to one lane within a week. At most ``max_lanes`` are filled; what does not fit is counted by day.
    """
    ordered = sorted(spans, key=lambda span: (span.first_day, -(span.last_day - span.first_day).days))
    found: list[Week[Span]] = []
    monday = first
    while monday <= last:
        found.append(_week(monday, ordered, max_lanes))
        monday += timedelta(days=DAYS_OF_WEEK)
    return found


def _week(monday: date, ordered: Sequence[Span], max_lanes: int) -> Week[Span]:
    sunday = monday + timedelta(days=DAYS_OF_WEEK - 1)
    lanes: list[list[Piece[Span]]] = []
    # How many days of each lane are taken; lanes are filled from Monday on, because spans come by their first day.
    filled: list[int] = []
    hidden = [0] * DAYS_OF_WEEK
    for span in ordered:
        if span.first_day > sunday or span.last_day < monday:
            continue
        start = max(0, (span.first_day - monday).days)
        end = min(DAYS_OF_WEEK, (span.last_day - monday).days + 1)
        lane = next((number for number, taken in enumerate(filled) if taken <= start), len(lanes))
        if lane == max_lanes:
            for day in range(start, end):
                hidden[day] += 1
            continue
        if lane == len(lanes):
            lanes.append([])
            filled.append(0)
        if start > filled[lane]:
            lanes[lane].append(Piece(span=None, length=start - filled[lane]))
        before, after = span.first_day < monday, span.last_day > sunday
        lanes[lane].append(Piece(span=span, length=end - start, begins_before=before, goes_on=after))
        filled[lane] = end
    for lane_pieces, taken in zip(lanes, filled, strict=True):
        if taken < DAYS_OF_WEEK:
            lane_pieces.append(Piece(span=None, length=DAYS_OF_WEEK - taken))
    days = [monday + timedelta(days=number) for number in range(DAYS_OF_WEEK)]
    return Week(days=days, lanes=lanes, hidden=hidden)
