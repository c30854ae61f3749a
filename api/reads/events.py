"""Events: the list, one event, and how many are coming by category."""

from typing import Any

import orjson
from django.core.exceptions import ValidationError
from django.db.models import Count, OuterRef, Subquery

from api import examples
from api.answers import Answer
from api.asked import Asked
from api.fields import NothingMatchesError
from api.filters import EventCountParameters, EventParameters
from api.periods import Period, period
from api.places import Place, asked_place
from api.problems import EVENT_NOT_FOUND, INVALID_PARAMETER, ProblemError
from api.reads.base import ReadView
from api.reads.listings import ListingsView, ListingView, Selection, found_by_words
from api.schema import reading
from api.serializers import EventCardSerializer, EventCountsSerializer, EventDetailSerializer
from content.cards import to_json
from events.criteria import EventCriteria
from events.models import EventListing, EventOccurrence


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

    def selection(self, asked: Asked) -> Selection:
        """Return the events asked for, with the date inside the period beside the card."""
        place = asked_place(asked)
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
        )
        listings = EventListing.objects.matching(criteria).in_order(criteria)
        card = f"card_{asked.language}"
        if not criteria.has_range:
            return Selection(listings=listings, columns=(card,), found=found)
        shown = EventOccurrence.objects.filter(pk=OuterRef("range_occurrence"))
        listings = listings.annotate(when=Subquery(shown.values(f"when_{asked.language}")[:1]))
        return Selection(listings=listings, columns=(card, "when"), found=found)

    def fragment(self, row: tuple[Any, ...]) -> str:
        """Return the card, with the keys of the date inside the period where one was asked for."""
        card: str = row[0]
        return card if len(row) == 1 else _card_at(card, row[1])


@reading(
    operation_id="getEvent",
    tag="События",
    summary="Событие",
    description="Всё о событии по его id или slug, в том числе ближайшие даты.",
    answer=EventDetailSerializer(),
    example=examples.EVENT_DETAIL,
    errors=(INVALID_PARAMETER, EVENT_NOT_FOUND),
    key=("id", "id или slug события."),
)
class EventView(ListingView):
    """One event."""

    queryset = EventListing.objects.all()
    kind = "event"
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
        try:
            asked.require_possible()
            criteria = EventCriteria(now=asked.now, city=asked_place(asked).city)
        except NothingMatchesError:
            return Answer(body=b"{}")
        counts = EventListing.objects.matching(criteria).values_list("category").annotate(events=Count("pk"))
        return Answer(body=to_json(dict(counts.order_by("category"))).encode())


def _asked_period(asked: Asked, place: Place) -> Period:
    try:
        return period(first=asked.get("from"), last=asked.get("to"), zone=place.zone, now=asked.now)
    except ValidationError as error:
        raise ProblemError(problem=INVALID_PARAMETER, fields={"to": error}) from error


def _card_at(card: str, when: str) -> str:
    """Return a card with the keys of another of its dates."""
    return orjson.dumps(orjson.loads(card) | orjson.loads(when)).decode()
