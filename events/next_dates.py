"""The dates that a row of the schedule gives, in words: what an editor sees while typing."""

from datetime import datetime, timedelta, tzinfo
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext as _

from content.columns import admin_language
from content.opening_hours.hours import HoursError, from_json
from events.models import EventDate
from events.schedule import Occurrence, ScheduleRow, occurrences
from language.dates import date_text, run_text

_SHOWN: Final = 5
_AHEAD: Final = timedelta(days=400)
_MAX_COUNTED: Final = 100


def next_date_words(row: EventDate, *, now: datetime | None = None) -> list[str]:
    """Return the next dates of a row, each a line; empty for a row that cannot be reckoned with."""
    if row.starts_at is None:
        return []
    zone, moment = timezone.get_current_timezone(), now or timezone.now()
    try:
        found = occurrences(
            [_schedule_row(row)],
            zone=zone,
            window_start=moment,
            window_end=moment + _AHEAD,
            limit=_MAX_COUNTED,
        )
    except (ValueError, OverflowError, HoursError):
        return []
    coming = [occurrence for occurrence in found if occurrence.over_at > moment] or found[-1:]
    lines = [_words(occurrence, zone=zone, now=moment) for occurrence in coming[:_SHOWN]]
    if coming and (run := coming[0].run) is not None:
        today = moment.astimezone(zone).date()
        lines.insert(0, run_text(first=run.first_on, last=run.last_on, today=today, language=admin_language()))
    rest = len(coming) - _SHOWN
    if rest > 0:
        more = _("и ещё много") if len(found) >= _MAX_COUNTED else _("и ещё дат: %(count)s") % {"count": rest}
        lines.append(more)
    return lines


def _schedule_row(row: EventDate) -> ScheduleRow:
    return ScheduleRow(
        key=row.key,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        is_all_day=row.is_all_day,
        recurrence_rule=row.recurrence_rule,
        excluded=tuple(row.excluded or ()),
        added=tuple(row.added or ()),
        is_exhibition=row.is_exhibition,
        last_on=row.last_on,
        hours=from_json(row.weekly_hours),
        closed_on=tuple(row.closed_on or ()),
    )


def _words(occurrence: Occurrence, *, zone: tzinfo, now: datetime) -> str:
    return date_text(
        starts_at=occurrence.starts_at,
        ends_at=occurrence.ends_at,
        is_all_day=occurrence.is_all_day,
        zone=zone,
        now=now,
        language=admin_language(),
    )
