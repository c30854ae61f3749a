"""Lists and single items of what listings hold: finished JSON, joined or handed on."""

from abc import abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from django.db.models import Q, QuerySet

from api.answers import Answer
from api.asked import Asked
from api.fields import NothingMatchesError, slug_or_id
from api.filters import ItemParameters
from api.paging import asked_page, links
from api.places import Place, is_city
from api.problems import PREVIEW_NOT_FOUND, ProblemError, ProblemType
from api.reads.base import ReadView
from content.cards import to_json
from content.preview_tokens import InvalidToken, is_token, open_token
from search.queries import MatchingIds, matching_ids


@dataclass(frozen=True, kw_only=True, slots=True)
class Selection:
    """What a list shows: ordered listings, the columns to read of them, and what the words of ``q`` have found."""

    listings: QuerySet[Any]
    columns: tuple[str, ...]
    found: MatchingIds | None = None


class ListingsView(ReadView):
    """A list of cards as a bare array, in one query whatever its length."""

    @abstractmethod
    def selection(self, asked: Asked) -> Selection:
        """Return what was asked for; raises ``NothingMatchesError`` for what no entry can match."""

    def fragment(self, row: tuple[Any, ...]) -> str:
        """Return the JSON of one item from the columns of its row."""
        card: str = row[0]
        return card

    def get(self, asked: Asked) -> Answer:
        """Return the page of cards."""
        wants_total = bool(asked.get("count"))
        try:
            asked.require_possible()
            selection = self.selection(asked)
        except NothingMatchesError:
            return Answer(body=b"[]", total=0 if wants_total else None)
        page = asked_page(asked)
        rows = list(selection.listings.values_list(*selection.columns)[page.rows])
        return Answer(
            body=joined(map(self.fragment, rows[: page.limit])),
            total=selection.listings.count() if wants_total else None,
            links=links(asked, page=page, has_next=len(rows) > page.limit),
            is_degraded=selection.found is not None and selection.found.degraded,
        )


class ListingView(ReadView):
    """One item by its id or slug."""

    filterset_class = ItemParameters
    kind: ClassVar[str]
    not_found: ClassVar[ProblemType]

    def get(self, asked: Asked) -> Answer:
        """Return the item's own page; 404 for what is not public, whatever the reason.

        A signed token in place of the id leads to a draft: see ``content.preview_tokens``.
        """
        if is_token(self.kwargs["id"]):
            return self._draft(asked)
        try:
            asked.require_possible()
            condition = _is_item(slug_or_id(self.kwargs["id"]))
        except NothingMatchesError:
            raise ProblemError(problem=self.not_found) from None
        if (city := asked.get("city")) is not None:
            condition &= is_city(city, path="city__")
        found = self.get_queryset().filter(condition).order_by("pk").values_list(f"detail_{asked.language}", flat=True)
        detail: str | None = found.first()
        if detail is None:
            raise ProblemError(problem=self.not_found)
        return Answer(body=detail.encode())

    def _draft(self, asked: Asked) -> Answer:
        try:
            previewed = open_token(self.kwargs["id"], kind_name=self.kind)
        except InvalidToken:
            raise ProblemError(problem=PREVIEW_NOT_FOUND) from None
        detail = previewed.kind.draft_detail(previewed.draft, asked.language, asked.now)
        return Answer(body=to_json(detail).encode(), is_draft=True)


def found_by_words(asked: Asked, *, kind: str, place: Place, include_ended: bool = False) -> MatchingIds | None:
    """Return what the words of ``q`` have found, ``None`` without words."""
    query = asked.get("q")
    if not query:
        return None
    return matching_ids(query=query, kind=kind, city=place.slug, now=asked.now, include_ended=include_ended)


def joined(fragments: Iterable[str]) -> bytes:
    """Return a JSON array of finished fragments."""
    return f"[{','.join(fragments)}]".encode()


def _is_item(key: UUID | str) -> Q:
    return Q(public_id=key) if isinstance(key, UUID) else Q(slug=key)
