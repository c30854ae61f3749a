"""The days of the editors' calendar: the last day of a date, months, weeks. Pure, in city time."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final, Literal
from zoneinfo import ZoneInfo

from language.dates import NIGHT_ENDS

FIRST_YEAR: Final = 1990
LAST_YEAR: Final = 2100
DAYS_OF_WEEK: Final = 7

Shape = Literal["month", "week"]

_MONTH: Final = re.compile(r"(\d{4})-(\d{2})", re.ASCII)
_WEEK: Final = re.compile(r"(\d{4})-W(\d{2})", re.ASCII)
_WEEK_LENGTH: Final = timedelta(days=DAYS_OF_WEEK)
_DAY: Final = timedelta(days=1)


def last_day_of(
    first: date, starts_at: datetime, ends_at: datetime | None, *, zone: ZoneInfo, is_all_day: bool = False
) -> date:
    """Return the last day of what begins on the day ``first``; a night belongs to the evening before."""
    if ends_at is None or ends_at <= starts_at:
        return first
    local = ends_at.astimezone(zone)
    if is_all_day:
        return max(first, (local - timedelta(microseconds=1)).date())
    return max(first, local.date() - _DAY if local.time() <= NIGHT_ENDS else local.date())


@dataclass(frozen=True, kw_only=True, slots=True)
class Period:
    """What one page of the calendar shows: whole weeks, from ``first`` (a Monday) to ``last`` (a Sunday).

    ``anchor`` is a day of it that names it: the first of the month, the Monday of the week.
    """

    shape: Shape
    anchor: date
    first: date
    last: date

    @property
    def value(self) -> str:
        """The period as it stands in an address: "2026-03" or "2026-W11"."""
        if self.shape == "month":
            return f"{self.anchor:%Y-%m}"
        year, week, _weekday = self.anchor.isocalendar()
        return f"{year}-W{week:02}"

    @property
    def days(self) -> Iterator[date]:
        """Every day of the page."""
        return (self.first + timedelta(days=number) for number in range((self.last - self.first).days + 1))

    def is_within(self, day: date) -> bool:
        """Tell whether a day belongs to the period itself, not only to the weeks that complete its page."""
        return self.shape == "week" or (day.year, day.month) == (self.anchor.year, self.anchor.month)

    def next(self) -> "Period | None":
        """Return the following period, ``None`` after the last one."""
        if self.shape == "week":
            return _bounded(week_of, self.anchor + _WEEK_LENGTH)
        return _bounded(month_of, self.anchor + timedelta(days=31))

    def previous(self) -> "Period | None":
        """Return the period before, ``None`` before the first one."""
        if self.shape == "week":
            return _bounded(week_of, self.anchor - _WEEK_LENGTH)
        return _bounded(month_of, self.anchor - _DAY)


def month_of(day: date) -> Period:
    """Return the page of the month of a day."""
    anchor = day.replace(day=1)
    last_of_month = (anchor + timedelta(days=31)).replace(day=1) - _DAY
    return Period(shape="month", anchor=anchor, first=_monday(anchor), last=_monday(last_of_month) + timedelta(days=6))


def week_of(day: date) -> Period:
    """Return the page of the week of a day."""
    monday = _monday(day)
    return Period(shape="week", anchor=monday, first=monday, last=monday + timedelta(days=6))


def parse_period(*, month: str = "", week: str = "") -> Period | None:
    """Return the period of ``2026-03`` or ``2026-W11``; ``None`` for anything else."""
    try:
        if found := _WEEK.fullmatch(week):
            return _bounded(week_of, date.fromisocalendar(int(found[1]), int(found[2]), 1))
        if found := _MONTH.fullmatch(month):
            return _bounded(month_of, date(int(found[1]), int(found[2]), 1))
    except ValueError:
        return None
    return None


def parse_day(text: str) -> date | None:
    """Return the day of ``2026-03-07``; ``None`` for anything else."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else None


def _bounded(page: Callable[[date], Period], day: date) -> Period | None:
    return page(day) if FIRST_YEAR <= day.year <= LAST_YEAR else None


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
