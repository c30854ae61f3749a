"""Dates of schema.org events: startDate and endDate, eventStatus, and eventSchedule as a recurrence rule."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta, tzinfo
from typing import Any

from django.utils.translation import gettext as _

from content.importing.candidates import CandidateDate, DateStatus, ProblemLog
from content.importing.moments import (
    Moment,
    UnreadableMoment,
    inclusive_end,
    read_duration,
    read_moment,
    settled_end,
)
from content.importing.parsers.schema_nodes import Node, items, plain, text
from content.importing.parsers.time_zones import named_zone
from content.importing.recurrence import WEEKDAYS, Rule, Series, UnusableRule, expand, in_city, read_rule

_STATUSES = {
    "EventCancelled": DateStatus.CANCELLED,
    "EventPostponed": DateStatus.POSTPONED,
    "EventRescheduled": DateStatus.RESCHEDULED,
    "EventMovedOnline": DateStatus.MOVED_ONLINE,
}
_DAYS = dict(zip(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"), WEEKDAYS, strict=True))
_FREQUENCY = re.compile(r"P(\d{1,3})([DWMY])", re.IGNORECASE)
_FREQUENCIES = {"D": "DAILY", "W": "WEEKLY", "M": "MONTHLY", "Y": "YEARLY"}
_DAY_CODE = re.compile(r"[+-]?\d?(?:MO|TU|WE|TH|FR|SA|SU)", re.ASCII)
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?", re.ASCII)
_MAX_DATES = 500


def event_dates(node: Node, *, city: tzinfo, line: int, notes: ProblemLog) -> list[CandidateDate]:
    """Return the dates a node states itself, in the city's zone; what cannot be read is reported."""
    status = _STATUSES.get(text(node, "eventStatus").rstrip("/").rpartition("/")[2], DateStatus.SCHEDULED)
    schedules = [value for value in items(node, "eventSchedule") if isinstance(value, Mapping)][:_MAX_DATES]
    found: list[CandidateDate] = []
    for schedule in schedules:
        found += _scheduled(schedule, node, status=status, city=city, line=line, notes=notes)
    return found or _stated(node, status=status, city=city, line=line, notes=notes)


def _stated(node: Node, *, status: DateStatus, city: tzinfo, line: int, notes: ProblemLog) -> list[CandidateDate]:
    starts = [_moment(value, "startDate", city, line, notes) for value in items(node, "startDate")[:_MAX_DATES]]
    ends = [_moment(value, "endDate", city, line, notes) for value in items(node, "endDate")[:_MAX_DATES]]
    previous = next(iter(items(node, "previousStartDate")), None)
    before = _moment(previous, "previousStartDate", city, line, notes) if previous is not None else None
    dates = []
    for index, start in enumerate(starts):
        if start is None:
            continue
        end = ends[index] if index < len(ends) else None
        is_all_day = start.is_date and (end is None or end.is_date)
        ends_at = inclusive_end(start, end)
        if ends_at is None and not start.is_date:
            ends_at = _after(start.at, node)
        starts_at, ends_at = settled_end(
            start.at, ends_at, is_all_day=is_all_day, notes=notes, line=line, field="startDate, endDate"
        )
        dates.append(
            CandidateDate(
                starts_at=starts_at,
                ends_at=ends_at,
                is_all_day=is_all_day,
                status=status,
                previous_starts_at=before.at if before is not None else None,
            )
        )
    return dates


def _moment(value: Any, name: str, zone: tzinfo, line: int, notes: ProblemLog) -> Moment | None:
    words = plain(value)
    if not words.strip():
        return None
    try:
        return read_moment(words, zone=zone)
    except UnreadableMoment as error:
        notes.warning(
            "date.unreadable",
            _("Дата не разобрана (%(why)s), %(consequence)s.") % {"why": error, "consequence": _("значение пропущено")},
            line=line,
            field=name,
            value=words,
        )
        return None


def _after(start: datetime, node: Node) -> datetime | None:
    duration = _duration(node)
    return start + duration if duration is not None else None


def _duration(node: Node) -> timedelta | None:
    try:
        duration = read_duration(text(node, "duration"))
    except (ValueError, OverflowError):
        return None
    return duration if timedelta() < duration < timedelta(days=400) else None


def _scheduled(
    schedule: Node, node: Node, *, status: DateStatus, city: tzinfo, line: int, notes: ProblemLog
) -> list[CandidateDate]:
    """Return the dates of one Schedule; the first is the first day from its start on that satisfies it."""
    zone = named_zone(text(schedule, "scheduleTimezone")) or city
    first = next(iter(items(schedule, "startDate") or items(node, "startDate")), None)
    start = _moment(first, "eventSchedule.startDate", zone, line, notes) if first is not None else None
    if start is None:
        notes.warning(
            "schedule.no_start",
            _("У расписания нет даты начала, оно пропущено."),
            line=line,
            field="eventSchedule.startDate",
        )
        return []
    clock = _clock(text(schedule, "startTime"))
    starts_at = start.at if clock is None else datetime.combine(start.at.date(), clock, zone)
    is_all_day = start.is_date and clock is None
    length = _length(schedule, node, clock)
    try:
        series = _series(schedule, starts_at, zone)
        parts, doubt = in_city(series, city=city)
    except UnusableRule as error:
        notes.warning(
            "date.rule",
            _("Правило повторения не использовано (%(why)s), взята только первая дата.") % {"why": error},
            line=line,
            field="eventSchedule",
        )
        parts, doubt = [Series(starts_at=starts_at.astimezone(city))], ""
    if doubt:
        notes.warning("date.rule_zone", doubt, line=line, field="eventSchedule")
    return [
        CandidateDate(
            starts_at=part.starts_at,
            ends_at=part.starts_at + length if length else None,
            is_all_day=is_all_day,
            recurrence_rule=part.rule.text() if part.rule is not None else "",
            excluded=part.excluded,
            status=status,
        )
        for part in parts
    ]


def _series(schedule: Node, starts_at: datetime, zone: tzinfo) -> Series:
    rule_text = _rule_text(schedule)
    if not rule_text:
        return Series(starts_at=starts_at)
    rule = read_rule(rule_text, starts_at=starts_at)
    occurrences = expand(rule, starts_at=starts_at, limit=1)
    if not occurrences:
        return Series(starts_at=starts_at)
    return Series(
        starts_at=occurrences[0], rule=rule, excluded=_exclusions(schedule, rule, first=occurrences[0], zone=zone)
    )


def _exclusions(schedule: Node, rule: Rule, *, first: datetime, zone: tzinfo) -> tuple[datetime, ...]:
    days = set()
    for value in items(schedule, "exceptDate")[:_MAX_DATES]:
        try:
            days.add(read_moment(plain(value), zone=zone).at.date())
        except UnreadableMoment:
            continue
    if not days:
        return ()
    return tuple(moment for moment in expand(rule, starts_at=first, limit=5000) if moment.date() in days)


def _rule_text(schedule: Node) -> str:
    """Compose an RRULE value from a Schedule, "" when nothing in it repeats."""
    days = _days(schedule)
    numbers = {
        name: ",".join(plain(value) for value in items(schedule, key))
        for name, key in (("BYMONTH", "byMonth"), ("BYMONTHDAY", "byMonthDay"))
        if items(schedule, key)
    }
    frequency = _frequency(schedule, has_days=bool(days), has_month_days="BYMONTHDAY" in numbers)
    if not frequency:
        return ""
    parts = [frequency, *(f"{name}={value}" for name, value in numbers.items())]
    if days:
        parts.append(f"BYDAY={','.join(days)}")
    if count := text(schedule, "repeatCount"):
        parts.append(f"COUNT={count.strip()}")
    if end := text(schedule, "endDate"):
        parts.append(f"UNTIL={re.sub(r'[-:]', '', end.strip())[:8]}")
    return ";".join(parts)


def _days(schedule: Node) -> list[str]:
    weeks = [plain(value) for value in items(schedule, "byMonthWeek")]
    codes = []
    for value in items(schedule, "byDay"):
        word = plain(value if not isinstance(value, Mapping) else value.get("@id", value)).strip()
        name = word.rstrip("/").rpartition("/")[2].rpartition(":")[2]
        code = _DAYS.get(name.lower()) or (name.upper() if _DAY_CODE.fullmatch(name.upper()) else "")
        if not code:
            raise UnusableRule(_("часть «%(part)s» непонятна") % {"part": word[:40]})
        codes += [f"{week}{code}" for week in weeks] or [code]
    return codes


def _frequency(schedule: Node, *, has_days: bool, has_month_days: bool) -> str:
    words = text(schedule, "repeatFrequency").strip()
    found = _FREQUENCY.fullmatch(words)
    if found:
        return f"FREQ={_FREQUENCIES[found[2].upper()]};INTERVAL={found[1]}"
    if words:
        return f"FREQ={words.rpartition('/')[2].upper()}"
    if has_month_days or items(schedule, "byMonthWeek"):
        return "FREQ=MONTHLY"
    return "FREQ=WEEKLY" if has_days else ""


def _clock(words: str) -> time | None:
    found = _CLOCK.fullmatch(words.strip())
    try:
        return time(int(found[1]), int(found[2]), int(found[3] or 0)) if found else None
    except ValueError:
        return None


def _length(schedule: Node, node: Node, start: time | None) -> timedelta | None:
    """Return how long one occurrence takes; an end before the start is after midnight."""
    end = _clock(text(schedule, "endTime"))
    if start is None or end is None:
        return _duration(schedule) or _duration(node)
    minutes = (end.hour - start.hour) * 60 + end.minute - start.minute
    return timedelta(minutes=minutes % (24 * 60)) or None


def united_dates(dates: Sequence[CandidateDate]) -> list[CandidateDate]:
    """Return the dates in order, each once."""
    unique = {(date.starts_at, date.recurrence_rule): date for date in reversed(dates)}
    return sorted(unique.values(), key=lambda date: (date.starts_at, date.recurrence_rule))
