"""Events: the list, one event, and how many there are, by what and on which days."""

from dataclasses import replace
from typing import Any, ClassVar

from django.db.models import Count, QuerySet

from api import cursors, examples
from api.answers import Answer
from api.asked import Asked
from api.cards import EventCalendarShape, EventFacetsShape
from api.event_filters import EventCalendarParameters, EventCountParameters, EventFacetParameters, EventParameters
from api.event_questions import event_question, with_dates
from api.fields import NothingMatchesError
from api.lasting import Validity, before_reading, lasting, until_next_minute
from api.paging import Page
from api.places import CITIES, Place, asked_place
from api.problems import EVENT_NOT_FOUND, GONE, INVALID_PARAMETER, MERGED
from api.reads.base import ReadView
from api.reads.listings import ListingsView, ListingView, Question, item_statements
from api.schema import reading
from api.serializers import (
    EventCalendarSerializer,
    EventCardSerializer,
    EventCountsSerializer,
    EventDetailSerializer,
    EventFacetsSerializer,
)
from content.cards import to_json
from content.generations import listing_dependency
from content.periods import city_day, days, last_of_month
from content.prepared import PreparedSelection, Rows
from content.snapshots import one_snapshot
from events.cards import at_date
from events.criteria import EventCriteria
from events.models import EventListing


def columns_of(criteria: EventCriteria, what: str, language: str) -> tuple[str, ...]:
    """Return the columns that ``EventsView.fragment`` makes an item of: a card or detail, and the date asked for."""
    item = f"{what}_{language}"
    return (item, f"when_{language}") if criteria.has_range else (item,)


def _page(criteria: EventCriteria, language: str, rows: Rows) -> QuerySet[Any]:
    return EventListing.objects.page(criteria, *columns_of(criteria, "card", language), rows=rows)


@reading(
    operation_id="listEvents",
    tag="События",
    summary="Список событий",
    description=(
        "По одной записи на событие, ближайшие первыми. Без периода приходят события, которые ещё не закончились, и "
        "`date` — ближайшая дата. С периодом или с тем, что спрашивают о дате (день недели, время, цена, место, "
        "состояние), приходят события, у которых есть подходящая дата, и `date` — первая из них. Отменённые и "
        "перенесённые остаются в списке, об этом говорит `statusText`."
    ),
    answer=EventCardSerializer(many=True),
    example=examples.EVENT,
    errors=(INVALID_PARAMETER,),
    is_list=True,
)
class EventsView(ListingsView):
    """The list of events."""

    queryset = EventListing.objects.all()
    filterset_class = EventParameters
    kind = "event"
    order = (cursors.moment, cursors.identifier)
    sorts: ClassVar = {"newest": (cursors.moment, cursors.identifier)}
    statements = PreparedSelection(_page)

    def question(self, asked: Asked, *, place: Place, page: Page) -> Question:
        """Return which events are asked for."""
        return event_question(asked, place=place, after=page.after)

    def count(self, question: Question) -> int:
        """Return how many events match."""
        return EventListing.objects.matching(question.criteria).count()

    def fragment(self, columns: tuple[Any, ...]) -> str:
        """Return the card, with the keys of the date inside the period where one was asked for."""
        card: str = columns[0]
        return card if len(columns) == 1 else at_date(card, columns[1])


@reading(
    operation_id="getEvent",
    tag="События",
    summary="Событие",
    description="Всё о событии по его id или slug, в том числе ближайшие даты.",
    answer=EventDetailSerializer(),
    example=examples.EVENT_DETAIL,
    errors=(INVALID_PARAMETER, MERGED, EVENT_NOT_FOUND, GONE["withdrawn"]),
    key=("id", "id или slug события."),
)
class EventView(ListingView):
    """One event."""

    queryset = EventListing.objects.all()
    kind = "event"
    statements = item_statements(EventListing.objects.all())
    not_found = EVENT_NOT_FOUND


@reading(
    operation_id="countEventsByCategory",
    tag="События",
    summary="Сколько событий в категориях",
    description="Сколько событий ещё не закончилось, по категориям. Категории без событий в ответе нет.",
    answer=EventCountsSerializer(),
    example=examples.EVENT_COUNTS,
)
class EventCountsView(ReadView):
    """How many events are coming."""

    queryset = EventListing.objects.all()
    filterset_class = EventCountParameters

    def get(self, asked: Asked) -> Answer:
        """Return the counts by slug."""
        known = before_reading()
        try:
            asked.require_possible()
            city = asked_place(asked).city
        except NothingMatchesError:
            return Answer(body=b"{}", lasting=lasting(Validity(dependencies=(CITIES,)), known=known, now=asked.now))
        listings = EventListing.objects.matching(EventCriteria(now=asked.now, city=city))
        counts = listings.values_list("category").annotate(events=Count("pk"))
        validity = Validity(
            dependencies=(listing_dependency("event", city=city), CITIES), listings=((EventListing, city),)
        )
        return Answer(
            body=to_json(dict(counts.order_by("category"))).encode(),
            lasting=lasting(validity, known=known, now=asked.now),
        )


@reading(
    operation_id="countEventsByFacet",
    tag="События",
    summary="Сколько событий при каком выборе",
    description=(
        "Сколько событий нашлось бы в списке с теми же параметрами: всего и при каждом значении категории, города, "
        "«бесплатно» и дня недели. Значения одного параметра считаются так, будто он сам не задан. По дням недели, "
        "если периода нет, — с этого момента; событие считается в каждом дне, в который у него есть дата. Чего нет, "
        "того нет и в ответе."
    ),
    answer=EventFacetsSerializer(),
    example=examples.EVENT_FACETS,
    errors=(INVALID_PARAMETER,),
)
class EventFacetsView(ReadView):
    """How many events there are by what can be chosen next."""

    queryset = EventListing.objects.all()
    filterset_class = EventFacetParameters

    def get(self, asked: Asked) -> Answer:
        """Return the counts, in five queries."""
        known = before_reading()
        try:
            asked.require_possible()
            question = event_question(asked, place=asked_place(asked))
        except NothingMatchesError:
            nothing = EventFacetsShape(total=0, categories={}, cities={}, free={}, weekdays={})
            kept = lasting(
                Validity(dependencies=(CITIES,)), known=known, now=asked.now, at_most=until_next_minute(asked.now)
            )
            return Answer(body=to_json(nothing).encode(), lasting=kept)
        # The counts by city are of all of them, and those by weekday begin now.
        validity = Validity(
            dependencies=(listing_dependency("event", city=None), CITIES), listings=((EventListing, None),)
        )
        at_most = min(until_next_minute(asked.now), question.lasts or until_next_minute(asked.now))
        with one_snapshot():
            facets = _facets(question.criteria)
        return Answer(
            body=to_json(facets).encode(),
            is_degraded=question.found is not None and question.found.degraded,
            lasting=lasting(validity, known=known, now=asked.now, at_most=at_most),
        )


@reading(
    operation_id="countEventsByDay",
    tag="События",
    summary="Сколько событий в каждый день месяца",
    description=(
        "Сколько событий идёт в каждый день месяца, с теми же параметрами, что у списка, кроме периода. День — день "
        "города, ночь относится к вечеру накануне; то, что длится несколько дней, считается в каждом из них. Дней без "
        "событий в ответе нет. Список самого дня: `/events?from=2026-12-05&to=2026-12-05`."
    ),
    answer=EventCalendarSerializer(),
    example=examples.EVENT_CALENDAR,
    errors=(INVALID_PARAMETER,),
)
class EventCalendarView(ReadView):
    """How many events there are on each day of a month."""

    queryset = EventListing.objects.all()
    filterset_class = EventCalendarParameters

    def get(self, asked: Asked) -> Answer:
        """Return the counts by day, in one query."""
        known = before_reading()
        minute = until_next_minute(asked.now)
        try:
            asked.require_possible()
            place = asked_place(asked)
            first = asked.get("month") or city_day(asked.now, zone=place.zone).replace(day=1)
            last = last_of_month(first)
            question = event_question(asked, place=place, month=days(first, last, zone=place.zone))
        except NothingMatchesError:
            month = asked.get("month") or asked.now.date()
            kept = lasting(Validity(dependencies=(CITIES,)), known=known, now=asked.now, at_most=minute)
            return Answer(body=to_json(EventCalendarShape(month=f"{month:%Y-%m}", days={})).encode(), lasting=kept)
        counts = EventListing.objects.counted_by_day(question.criteria, first=first, last=last)
        shape = EventCalendarShape(month=f"{first:%Y-%m}", days={day.isoformat(): events for day, events in counts})
        validity = Validity(
            dependencies=(listing_dependency("event", city=place.city), CITIES), listings=((EventListing, place.city),)
        )
        return Answer(
            body=to_json(shape).encode(),
            is_degraded=question.found is not None and question.found.degraded,
            lasting=lasting(validity, known=known, now=asked.now, at_most=min(minute, question.lasts or minute)),
        )


def _facets(criteria: EventCriteria) -> EventFacetsShape:
    """Return the counts of a selection, each as if nothing was asked of what it counts by."""

    def counted(column: str, wanted: EventCriteria) -> dict[str, int]:
        pairs = EventListing.objects.counted_by(wanted, column)
        return {_word(value): events for value, events in pairs}

    return EventFacetsShape(
        total=EventListing.objects.matching(criteria).count(),
        categories=counted("category", replace(criteria, categories=())),
        cities=counted("city__slug", replace(criteria, city=None)),
        free=counted("is_free", replace(criteria, is_free=None)),
        weekdays=counted("weekday", with_dates(replace(criteria, weekdays=()))),
    )


def _word(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
