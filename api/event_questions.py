"""Which events a request asks for: one grammar for lists, counts, calendars and feeds."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from api.asked import Asked
from api.choices import Hours
from api.maps import asked_area
from api.periods import period
from api.places import Place
from api.problems import INVALID_PARAMETER, ProblemError
from api.reads.listings import Question, found_by_words, kept_for, words_of
from content.periods import Period, preset
from events.criteria import EventCriteria


def event_question(
    asked: Asked, *, place: Place, after: tuple[datetime, UUID] | None = None, month: Period | None = None
) -> Question:
    """Return the events that the parameters of ``api.filters.EventFilters`` and ``PeriodParameters`` ask for.

    ``month`` stands in the place of an asked period. Raises ``NothingMatchesError`` and ``ProblemError``.
    """
    asked_for = month or _asked_period(asked, place)
    reaches_past = month is not None or asked.get("from") is not None
    found = found_by_words(asked, kind="event", place=place, include_ended=reaches_past)
    accessible = asked.get("accessible")
    criteria = EventCriteria(
        now=asked.now,
        city=place.city,
        categories=asked.get("category") or (),
        is_featured=asked.get("featured"),
        is_free=asked.get("free"),
        starts_from=asked_for.starts_from,
        starts_before=asked_for.starts_before,
        first_day=asked_for.first_day,
        last_day=asked_for.last_day,
        ends_before=asked_for.ends_before,
        weekdays=asked.get("weekday") or (),
        price_min=asked.get("priceMin"),
        price_max=asked.get("priceMax"),
        age=asked.get("age"),
        languages=asked.get("language") or (),
        accessibility=accessible if isinstance(accessible, tuple) else (),
        is_accessible=accessible if isinstance(accessible, bool) else None,
        statuses=asked.get("status") or (),
        business=asked.get("business"),
        venue=asked.get("venue"),
        updated_since=_moment(asked.get("updatedSince"), place.zone),
        is_newest_first=asked.get("sort") == "newest",
        after=after,
        **words_of(found),
        **_hours(asked.get("time")),
        **asked_area(asked),
    )
    # Whatever begins or ends "now" depends on the clock itself, as do periods that have no start of their own.
    by_clock = asked.get("when") is not None or (criteria.has_range and asked.get("from") is None and month is None)
    return Question(criteria=criteria, found=found, lasts=kept_for(found, by_clock_at=asked.now if by_clock else None))


def with_dates(criteria: EventCriteria) -> EventCriteria:
    """Return criteria that look at dates, those from now on where no period was asked."""
    return criteria if criteria.has_range else replace(criteria, starts_from=criteria.now)


def _asked_period(asked: Asked, place: Place) -> Period:
    first, last, when = (asked.get(name) for name in ("from", "to", "when"))
    if when is not None:
        if first is not None or last is not None:
            both = ValidationError(_("Выберите что-то одно: готовый период или даты from и to."))
            raise ProblemError(problem=INVALID_PARAMETER, fields={"when": both})
        return preset(when, zone=place.zone, now=asked.now)
    try:
        return period(first=first, last=last, zone=place.zone, now=asked.now)
    except ValidationError as error:
        raise ProblemError(problem=INVALID_PARAMETER, fields={"to": error}) from error


def _hours(hours: Hours | None) -> dict[str, Any]:
    if hours is None:
        return {}
    return {"clock_from": hours.begin, "clock_until": hours.end, "is_over_midnight": hours.is_over_midnight}


def _moment(value: date | datetime | None, zone: ZoneInfo) -> datetime | None:
    if value is None:
        return None
    moment = value if isinstance(value, datetime) else datetime(value.year, value.month, value.day)  # noqa: DTZ001
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)
