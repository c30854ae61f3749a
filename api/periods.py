"""Periods that readers ask for, as moments: pure."""

from datetime import date, datetime, time, timedelta, tzinfo
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from api.fields import NothingMatchesError


class Period(NamedTuple):
    """Aware and half-open; ``None`` is an open end."""

    starts_from: datetime | None
    starts_before: datetime | None

    @property
    def is_limited(self) -> bool:
        """Tell whether the period has an end anywhere."""
        return self != (None, None)


def period(*, first: date | datetime | None, last: date | datetime | None, zone: tzinfo, now: datetime) -> Period:
    """Return the period from ``first`` to ``last``; bare dates and naive times are of ``zone``.

    A bare ``last`` date belongs to the period as a whole. Without ``first`` the period begins ``now``: raises
    ``NothingMatchesError`` when it would have ended already. Raises ``ValidationError`` for an end before the start.
    """
    starts_from = None if first is None else _moment(first, zone)
    starts_before = None if last is None else _end(last, zone)
    if starts_before is None:
        return Period(starts_from, None)
    if starts_from is None:
        if starts_before <= now:
            raise NothingMatchesError
        return Period(now, starts_before)
    if starts_before < starts_from:
        raise ValidationError(_("Конец периода раньше его начала."))
    return Period(starts_from, starts_before)


def _moment(value: date | datetime, zone: tzinfo) -> datetime:
    if not isinstance(value, datetime):
        return datetime.combine(value, time(), zone)
    return value if value.tzinfo else value.replace(tzinfo=zone)


def _end(value: date | datetime, zone: tzinfo) -> datetime:
    is_moment = isinstance(value, datetime)
    return _moment(value if is_moment else value + timedelta(days=1), zone)
