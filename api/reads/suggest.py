"""Type-ahead: what somebody who is still typing may look for."""

from collections.abc import Iterable, Iterator
from typing import Any, Final
from uuid import UUID

import orjson
from django.db.models import F

from api import examples
from api.answers import Answer
from api.asked import Asked
from api.cards import SuggestionShape, SuggestionsShape
from api.fields import NothingMatchesError
from api.filters import DEFAULT_SUGGESTIONS, SuggestParameters
from api.lasting import Validity, before_reading, lasting
from api.places import CITIES, asked_place
from api.problems import INVALID_PARAMETER
from api.reads.base import ReadView
from api.reads.listings import SEARCHED
from api.reads.search import LISTINGS, cards_of
from api.schema import reading
from api.serializers import SuggestionsSerializer
from content.cards import to_json
from content.generations import Dependency, listing_dependency
from content.localised import text
from content.models import Category
from language.codes import Language
from language.highlights import MIN_PREFIX, highlight_ranges
from search.queries import Hit, search

_CATEGORIES: Final = Dependency(Category._meta.db_table)
_MOST_CATEGORIES: Final = 2


@reading(
    operation_id="suggest",
    tag="Поиск",
    summary="Подсказки при наборе",
    description=(
        "Что могли иметь в виду, пока слово ещё не дописано: сначала подходящие категории, затем сами записи, лучшие "
        "первыми. Начиная с двух букв. Понимает то же, что и поиск."
    ),
    answer=SuggestionsSerializer(),
    example=examples.SUGGESTIONS,
    errors=(INVALID_PARAMETER,),
)
class SuggestView(ReadView):
    """Suggestions for a search box."""

    queryset = Category.objects.all()
    filterset_class = SuggestParameters

    def get(self, asked: Asked) -> Answer:
        """Return categories whose names begin so, and entries that match."""
        query = (asked.get("q") or "").strip()
        known = before_reading()
        try:
            asked.require_possible()
            place = asked_place(asked)
        except NothingMatchesError:
            return Answer(body=to_json(SuggestionsShape(query=query, suggestions=[])).encode())
        if len(query) < MIN_PREFIX:
            return Answer(body=to_json(SuggestionsShape(query=query, suggestions=[])).encode())
        limit = asked.get("limit") or DEFAULT_SUGGESTIONS
        found = search(
            query=query,
            city=place.slug,
            zone=place.zone,
            kinds=asked.get("kind") or (),
            language=asked.language,
            limit=limit,
            now=asked.now,
        )
        meant = found.interpreted_as or query
        categories = list(_categories(meant, kinds=asked.get("kind") or (), language=asked.language))
        entries = _entries(found.hits, cards_of(found.hits, asked.language))
        shape = SuggestionsShape(query=found.query, suggestions=[*categories, *entries][:limit])
        dependencies = (*(listing_dependency(kind, city=place.city) for kind in LISTINGS), CITIES, _CATEGORIES)
        return Answer(
            body=to_json(shape).encode(),
            is_degraded=found.degraded,
            lasting=lasting(Validity(dependencies=dependencies), known=known, now=asked.now, at_most=SEARCHED),
        )


def _categories(query: str, *, kinds: Iterable[str], language: Language) -> Iterator[SuggestionShape]:
    """Return the categories of which some word of the name is meant; promotions have none of their own."""
    rows = Category.objects.order_by(F("kind").desc(), "position", "pk")
    chosen = list(kinds)
    found = 0
    for row in rows:
        name = text(row, "name", language)
        ranges = highlight_ranges(name, query)
        if not ranges or (chosen and row.kind not in chosen) or found == _MOST_CATEGORIES:
            continue
        found += 1
        yield SuggestionShape(
            kind="category",
            text=name,
            id=None,
            slug=row.slug,
            of=row.kind,
            highlights=[list(span) for span in ranges],
        )


def _entries(hits: Iterable[Hit], cards: dict[UUID, str]) -> Iterator[SuggestionShape]:
    for hit in hits:
        if hit.public_id not in cards:
            continue
        card: dict[str, Any] = orjson.loads(cards[hit.public_id])
        yield SuggestionShape(
            kind=hit.kind,
            text=card.get("title") or card["name"],
            id=str(hit.public_id),
            slug=card["slug"],
            of=None,
            highlights=[list(span) for span in hit.highlights.get("title", ())],
        )
