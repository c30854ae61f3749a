"""Public shapes of opening hours. Attribute names are the JSON keys; texts are in the asked language."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from content.opening_hours.hours import DAY, Day, OpeningHours, clock
from language.codes import Language
from language.dates import days_text
from language.opening_hours import day_hours_text, week_lines

DAY_NAMES: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True, kw_only=True, slots=True)
class HoursInterval:
    """When it is open, in city time; one that closes at or before it opens closes on the next day."""

    opens: str
    closes: str


@dataclass(frozen=True, kw_only=True, slots=True)
class DayHours:
    """The hours of a weekday; ``state`` is ``open``, ``closed`` or ``unknown``."""

    day: str
    state: str
    hours: list[HoursInterval]
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class HolidayHours:
    """The hours of public holidays; ``state`` may also be ``as_usual``."""

    state: str
    hours: list[HoursInterval]
    text: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class WeekHours:
    """The hours of a week; ``lines`` say the same in words."""

    days: list[DayHours]
    lines: list[str]
    holidays: HolidayHours


@dataclass(frozen=True, kw_only=True, slots=True)
class ExceptionalHours:
    """Other hours on the days from ``firstDay`` to ``lastDay``, both included."""

    firstDay: date
    lastDay: date
    state: str
    hours: list[HoursInterval]
    text: str
    note: str | None


def week_hours(hours: OpeningHours | None, language: Language) -> WeekHours | None:
    """Return the shape of a week, ``None`` when nothing is known."""
    if hours is None:
        return None
    days = [
        DayHours(day=name, state=_state(day), hours=_intervals(day), text=day_hours_text(day, language))
        for name, day in zip(DAY_NAMES, hours.week, strict=True)
    ]
    if hours.are_holidays_usual:
        holidays = HolidayHours(state="as_usual", hours=[], text=None)
    else:
        day = hours.holidays
        holidays = HolidayHours(state=_state(day), hours=_intervals(day), text=day_hours_text(day, language))
    return WeekHours(days=days, lines=week_lines(hours.week, language), holidays=holidays)


def exceptional_hours(hours: OpeningHours | None, *, today: date, language: Language) -> list[ExceptionalHours]:
    """Return the exceptions that are not over, soonest first."""
    rows = () if hours is None else hours.exceptions
    return [
        ExceptionalHours(
            firstDay=row.first,
            lastDay=row.last,
            state=_state(row.day),
            hours=_intervals(row.day),
            text=f"{days_text(first=row.first, last=row.last, year=today.year, language=language)}: "
            f"{day_hours_text(row.day, language)}",
            note=(row.note_ru if language == "ru" else row.note_kk) or row.note_ru or row.note_kk or None,
        )
        for row in sorted(rows, key=lambda row: row.first)
        if row.last >= today
    ]


def _state(day: Day) -> str:
    if day is None:
        return "unknown"
    return "open" if day else "closed"


def _intervals(day: Day) -> list[HoursInterval]:
    return [
        HoursInterval(opens=clock(span.opens), closes="24:00" if span.closes == DAY else clock(span.closes))
        for span in day or ()
    ]
