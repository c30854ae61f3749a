"""Texts and shapes of exhibitions: their run, and when they are open."""

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from content.opening_hours.cards import exceptional_hours, week_hours
from content.opening_hours.hours import HoursError, OpeningHours, from_json
from events.cards import EventRun
from events.models import EventDate
from events.schedule import Occurrence
from language.codes import Language
from language.dates import run_text, with_hours


def row_hours(row: EventDate) -> OpeningHours | None:
    """Return the opening hours of a row; a draft's that cannot be read are none."""
    try:
        return from_json(row.weekly_hours)
    except HoursError:
        return None


def run_date_text(occurrence: Occurrence, *, zone: ZoneInfo, now: datetime, language: Language) -> str:
    """Return the run with the hours of the day shown: "до 30 марта, сегодня 10:00–18:00"."""
    if occurrence.run is None:
        raise ValueError("a date of no exhibition has no run")
    today = now.astimezone(zone).date()
    run = run_text(first=occurrence.run.first_on, last=occurrence.run.last_on, today=today, language=language)
    if occurrence.is_all_day or occurrence.ends_at is None:
        return run
    return with_hours(
        run,
        starts=occurrence.starts_at.astimezone(zone).time(),
        ends=occurrence.ends_at.astimezone(zone).time(),
        is_today=occurrence.day == today,
        language=language,
    )


def event_runs(rows: Iterable[EventDate], *, zone: ZoneInfo, now: datetime, language: Language) -> list[EventRun]:
    """Return the exhibitions among the dates of an event, each with its weekly hours, the earliest first."""
    found = sorted((row for row in rows if row.is_exhibition), key=lambda row: (row.starts_at, row.key))
    return [_run(row, zone=zone, now=now, language=language) for row in found]


def _run(row: EventDate, *, zone: ZoneInfo, now: datetime, language: Language) -> EventRun:
    first, hours = row.starts_at.astimezone(zone).date(), row_hours(row)
    today = now.astimezone(zone).date()
    return EventRun(
        firstDay=first,
        lastDay=row.last_on,
        text=run_text(first=first, last=row.last_on, today=today, language=language),
        hours=week_hours(hours, language),
        exceptions=exceptional_hours(hours, today=today, language=language),
        closedOn=sorted(row.closed_on),
    )
