"""Opening hours as somebody types them into a form: words that may be wrong; pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from content.opening_hours.hours import (
    DAY,
    MAX_INTERVALS,
    ROUND_THE_CLOCK,
    WEEKDAYS,
    Day,
    Exceptional,
    HoursError,
    OpeningHours,
    check,
    check_day,
    clock,
    interval,
    parse_time,
)

BY_HOURS: Final = ""
CLOSED: Final = "closed"
ROUND: Final = "round"
AS_USUAL: Final = "as_usual"
UNKNOWN: Final = "unknown"
# How many rows of exceptions a form is read for; more than are allowed, so that too many are refused and not lost.
_ROWS_READ: Final = 60

Pairs = Sequence[tuple[str, str]]


@dataclass(frozen=True, kw_only=True, slots=True)
class TypedDay:
    """A chosen mode and typed times."""

    mode: str = BY_HOURS
    pairs: Pairs = (("", ""),) * MAX_INTERVALS


@dataclass(frozen=True, kw_only=True, slots=True)
class TypedException:
    """A row of the exceptions."""

    first: str = ""
    last: str = ""
    day: TypedDay = TypedDay(mode=CLOSED)
    note_ru: str = ""
    note_kk: str = ""
    is_deleted: bool = False

    @property
    def is_blank(self) -> bool:
        """Whether nothing was typed into the row."""
        typed = (self.first, self.last, self.note_ru, self.note_kk, *(text for pair in self.day.pairs for text in pair))
        return not any(typed)


@dataclass(frozen=True, kw_only=True, slots=True)
class TypedHours:
    """Everything in the form."""

    week: tuple[TypedDay, ...] = (TypedDay(),) * len(WEEKDAYS)
    holidays: TypedDay = TypedDay(mode=AS_USUAL)
    exceptions: tuple[TypedException, ...] = ()


def from_form(data: Mapping[str, str], name: str) -> TypedHours:
    """Return what was typed into the fields whose names begin with ``name``."""
    rows = [f"{name}-exceptions-{number}" for number in range(_ROWS_READ)]
    return TypedHours(
        week=tuple(_typed_day(data, f"{name}-{weekday}") for weekday in WEEKDAYS),
        holidays=_typed_day(data, f"{name}-holidays", default=AS_USUAL),
        exceptions=tuple(_typed_exception(data, row) for row in rows if f"{row}-first" in data),
    )


def to_form(hours: OpeningHours | None) -> TypedHours:
    """Return what a form shows of stored hours."""
    if hours is None:
        return TypedHours()
    return TypedHours(
        week=tuple(TypedDay(mode=_week_mode(day), pairs=_times(day)) for day in hours.week),
        holidays=TypedDay(
            mode=AS_USUAL if hours.are_holidays_usual else _mode(hours.holidays), pairs=_times(hours.holidays)
        ),
        exceptions=tuple(
            TypedException(
                first=row.first.isoformat(),
                last=row.last.isoformat(),
                day=TypedDay(mode=_mode(row.day), pairs=_times(row.day)),
                note_ru=row.note_ru,
                note_kk=row.note_kk,
            )
            for row in hours.exceptions
        ),
    )


def understand(typed: TypedHours) -> tuple[OpeningHours | None, list[HoursError]]:
    """Return the hours that were typed, or everything that is wrong with them."""
    problems: list[HoursError] = []

    def tried(typed_day: TypedDay, where: int | str) -> Day:
        try:
            day = _day(typed_day)
            check_day(day, where)
        except HoursError as error:
            problems.append(HoursError(error.problem, where))
            return None
        return day

    week = tuple(tried(day, number) for number, day in enumerate(typed.week))
    holidays = tried(typed.holidays, "holidays")
    exceptions = []
    for number, row in enumerate(typed.exceptions, start=1):
        if row.is_deleted or row.is_blank:
            continue
        try:
            exceptions.append(_exception(row))
        except HoursError as error:
            problems.append(HoursError(error.problem, error.where or str(number)))
    if problems:
        return None, problems
    hours = OpeningHours(
        week=week,
        exceptions=tuple(exceptions),
        are_holidays_usual=typed.holidays.mode == AS_USUAL,
        holidays=holidays,
    )
    try:
        check(hours)
    except HoursError as error:
        return None, [error]
    return hours, []


def _day(typed: TypedDay) -> Day:
    """Return the hours of a day; raises ``HoursError``."""
    pairs = [(opens.strip(), closes.strip()) for opens, closes in typed.pairs if opens.strip() or closes.strip()]
    if typed.mode in {CLOSED, ROUND, UNKNOWN, AS_USUAL}:
        if pairs:
            raise HoursError("both")
        return {CLOSED: (), ROUND: ROUND_THE_CLOCK}.get(typed.mode)
    if any(not opens or not closes for opens, closes in pairs):
        raise HoursError("half")
    if not pairs:
        # An empty row of the week: nothing is known of the day.
        return None
    return tuple(sorted(interval(parse_time(opens), parse_time(closes)) for opens, closes in pairs))


def _exception(row: TypedException) -> Exceptional:
    try:
        first = date.fromisoformat(row.first)
        last = date.fromisoformat(row.last) if row.last else first
    except ValueError:
        raise HoursError("date") from None
    try:
        day = _day(row.day)
    except HoursError as error:
        raise HoursError(error.problem, first) from None
    if day is None and row.day.mode != UNKNOWN:
        raise HoursError("hours", first)
    return Exceptional(first, last, day, row.note_ru.strip(), row.note_kk.strip())


def _typed_day(data: Mapping[str, str], name: str, *, default: str = BY_HOURS) -> TypedDay:
    pairs = [
        (data.get(f"{name}-{number}-opens", ""), data.get(f"{name}-{number}-closes", ""))
        for number in range(MAX_INTERVALS)
    ]
    return TypedDay(mode=data.get(f"{name}-mode", default), pairs=tuple(pairs))


def _typed_exception(data: Mapping[str, str], name: str) -> TypedException:
    return TypedException(
        first=data.get(f"{name}-first", ""),
        last=data.get(f"{name}-last", ""),
        day=_typed_day(data, name, default=CLOSED),
        note_ru=data.get(f"{name}-note_ru", ""),
        note_kk=data.get(f"{name}-note_kk", ""),
        is_deleted=f"{name}-delete" in data,
    )


def _week_mode(day: Day) -> str:
    if day == ROUND_THE_CLOCK:
        return ROUND
    return CLOSED if day == () else BY_HOURS


def _mode(day: Day) -> str:
    return UNKNOWN if day is None else _week_mode(day)


def _times(day: Day) -> Pairs:
    """Return as many pairs as a form has; a day round the clock needs none."""
    shown = [] if day == ROUND_THE_CLOCK else list(day or ())
    pairs = [(clock(span.opens), "24:00" if span == (0, DAY) else clock(span.closes)) for span in shown]
    return (*pairs, *[("", "")] * (MAX_INTERVALS - len(pairs)))
