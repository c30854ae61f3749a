"""One box for everything: events, businesses and promotions by words."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

import orjson
from django.db.models import QuerySet

from api import examples
from api.answers import Answer
from api.asked import Asked
from api.cards import SearchFacets, SearchFilters, SearchHit, SearchShape
from api.fields import NothingMatchesError
from api.filters import DEFAULT_HITS, SearchParameters
from api.lasting import Validity, before_reading, lasting
from api.places import CITIES, asked_place
from api.problems import INVALID_PARAMETER
from api.reads.base import ReadView
from api.reads.listings import SEARCHED
from api.schema import reading
from api.serializers import SearchSerializer
from content.cards import to_json
from content.generations import listing_dependency
from directory.models import BusinessListing
from events.models import EventListing
from promos.models import PromotionListing
from search.queries import Hit, SearchAnswer, search

LISTINGS: Final[Mapping[str, QuerySet[Any]]] = {
    "event": EventListing.objects.all(),
    "business": BusinessListing.objects.all(),
    "promotion": PromotionListing.objects.all(),
}


@reading(
    operation_id="search",
    tag="Поиск",
    summary="Поиск по всему",
    description=(
        "События, заведения и акции одним списком, лучшие первыми; `item` — та же карточка, что в списке своего вида. "
        "Понимает опечатки, склонения, латиницу, казахский без казахских букв и забытую раскладку; что искали на самом "
        "деле, говорит `interpretedAs`. Закончившиеся события и акции не находятся."
    ),
    answer=SearchSerializer(),
    example=examples.SEARCH,
    errors=(INVALID_PARAMETER,),
)
class SearchView(ReadView):
    """Search over every kind."""

    queryset = EventListing.objects.all()
    filterset_class = SearchParameters

    def get(self, asked: Asked) -> Answer:
        """Return the matches with their cards."""
        query = asked.get("q") or ""
        known = before_reading()
        try:
            asked.require_possible()
            place = asked_place(asked)
        except NothingMatchesError:
            return Answer(body=to_json(_told(SearchAnswer(query=query, engine="postgres"), {})).encode())
        found = search(
            query=query,
            city=place.slug,
            zone=place.zone,
            kinds=asked.get("kind") or (),
            language=asked.language,
            limit=asked.get("limit") or DEFAULT_HITS,
            now=asked.now,
        )
        cards = cards_of(found.hits, asked.language)
        dependencies = (*(listing_dependency(kind, city=place.city) for kind in LISTINGS), CITIES)
        return Answer(
            body=to_json(_told(found, cards)).encode(),
            is_degraded=found.degraded,
            lasting=lasting(Validity(dependencies=dependencies), known=known, now=asked.now, at_most=SEARCHED),
        )


def cards_of(hits: tuple[Hit, ...], language: str) -> dict[UUID, str]:
    """Return the finished cards of hits, in one query per kind; what was withdrawn meanwhile is missing."""
    cards: dict[UUID, str] = {}
    for kind, listings in LISTINGS.items():
        ids = [hit.public_id for hit in hits if hit.kind == kind]
        if ids:
            cards.update(listings.filter(public_id__in=ids).values_list("public_id", f"card_{language}"))
    return cards


def _told(found: SearchAnswer, cards: Mapping[UUID, str]) -> SearchShape:
    return SearchShape(
        query=found.query,
        interpretedAs=found.interpreted_as,
        filters=SearchFilters(when=found.wish.period, free=found.wish.is_free or None),
        degraded=found.degraded,
        total=found.total,
        facets=SearchFacets(kinds=dict(found.facets.kinds), categories=dict(found.facets.categories)),
        hits=[
            SearchHit(
                kind=hit.kind,
                id=str(hit.public_id),
                highlights={name: [list(span) for span in spans] for name, spans in hit.highlights.items()},
                item=orjson.Fragment(cards[hit.public_id]),
            )
            for hit in found.hits
            if hit.public_id in cards
        ],
    )
