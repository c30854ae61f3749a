"""Periods that readers ask for by their ends, in days and moments of a city: pure."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from api.fields import NothingMatchesError
from content.periods import Period, begin_of, end_of


def period(*, first: date | datetime | None, last: date | datetime | None, zone: ZoneInfo, now: datetime) -> Period:
    """Return the period from ``first`` to ``last``; bare dates are days, and naive times the clock, of ``zone``.

    A bare ``last`` date belongs to the period as a whole. Without ``first`` the period begins ``now``: raises
    ``NothingMatchesError`` when it would have ended already. Raises ``ValidationError`` for an end before the start.
    """
    first_day = _day(first)
    last_day = _day(last)
    starts_from = None if first is None else _begin(first, zone)
    starts_before = None if last is None else _end(last, zone)
    if starts_before is not None and starts_from is None:
        if starts_before <= now:
            raise NothingMatchesError
        starts_from = now
    if starts_before is not None and starts_from is not None and starts_before < starts_from:
        raise ValidationError(_("Конец периода раньше его начала."))
    return Period(starts_from=starts_from, starts_before=starts_before, first_day=first_day, last_day=last_day)


def _day(value: date | datetime | None) -> date | None:
    return None if value is None or isinstance(value, datetime) else value


def _begin(value: date | datetime, zone: ZoneInfo) -> datetime:
    return _moment(value, zone) if isinstance(value, datetime) else begin_of(value, zone)


def _end(value: date | datetime, zone: ZoneInfo) -> datetime:
    return _moment(value, zone) if isinstance(value, datetime) else end_of(value, zone)


def _moment(value: datetime, zone: ZoneInfo) -> datetime:
    return value if value.tzinfo else value.replace(tzinfo=zone)
