"""Events: the list, one event, and how many are coming by category."""

from typing import Any

import orjson
from django.core.exceptions import ValidationError
from django.db.models import Count, QuerySet

from api import cursors, examples
from api.answers import Answer
from api.asked import Asked
from api.fields import NothingMatchesError
from api.filters import EventCountParameters, EventParameters
from api.lasting import Validity, before_reading, lasting
from api.paging import Page
from api.periods import Period, period
from api.places import CITIES, Place, asked_place
from api.problems import EVENT_NOT_FOUND, GONE, INVALID_PARAMETER, MERGED, ProblemError
from api.reads.base import ReadView
from api.reads.listings import ListingsView, ListingView, Question, found_by_words, item_statements, kept_for
from api.schema import reading
from api.serializers import EventCardSerializer, EventCountsSerializer, EventDetailSerializer
from content.cards import to_json
from content.generations import listing_dependency
from content.prepared import PreparedSelection, Rows
from events.criteria import EventCriteria
from events.models import EventListing


def _page(criteria: EventCriteria, language: str, rows: Rows) -> QuerySet[Any]:
    columns = [f"card_{language}", f"when_{language}"] if criteria.has_range else [f"card_{language}"]
    return EventListing.objects.page(criteria, *columns, rows=rows)


@reading(
    operation_id="listEvents",
    tag="События",
    summary="Список событий",
    description=(
        "По одной записи на событие, ближайшие первыми. Без периода приходят события, которые ещё не закончились, и "
        "`date` — ближайшая дата. С `from` или `to` приходят события, у которых есть дата в периоде, и `date` — первая "
        "из них. Отменённые и перенесённые остаются в списке, об этом говорит `statusText`."
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
    statements = PreparedSelection(_page)

    def question(self, asked: Asked, *, place: Place, page: Page) -> Question:
        """Return which events are asked for."""
        dates = _asked_period(asked, place)
        found = found_by_words(asked, kind="event", place=place, include_ended=dates.is_limited)
        criteria = EventCriteria(
            now=asked.now,
            city=place.city,
            categories=asked.get("category") or (),
            is_featured=asked.get("featured"),
            is_free=asked.get("free"),
            starts_from=dates.starts_from,
            starts_before=dates.starts_before,
            business=asked.get("business"),
            ids=None if found is None else found.ids,
            after=page.after,
        )
        return Question(criteria=criteria, found=found, lasts=kept_for(found))

    def count(self, question: Question) -> int:
        """Return how many events match."""
        return EventListing.objects.matching(question.criteria).count()

    def fragment(self, columns: tuple[Any, ...]) -> str:
        """Return the card, with the keys of the date inside the period where one was asked for."""
        card: str = columns[0]
        return card if len(columns) == 1 else _card_at(card, columns[1])


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


def _asked_period(asked: Asked, place: Place) -> Period:
    try:
        return period(first=asked.get("from"), last=asked.get("to"), zone=place.zone, now=asked.now)
    except ValidationError as error:
        raise ProblemError(problem=INVALID_PARAMETER, fields={"to": error}) from error


def _card_at(card: str, when: str) -> str:
    """Return a card with the keys of another of its dates."""
    return orjson.dumps(orjson.loads(card) | orjson.loads(when)).decode()
