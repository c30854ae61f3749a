"""Occurrences of a schedule (RFC 5545): pure, in city time, without a clock or a database."""

import re
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import MAXYEAR, UTC, date, datetime, time, timedelta
from itertools import islice
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from dateutil.rrule import rrule, rrulestr

from content.opening_hours.answers import day_hours
from content.opening_hours.hours import ROUND_THE_CLOCK, OpeningHours
from content.periods import NIGHT_ENDS
from content.public_holidays import is_public_holiday

# A visitor still finds an event without an end for this long after it began.
ASSUMED_DURATION: Final = timedelta(hours=2)
MAX_OCCURRENCES: Final = 1000
_MAX_STEPS: Final = 20_000
# A leap day is missing for eight years around 2100.
_FIRST_WITHIN_YEARS: Final = 8
_CALENDAR_CYCLE_YEARS: Final = 28
# The Gregorian calendar repeats every 400 years, so 9901 to 9999 are the calendars of 1901 to 1999.
_TO_LAST_CENTURY: Final = 8000
# A rule that an exhibition or a series never outlives.
_MAX_RUN_DAYS: Final = 20_000
_TOO_OFTEN: Final = re.compile(r"FREQ=(SECONDLY|MINUTELY)", re.IGNORECASE)


class EmptyRule(ValueError):
    """A rule that RFC 5545 allows and that gives no date for eight years after its start."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ScheduleRow:
    """One date, a list of dates, one recurrence rule or an exhibition. Datetimes are aware.

    An all-day row starts at midnight of the city. ``recurrence_rule`` is the value of an ``RRULE`` without its name, or
    empty. ``added`` are further starts (``RDATE``), ``excluded`` are starts that the rest would give but that do not
    take place (``EXDATE``). A row with ``is_exhibition`` runs from the day of ``starts_at`` to ``last_on`` (``None``:
    without an end) and is open as ``hours`` say, except ``closed_on``; without hours it is open all day. A weekday of
    which nothing is known counts as closed.
    """

    key: UUID
    starts_at: datetime
    ends_at: datetime | None = None
    is_all_day: bool = False
    recurrence_rule: str = ""
    excluded: tuple[datetime, ...] = ()
    status: str = "scheduled"
    previous_starts_at: datetime | None = None
    added: tuple[datetime, ...] = ()
    is_exhibition: bool = False
    last_on: date | None = None
    hours: OpeningHours | None = None
    closed_on: tuple[date, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Run:
    """The days that an exhibition goes on, both included; ``last_on`` is ``None`` without an end."""

    first_on: date
    last_on: date | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Occurrence:
    """One time an event takes place; ``over_at`` is when a visitor can no longer join, always known.

    ``day`` is the day people count it to: a start after midnight belongs to the evening before. ``run`` is the whole
    period of an exhibition, whose open days are occurrences.
    """

    key: UUID
    starts_at: datetime
    ends_at: datetime | None
    over_at: datetime
    is_all_day: bool
    status: str
    previous_starts_at: datetime | None
    day: date
    run: Run | None = None


def evening_day(starts_at: datetime, *, zone: ZoneInfo) -> date:
    """Return the day that people count a start to: what starts after midnight and before 04:00 to the evening before.

    Midnight itself is a day's own: it is also how sources write that they do not know the hour.
    """
    local = starts_at.astimezone(zone)
    is_night = time() < local.time() < NIGHT_ENDS
    return local.date() - timedelta(days=1) if is_night else local.date()


def minute_of_day(moment: datetime, *, zone: ZoneInfo) -> int:
    """Return the minute that the clock of a city shows, from midnight."""
    local = moment.astimezone(zone)
    return local.hour * 60 + local.minute


def occurrences(
    rows: Iterable[ScheduleRow],
    *,
    zone: ZoneInfo,
    window_start: datetime,
    window_end: datetime,
    limit: int = MAX_OCCURRENCES,
) -> list[Occurrence]:
    """Return the occurrences that are not over before ``window_start`` and start before ``window_end``, in order.

    Single dates count whatever their date, and a rule or an exhibition outside the window gives its nearest date, so
    that a past or far event is never without one. Rules are expanded in city time (a concert at 19:00 stays at 19:00
    when the zone's offset changes). At most ``limit`` are returned.
    Raises ``ValueError`` for a rule that RFC 5545 does not allow.
    """
    found: list[Occurrence] = []
    for row in rows:
        if row.is_exhibition:
            found += _open_days(row, zone, window_start, window_end)
        else:
            found += [_occurrence(row, start, zone) for start in _starts(row, zone, window_start, window_end, limit)]
    found.sort(key=lambda occurrence: (occurrence.starts_at, occurrence.over_at, occurrence.key))
    return found[:limit]


def goes_beyond(rows: Iterable[ScheduleRow], *, zone: ZoneInfo, moment: datetime) -> bool:
    """Tell whether rules or exhibitions give dates from ``moment`` on, which a window that moves on would show."""
    for row in rows:
        if row.is_exhibition:
            if row.last_on is None or row.last_on >= moment.astimezone(zone).date():
                return True
        elif row.recurrence_rule and _rule_goes_beyond(row, zone, moment):
            return True
    return False


def _rule_goes_beyond(row: ScheduleRow, zone: ZoneInfo, moment: datetime) -> bool:
    rule = parse_rule(row.recurrence_rule, starts_at=row.starts_at, zone=zone)
    if has_no_end(row.recurrence_rule):
        return True
    local = moment.astimezone(zone).replace(tzinfo=None)
    return any(start >= local for start in islice(rule, _MAX_STEPS))


def gives_dates(rows: Iterable[ScheduleRow], *, zone: ZoneInfo) -> bool:
    """Tell whether anything takes place at all: a rule may end before it begins, or exclude all of its dates."""
    return any(
        occurrences([row], zone=zone, window_start=row.starts_at, window_end=row.starts_at + timedelta(days=1), limit=1)
        for row in rows
    )


def has_no_end(rule: str) -> bool:
    """Tell whether a rule says neither how often nor until when."""
    return bool(rule) and not re.search(r"(?:^|[;:])\s*(?:UNTIL|COUNT)\s*=", rule, re.IGNORECASE)


def parse_rule(rule: str, *, starts_at: datetime, zone: ZoneInfo) -> rrule:
    """Parse an ``RRULE`` value for a start; raises ``ValueError`` naming what is wrong with it.

    Repetitions every second or minute are refused: no event of a city repeats so, and counting them through is costly.
    So is a rule without a date in its first eight years (``EmptyRule``), whose search would go on to the year 9999.
    """
    rule = rule.strip(" ")
    if "\n" in rule or "\r" in rule or len(rule) > 500:  # noqa: PLR2004 - far above any real rule
        raise ValueError("a recurrence rule is one line of at most 500 characters")
    if _TOO_OFTEN.search(rule):
        raise ValueError("an event cannot repeat every second or minute")
    if "BYEASTER" in rule.upper():
        raise ValueError("BYEASTER is not part of RFC 5545")
    if "FREQ=HOURLY" in rule.upper() and "BYSETPOS" in rule.upper():
        raise ValueError("BYSETPOS does not go with hourly repetition")
    if any(sign.isspace() for sign in rule) or ":" in rule.removeprefix("RRULE:"):
        raise ValueError("a recurrence rule is one RRULE and nothing else")
    local = starts_at.astimezone(zone).replace(tzinfo=None)
    parts = [_local_until(part, zone) for part in rule.removeprefix("RRULE:").split(";") if part]
    try:
        if any(int(part.partition("=")[2]) < 1 for part in parts if part.upper().startswith("INTERVAL=")):
            raise ValueError("INTERVAL is a whole number from 1")  # noqa: TRY301 - joins what dateutil raises
        parsed = rrulestr(";".join(parts), dtstart=local)
        if not isinstance(parsed, rrule):
            raise TypeError("a recurrence rule is one RRULE and nothing else")  # noqa: TRY301 - as above
        has_dates = _has_dates(parsed, start=local)
    except (ValueError, TypeError, KeyError, AttributeError, IndexError, OverflowError) as error:
        raise ValueError(str(error) or "unreadable recurrence rule") from error
    if not has_dates:
        raise EmptyRule(f"the rule gives no date within {_FIRST_WITHIN_YEARS} years of its start")
    return parsed


def _has_dates(rule: rrule, *, start: datetime) -> bool:
    """Whether the rule, its UNTIL and COUNT aside, gives a date in its first years; cheap even when it gives none.

    dateutil compares UNTIL with dates that match only, so nothing but its last year, 9999, ends a search that finds
    none. The search is therefore made at the end of its calendar: from 1901 to 2099, and again from 9901 on, days of
    the week and leap years repeat every 28 years.
    """
    first_year = MAXYEAR + 1 - _FIRST_WITHIN_YEARS - _CALENDAR_CYCLE_YEARS
    shifted = start.replace(year=first_year + (start.year + _TO_LAST_CENTURY - first_year) % _CALENDAR_CYCLE_YEARS)
    found = next(iter(rule.replace(dtstart=shifted, until=None, count=None)), None)
    return found is not None and found.year - shifted.year <= _FIRST_WITHIN_YEARS


def _local_until(part: str, zone: ZoneInfo) -> str:
    """Turn a UTC ``UNTIL`` into city time, because rules are expanded without zones."""
    name, _, value = part.partition("=")
    if name.upper() != "UNTIL":
        return part
    if value.endswith("Z"):
        moment = datetime.strptime(value, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
        try:
            local = moment.astimezone(zone)
        except OverflowError:
            # Some calendars write "for ever" as the last second of the year 9999.
            return f"UNTIL={value[:-1]}"
        # Not by strftime, which leaves out the zeros before a year.
        return f"UNTIL={local.isoformat(timespec='seconds').replace('-', '').replace(':', '')[:15]}"
    # A date as UNTIL includes that whole day.
    return f"UNTIL={value}T235959" if "T" not in value else part


def _starts(
    row: ScheduleRow, zone: ZoneInfo, window_start: datetime, window_end: datetime, limit: int
) -> list[datetime]:
    """Return the starts of a row that is no exhibition, each once, in order, in city time."""
    excluded = {moment.astimezone(UTC) for moment in row.excluded}
    stated = list(row.added) if row.recurrence_rule else [row.starts_at, *row.added]
    starts = {start.astimezone(UTC): start.astimezone(zone) for start in stated}
    if row.recurrence_rule:
        repeated = list(islice(_rule_starts(row, zone, window_start, window_end, excluded), limit))
        if not repeated and not (starts.keys() - excluded):
            repeated = _nearest_start(row, zone, window_start, excluded)
        starts.update((start.astimezone(UTC), start) for start in repeated)
    kept = {moment: start for moment, start in starts.items() if moment not in excluded}
    return [kept[moment] for moment in sorted(kept)]


def _rule_starts(
    row: ScheduleRow, zone: ZoneInfo, window_start: datetime, window_end: datetime, excluded: AbstractSet[datetime]
) -> Iterator[datetime]:
    duration = _duration(row)
    for steps, local in enumerate(parse_rule(row.recurrence_rule, starts_at=row.starts_at, zone=zone)):
        start = local.replace(tzinfo=zone)
        if start >= window_end or steps > _MAX_STEPS:
            return
        if start + duration >= window_start and start.astimezone(UTC) not in excluded:
            yield start


def _nearest_start(
    row: ScheduleRow, zone: ZoneInfo, window_start: datetime, excluded: AbstractSet[datetime]
) -> list[datetime]:
    """Return the last start before the window, else the first one after it; empty when all are excluded."""
    nearest: list[datetime] = []
    for local in islice(parse_rule(row.recurrence_rule, starts_at=row.starts_at, zone=zone), _MAX_STEPS):
        start = local.replace(tzinfo=zone)
        if nearest and start >= window_start:
            break
        if start.astimezone(UTC) not in excluded:
            nearest = [start]
            if start >= window_start:
                break
    return nearest


def _open_days(row: ScheduleRow, zone: ZoneInfo, window_start: datetime, window_end: datetime) -> list[Occurrence]:
    """Return the open stretches of an exhibition within the window; when there are none, the nearest one."""
    run = Run(first_on=row.starts_at.astimezone(zone).date(), last_on=row.last_on)
    last_on = row.last_on or run.first_on + timedelta(days=_MAX_RUN_DAYS)
    # The day before, because hours may reach past midnight.
    begin = max(run.first_on, window_start.astimezone(zone).date() - timedelta(days=1))
    end = min(last_on, window_end.astimezone(zone).date())
    found = [stretch for day in _days(begin, end) for stretch in _stretches(row, day, run, zone)]
    found = [stretch for stretch in found if stretch.over_at >= window_start and stretch.starts_at < window_end]
    return found or _nearest_stretch(row, run, zone, begin=begin, last_on=last_on)


def _nearest_stretch(row: ScheduleRow, run: Run, zone: ZoneInfo, *, begin: date, last_on: date) -> list[Occurrence]:
    """Return the last open stretch before a window that begins on ``begin``, else the first one after that."""
    for day in _days(run.first_on, min(begin - timedelta(days=1), last_on), step=-1):
        if stretches := _stretches(row, day, run, zone):
            return stretches[-1:]
    for day in _days(begin, last_on):
        if stretches := _stretches(row, day, run, zone):
            return stretches[:1]
    return []


def _days(first: date, last: date, *, step: int = 1) -> Iterator[date]:
    """Yield the days of a period, both included; backwards when ``step`` is -1."""
    numbers = range((last - first).days + 1)
    return (first + timedelta(days=number) for number in numbers[::step])


def _stretches(row: ScheduleRow, day: date, run: Run, zone: ZoneInfo) -> list[Occurrence]:
    """Return the open stretches of one day of an exhibition."""
    if day in row.closed_on:
        return []
    spans = ROUND_THE_CLOCK if row.hours is None else day_hours(row.hours, day, is_holiday=is_public_holiday)
    midnight = datetime.combine(day, time())
    # Clock times: minutes are added before the zone, whose offset may change in between.
    periods = [
        tuple((midnight + timedelta(minutes=minutes)).replace(tzinfo=zone) for minutes in span) for span in spans or ()
    ]
    return [
        Occurrence(
            key=row.key,
            starts_at=starts_at,
            ends_at=ends_at,
            over_at=ends_at,
            is_all_day=row.hours is None,
            status=row.status,
            previous_starts_at=row.previous_starts_at,
            day=day,
            run=run,
        )
        for starts_at, ends_at in periods
    ]


def _duration(row: ScheduleRow) -> timedelta:
    if row.ends_at is not None:
        return row.ends_at - row.starts_at
    return timedelta(days=1) if row.is_all_day else ASSUMED_DURATION


def _occurrence(row: ScheduleRow, start: datetime, zone: ZoneInfo) -> Occurrence:
    ends_at = None if row.ends_at is None else start + (row.ends_at - row.starts_at)
    return Occurrence(
        key=row.key,
        starts_at=start,
        ends_at=ends_at,
        over_at=_over_at(start, ends_at, zone, is_all_day=row.is_all_day),
        is_all_day=row.is_all_day,
        status=row.status,
        previous_starts_at=row.previous_starts_at,
        day=start.astimezone(zone).date() if row.is_all_day else evening_day(start, zone=zone),
    )


def _over_at(start: datetime, ends_at: datetime | None, zone: ZoneInfo, *, is_all_day: bool) -> datetime:
    if ends_at is not None and ends_at > start:
        return ends_at
    if is_all_day:
        return datetime.combine(start.astimezone(zone).date() + timedelta(days=1), time(), zone)
    return start + ASSUMED_DURATION


def current_or_next(found: Sequence[Occurrence], *, now: datetime) -> Occurrence | None:
    """Return the occurrence that a card shows; ``None`` without any.

    It is the first to come or running that takes place, else the first to come, else the last one.
    """
    coming = [occurrence for occurrence in found if occurrence.over_at > now]
    taking_place = [occurrence for occurrence in coming if occurrence.status != "cancelled"]
    return next(iter(taking_place or coming), found[-1] if found else None)


def local_date(moment: datetime, *, zone: ZoneInfo) -> date:
    """Return the calendar day of a moment in a city."""
    return moment.astimezone(zone).date()
