"""Lists and single items of what listings hold: finished JSON, joined or handed on."""

from abc import abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, ClassVar, Final
from uuid import UUID

import orjson
from django.conf import settings
from django.db.models import QuerySet

from api.answers import Answer
from api.asked import Asked
from api.fields import NothingMatchesError, slug_or_id
from api.filters import ItemPageParameters
from api.lasting import Validity, before_reading, lasting, until_next_minute
from api.paging import Page, asked_page, links
from api.places import CITIES, Place, asked_place, known_cities
from api.problems import GONE, MERGED, PREVIEW_NOT_FOUND, ProblemError, ProblemType
from api.reads.base import ReadView
from content.cards import to_json
from content.generations import listing_dependency
from content.kinds import get_kind
from content.listing_changes import absence_of
from content.prepared import PreparedSelection, Rows
from content.preview_tokens import InvalidToken, is_token, open_token
from content.snapshots import one_snapshot
from content.view_counts import Viewed
from search.queries import Matching, matching

# Search follows a publish within a second, and nothing tells when it has.
Order = Sequence[Callable[[Any], Any]]
SEARCHED: Final = timedelta(seconds=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """What a list is asked: the criteria of its kind and what the words of ``q`` have found.

    ``lasts`` limits how long the answer may be kept, beside all that changes anyhow.
    """

    criteria: Any
    found: Matching | None = None
    lasts: timedelta | None = None

    @property
    def of_page(self) -> Any:
        """The criteria of a page, which is filled in the order of the list."""
        are_common = self.found is not None and self.found.are_common
        return replace(self.criteria, are_common=True) if are_common else self.criteria


class ListingsView(ReadView):
    """A list of cards as a bare array, in one query whatever its length.

    ``kind`` names the kind; ``statements`` read its rows, of which the first columns are those of the order, as
    ``order`` reads them out of a cursor; ``sorts`` does the same for other orders, by the name that ``sort`` has.
    """

    kind: ClassVar[str]
    statements: ClassVar[PreparedSelection[Any]]
    order: ClassVar[Order]
    sorts: ClassVar[Mapping[str, Order]] = {}

    @abstractmethod
    def question(self, asked: Asked, *, place: Place, page: Page) -> Question:
        """Return what was asked for; raises ``NothingMatchesError`` for what no entry can match."""

    @abstractmethod
    def count(self, question: Question) -> int:
        """Return how many entries match, on all pages."""

    def fragment(self, columns: tuple[Any, ...]) -> str:
        """Return the JSON of one item from the columns behind those of the order."""
        card: str = columns[0]
        return card

    def body(self, rows: Sequence[tuple[Any, ...]], keys: frozenset[str] | None) -> bytes:
        """Return the answer of a page from the columns behind those of the order, with the named keys of each item."""
        return joined(map(self.fragment, rows), keys)

    def get(self, asked: Asked) -> Answer:
        """Return the page of cards."""
        wants_total = bool(asked.get("count"))
        order = self.sorts.get(asked.get("sort") or "", self.order)
        # A place of another order would be no place of this one.
        sort = (asked.get("sort"),) if order is not self.order else ()
        page = asked_page(asked, order=order, sort=sort)
        known = before_reading()
        try:
            asked.require_possible()
            place = asked_place(asked)
            question = self.question(asked, place=place, page=page)
        except NothingMatchesError:
            nothing = Validity(dependencies=(CITIES,))
            kept = lasting(nothing, known=known, now=asked.now)
            return Answer(body=b"[]", total=0 if wants_total else None, lasting=kept)
        with one_snapshot() if wants_total else nullcontext():
            rows = self.statements.rows(question.of_page, variant=asked.language, rows=page.rows)
            total = self.count(question) if wants_total else None
        width = len(order)
        shown = rows[: page.limit]
        return Answer(
            body=self.body([row[width:] for row in shown], asked.get("fields")),
            total=total,
            links=links(asked, page=page, last=(*sort, *shown[-1][:width]) if len(rows) > page.limit else None),
            is_degraded=question.found is not None and question.found.degraded,
            lasting=lasting(self._validity(place.city), known=known, now=asked.now, at_most=question.lasts),
        )

    def _validity(self, city: int | None) -> Validity:
        return Validity(
            dependencies=(listing_dependency(self.kind, city=city), CITIES),
            listings=((get_kind(self.kind).listing, city),),
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class ItemCriteria:
    """One item, by its public id or by its slug, of one city (a primary key) or of whichever has it."""

    public_id: UUID | None = None
    slug: str | None = None
    city: int | None = None


def item_statements(items: QuerySet[Any]) -> PreparedSelection[ItemCriteria]:
    """Return the statements that read the finished page of one item."""

    def composed(criteria: ItemCriteria, language: str, rows: Rows) -> QuerySet[Any]:
        wanted = {name: value for name in ItemCriteria.__slots__ if (value := getattr(criteria, name)) is not None}
        columns = (f"detail_{language}", "public_id", "city_id", "stale_at")
        found = items.filter(**wanted).order_by("pk").values_list(*columns)
        return found[: rows.limit]

    return PreparedSelection(composed)


class ListingView(ReadView):
    """One item by its id or slug."""

    filterset_class = ItemPageParameters
    kind: ClassVar[str]
    statements: ClassVar[PreparedSelection[ItemCriteria]]
    not_found: ClassVar[ProblemType]

    def get(self, asked: Asked) -> Answer:
        """Return the item's own page; 404 for what is not public, whatever the reason.

        A signed token in place of the id leads to a draft: see ``content.preview_tokens``.
        """
        if is_token(self.kwargs["id"]):
            return self._draft(asked)
        try:
            asked.require_possible()
            criteria = self._criteria(asked)
        except NothingMatchesError:
            raise ProblemError(problem=self.not_found) from None
        known = before_reading()
        found = self.statements.rows(criteria, variant=asked.language, rows=Rows(limit=1))
        if not found:
            raise self._absent(criteria)
        [(detail, public_id, city, stale_at)] = found
        validity = Validity(dependencies=(listing_dependency(self.kind, city=city), CITIES), stale_at=stale_at)
        return Answer(
            body=only_keys(detail, asked.get("fields")).encode(),
            lasting=lasting(validity, known=known, now=asked.now),
            viewed=Viewed(self.kind, public_id),
        )

    def _criteria(self, asked: Asked) -> ItemCriteria:
        key = slug_or_id(self.kwargs["id"])
        place = None
        if (city := asked.get("city")) is not None:
            place = known_cities.find(city)
            if place is None:
                raise NothingMatchesError
        pk = None if place is None else place.city
        return ItemCriteria(public_id=key, city=pk) if isinstance(key, UUID) else ItemCriteria(slug=key, city=pk)

    def _absent(self, criteria: ItemCriteria) -> ProblemError:
        """Return the refusal of what is not public: the way to its survivor, why it went, or that it never was."""
        wanted = {name: getattr(criteria, name) for name in ItemCriteria.__slots__}
        absence = absence_of(kind=self.kind, **wanted)
        if absence is None:
            return ProblemError(problem=self.not_found)
        if absence.survivor is None:
            return ProblemError(problem=GONE[absence.reason])
        path = f"/api/v1/{get_kind(self.kind).api_path}/{absence.survivor}"
        return ProblemError(problem=MERGED, headers={"Location": f"{settings.PUBLIC_BASE_URL}{path}"})

    def _draft(self, asked: Asked) -> Answer:
        try:
            previewed = open_token(self.kwargs["id"], kind_name=self.kind)
        except InvalidToken:
            raise ProblemError(problem=PREVIEW_NOT_FOUND) from None
        detail = previewed.kind.draft_detail(previewed.draft, asked.language, asked.now)
        return Answer(body=only_keys(to_json(detail), asked.get("fields")).encode(), is_draft=True)


def found_by_words(asked: Asked, *, kind: str, place: Place, include_ended: bool = False) -> Matching | None:
    """Return what the words of ``q`` find, ``None`` without words."""
    query = asked.get("q")
    if not query:
        return None
    return matching(
        query=query,
        kind=kind,
        city=place.slug,
        zone=place.zone,
        language=asked.language,
        now=asked.now,
        include_ended=include_ended,
    )


def words_of(found: Matching | None) -> dict[str, Any]:
    """Return the criteria of what words find, but for the way to look for it: that of counts."""
    return {} if found is None else {"ids": found.ids, "words": found.words}


def kept_for(found: Matching | None, *, by_clock_at: datetime | None = None) -> timedelta | None:
    """Return how long an answer may be kept that words have found, ``None`` without words.

    ``by_clock_at`` is now for an answer that depends on the clock itself.
    """
    lasts = None if found is None or found.ids is None else SEARCHED
    if by_clock_at is None:
        return lasts
    minute = until_next_minute(by_clock_at)
    return minute if lasts is None else min(lasts, minute)


def only_keys(fragment: str, keys: frozenset[str] | None) -> str:
    """Return finished JSON of an item with its ``id`` and the named keys, all of it where none were named."""
    if keys is None:
        return fragment
    chosen = {name: value for name, value in orjson.loads(fragment).items() if name == "id" or name in keys}
    return orjson.dumps(chosen).decode()


def joined(fragments: Iterable[str], keys: frozenset[str] | None) -> bytes:
    """Return a JSON array of finished fragments, each with its ``id`` and the named keys where some are named."""
    whole = f"[{','.join(fragments)}]".encode()
    if keys is None:
        return whole
    # Read and written as a whole: that costs a third of doing it item by item.
    return orjson.dumps(
        [{name: item[name] for name in item if name == "id" or name in keys} for item in orjson.loads(whole)]
    )
