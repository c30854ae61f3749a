"""Texts and shapes of exhibitions: their run, and when they are open."""

from datetime import datetime
from zoneinfo import ZoneInfo

from events.cards import EventRun, OpenHoursShape
from events.models import Event, EventDate
from events.schedule import Occurrence
from events.weekly_hours import OpenInterval, read_hours
from language.codes import Language
from language.dates import hours_texts, run_text, with_hours


def row_hours(row: EventDate) -> tuple[OpenInterval, ...]:
    """Return the weekly hours of a row; a draft's that cannot be read are none."""
    try:
        return read_hours(row.weekly_hours)
    except ValueError:
        return ()


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


def event_runs(event: Event, *, now: datetime, language: Language) -> list[EventRun]:
    """Return the exhibitions of an event, each with its weekly hours, the earliest first."""
    rows = sorted((row for row in event.dates.all() if row.is_exhibition), key=lambda row: (row.starts_at, row.key))
    return [_run(row, zone=event.city.zone, now=now, language=language) for row in rows]


def _run(row: EventDate, *, zone: ZoneInfo, now: datetime, language: Language) -> EventRun:
    first, hours = row.starts_at.astimezone(zone).date(), row_hours(row)
    return EventRun(
        firstDay=first,
        lastDay=row.last_on,
        text=run_text(first=first, last=row.last_on, today=now.astimezone(zone).date(), language=language),
        hours=[
            OpenHoursShape(weekday=day.weekday + 1, opens=f"{day.opens:%H:%M}", closes=f"{day.closes:%H:%M}")
            for day in hours
        ],
        hoursText=hours_texts([(day.weekday, day.opens, day.closes) for day in hours], language),
        closedOn=sorted(row.closed_on),
    )
