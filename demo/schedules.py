"""Builds the schedules of the demo events, counted from the moment of loading. Nothing is saved."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from demo.hours import stored_hours
from demo.specs import EventSpec
from events.enums import DateKind, DateStatus
from events.models import EventDate


def event_dates(spec: EventSpec, *, zone: ZoneInfo, now: datetime) -> list[EventDate]:
    """Return the unsaved dates of an event: the first one carries the rule or is the exhibition, changes come last."""
    rows = []
    for index, written in enumerate(spec.dates):
        starts_at, ends_at = written.period(now=now, zone=zone)
        if spec.hours and index == 0:
            rows.append(_exhibition(spec, starts_at=starts_at, ends_at=ends_at))
            continue
        rows.append(
            EventDate(
                kind=DateKind.RULE if spec.recurrence_rule and index == 0 else DateKind.DATE,
                starts_at=starts_at,
                ends_at=ends_at,
                is_all_day=written.is_all_day,
                recurrence_rule=spec.recurrence_rule if index == 0 else "",
                status=DateStatus(spec.status),
                reason_ru=spec.reason_ru,
                reason_kk=spec.reason_kk,
            )
        )
    if spec.changes:
        rows[0].excluded = [_nth(rows[0].starts_at, change) for change in spec.changes]
        rows.extend(_changed(spec, rows[0]))
    return rows


def _exhibition(spec: EventSpec, *, starts_at: datetime, ends_at: datetime) -> EventDate:
    first_on = starts_at.date()
    return EventDate(
        kind=DateKind.EXHIBITION,
        starts_at=starts_at,
        last_on=ends_at.date(),
        weekly_hours=stored_hours(spec.hours, (), today=first_on),
        closed_on=[first_on + timedelta(days=days) for days in spec.closed],
    )


def _changed(spec: EventSpec, row: EventDate) -> Iterator[EventDate]:
    """Yield a date for every change that says what became of it."""
    for change in spec.changes:
        if "status" not in change:
            continue
        moved_by = timedelta(days=change.get("moved_by", 0))
        starts_at = _nth(row.starts_at, change)
        yield EventDate(
            kind=DateKind.DATE,
            starts_at=starts_at + moved_by,
            ends_at=row.ends_at and starts_at + moved_by + (row.ends_at - row.starts_at),
            status=DateStatus(change["status"]),
            previous_starts_at=starts_at if moved_by else None,
            reason_ru=change["reason_ru"],
            reason_kk=change["reason_kk"],
        )


def _nth(starts_at: datetime, change: Mapping[str, Any]) -> datetime:
    return starts_at + timedelta(days=int(change["days"]))
