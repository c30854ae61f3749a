"""What the calendar of the admin shows of a city, in a fixed number of queries whatever it holds."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Count, Exists, F, Max, OuterRef, QuerySet, Window
from django.db.models.functions import RowNumber

from content.editorial_state import EditorialState, with_editorial_state
from content.localised import text
from content.models import City
from events.calendar_days import Period
from events.clash_queries import has_clash, put_away
from events.models import Event, EventOccurrence, PlannedDate
from language.codes import Language

_MAX_PLACES: Final = 100


@dataclass(frozen=True, kw_only=True, slots=True)
class CalendarFilters:
    """What of a city is asked for; ``cities`` are those that the person works with, empty for all."""

    cities: frozenset[int] = frozenset()
    category: int | None = None
    state: EditorialState | None = None
    place: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class CalendarItem:
    """One date on a calendar page; moments are in city time.

    ``is_announced`` tells whether readers see the event on this very date; ``clashes`` whether another event is at
    the same place at the same time.
    """

    number: int
    event_id: int
    key: UUID
    title: str
    place: str
    first_day: date
    last_day: date
    is_all_day: bool
    is_span: bool
    is_movable: bool
    starts_at: datetime
    ends_at: datetime | None
    status: str
    previous_starts_at: datetime | None
    state: EditorialState
    is_live: bool
    is_announced: bool
    clashes: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class CalendarPage:
    """The dates of a period: the shown ones of each day and how many there are, and the spans of several days."""

    days: Mapping[date, Sequence[CalendarItem]]
    totals: Mapping[date, int]
    spans: Sequence[CalendarItem]


@dataclass(frozen=True, kw_only=True, slots=True)
class Light:
    """A span of days before its details are read."""

    number: int
    first_day: date
    last_day: date


@dataclass(frozen=True, kw_only=True, slots=True)
class Outline:
    """Which dates a page has, without their details; days hold the numbers of the dates that are shown."""

    days: Mapping[date, Sequence[int]] = field(default_factory=dict)
    totals: Mapping[date, int] = field(default_factory=dict)
    spans: Sequence[Light] = ()


def outline_of(
    city: City, *, first: date, last: date, filters: CalendarFilters, per_day: int, skip: int = 0, now: datetime
) -> Outline:
    """Return the dates of a city between two days, both included: ``per_day`` of each day after the first ``skip``.

    Whole-day dates come first, then by time. Three queries do not depend on how many dates there are, and only the
    shown ones leave the database.
    """
    own = _own(city, filters)
    singles = _chosen(own.filter(is_span=False, first_day__range=(first, last)), filters, now).annotate(
        place_in_day=Window(
            RowNumber(), partition_by=F("first_day"), order_by=[F("is_all_day").desc(), F("starts_at"), F("pk")]
        ),
        total=Window(Count("*"), partition_by=F("first_day")),
    )
    days: dict[date, list[int]] = {}
    totals: dict[date, int] = {}
    shown = singles.filter(place_in_day__gt=skip, place_in_day__lte=skip + per_day)
    for number, day, total in shown.order_by("first_day", "place_in_day").values_list("pk", "first_day", "total"):
        days.setdefault(day, []).append(number)
        totals[day] = total
    spans = _chosen(own.filter(is_span=True, first_day__lte=last, last_day__gte=first), filters, now)
    lasting = spans.order_by("first_day", "-last_day", "pk").values_list("pk", "first_day", "last_day")
    return Outline(
        days=days,
        totals=totals,
        spans=[Light(number=number, first_day=begin, last_day=end) for number, begin, end in lasting],
    )


def items_of(numbers: Iterable[int], *, zone: ZoneInfo, language: Language, now: datetime) -> dict[int, CalendarItem]:
    """Return the details of dates by number, in two queries."""
    rows = list(
        PlannedDate.objects.filter(pk__in=list(numbers))
        .select_related("planned")
        .annotate(clashes=has_clash(), is_announced=Exists(_announced()))
    )
    events = Event.objects.filter(pk__in={row.planned_id for row in rows})
    states = {
        pk: (EditorialState(state), is_live)
        for pk, state, is_live in with_editorial_state(events, now=now).values_list("pk", "editorial_state", "live")
    }
    return {row.pk: _item(row, states[row.planned_id], zone, language) for row in rows if row.planned_id in states}


def places_of(city: City, *, period: Period, filters: CalendarFilters, language: Language) -> list[tuple[str, str]]:
    """Return the places of a period as pairs of key and name, by name; the hundred with most dates."""
    dates = _own(city, filters).filter(first_day__lte=period.last, last_day__gte=period.first).exclude(place_key="")
    named = dates.values("place_key").annotate(name_ru=Max("place_ru"), name_kk=Max("place_kk"), dates=Count("*"))
    found = [
        (key, (name_kk or name_ru) if language == "kk" else (name_ru or name_kk))
        for key, name_ru, name_kk in named.order_by("-dates", "place_key").values_list(
            "place_key", "name_ru", "name_kk"
        )[:_MAX_PLACES]
    ]
    return sorted(found, key=lambda place: place[1].casefold())


def _own(city: City, filters: CalendarFilters) -> QuerySet[PlannedDate]:
    dates = PlannedDate.objects.filter(~put_away("planned__event__public_id"), city=city)
    # Like everywhere: both what is stored and its newest draft are in the person's cities.
    return dates.filter(planned__event__city__in=filters.cities) if filters.cities else dates


def _chosen(dates: QuerySet[PlannedDate], filters: CalendarFilters, now: datetime) -> QuerySet[PlannedDate]:
    if filters.category is not None:
        dates = dates.filter(planned__category_id=filters.category)
    if filters.place:
        dates = dates.filter(place_key=filters.place)
    if filters.state is not None:
        # The states of the events of the period in one go: asked for every date, they cost several times as much.
        events = Event.objects.filter(pk__in=dates.values("planned_id"))
        known = with_editorial_state(events, now=now).filter(editorial_state=filters.state)
        dates = dates.filter(planned_id__in=known.values("pk"))
    return dates


def _announced() -> QuerySet[EventOccurrence]:
    return EventOccurrence.objects.filter(
        listing_id=OuterRef("planned_id"), starts_at=OuterRef("starts_at"), status=OuterRef("status")
    )


def _item(row: Any, state: tuple[EditorialState, bool], zone: ZoneInfo, language: Language) -> CalendarItem:
    editorial_state, is_live = state
    return CalendarItem(
        number=row.pk,
        event_id=row.planned_id,
        key=row.key,
        title=text(row.planned, "title", language),
        place=text(row, "place", language),
        first_day=row.first_day,
        last_day=row.last_day,
        is_all_day=row.is_all_day,
        is_span=row.is_span,
        is_movable=row.is_movable,
        starts_at=row.starts_at.astimezone(zone),
        ends_at=row.ends_at and row.ends_at.astimezone(zone),
        status=row.status,
        previous_starts_at=row.previous_starts_at and row.previous_starts_at.astimezone(zone),
        state=editorial_state,
        is_live=is_live,
        is_announced=row.is_announced,
        clashes=row.clashes,
    )
