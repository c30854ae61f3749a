"""What an engine named, checked against the listings: engines may lag behind, answers may not."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Case, QuerySet, Value, When

from language.codes import Language
from language.highlights import highlight_ranges
from search.answers import Facets, Hit
from search.documents import SearchKind, search_kind, search_kinds
from search.engine import MAX_TOTAL, Selection
from search.wishes import Wanted


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """A listed entry."""

    kind: str
    public_id: UUID
    titles: Sequence[str]
    category: str


def listed(ids: Sequence[tuple[str, UUID]], selection: Selection, *, wanted: Wanted | None = None) -> tuple[Found, ...]:
    """Return what is listed and fits the selection and a wish, in the given order; one query per kind."""
    by_kind: dict[str, list[UUID]] = defaultdict(list)
    for kind_name, public_id in ids:
        by_kind[kind_name].append(public_id)
    found: dict[tuple[str, UUID], Found] = {}
    for kind_name, public_ids in by_kind.items():
        kind = search_kind(kind_name)
        if kind is not None:
            rows = _selected(kind, selection, wanted).filter(public_id__in=public_ids)
            found.update({(kind_name, row.public_id): row for row in _read(kind, rows)})
    return tuple(found[key] for key in ids if key in found)


def listed_as_wished(selection: Selection, wanted: Wanted) -> tuple[Found, ...]:
    """Return everything that fits a wish, of the kinds that a wish alone finds, up to ``MAX_TOTAL``.

    What begins in the period comes before what is already running then, the soonest first.
    """
    found: list[Found] = []
    for kind in search_kinds():
        if kind.is_found_by_wish and (not selection.kinds or kind.name in selection.kinds):
            rows = _selected(kind, selection, wanted)
            found += _read(kind, rows.order_by(*_running_last(wanted), "shown_at", "public_id")[:MAX_TOTAL])
    return tuple(found[:MAX_TOTAL])


def counted(found: Iterable[Found]) -> Facets:
    """Return how many of some entries are of each kind and category."""
    rows = list(found)
    categories = Counter(row.category for row in rows if row.category)
    return Facets(kinds=dict(Counter(row.kind for row in rows)), categories=dict(categories))


def hits(found: Iterable[Found], *, query: str, language: Language) -> tuple[Hit, ...]:
    """Return hits with ``query`` highlighted in the titles as a reader of ``language`` sees them."""
    return tuple(_hit(row, query=query, language=language) for row in found)


def _selected(kind: SearchKind, selection: Selection, wanted: Wanted | None) -> QuerySet[Any]:
    listings: QuerySet[Any] = kind.listing._default_manager.all()
    if wanted is not None:
        if kind.fitting is not None:
            listings = kind.fitting(wanted)
        elif wanted.is_free:
            listings = listings.none()
    if selection.city is not None:
        listings = listings.filter(city__slug=selection.city)
    if selection.ended_after is not None and kind.ended_field:
        listings = listings.filter(**{f"{kind.ended_field}__gt": selection.ended_after})
    return listings


def _read(kind: SearchKind, rows: QuerySet[Any]) -> list[Found]:
    return [
        Found(kind=kind.name, public_id=public_id, titles=titles, category=category)
        for public_id, titles, category in rows.values_list("public_id", "titles", "category")
    ]


def _running_last(wanted: Wanted) -> list[Case]:
    if wanted.period is None:
        return []
    return [Case(When(shown_at__lt=wanted.period.starts_from, then=Value(1)), default=Value(0))]


def _hit(row: Found, *, query: str, language: Language) -> Hit:
    # Listings keep the Russian title first and the Kazakh one, if any, last.
    title = (row.titles[-1] if language == "kk" else row.titles[0]) if row.titles else ""
    ranges = tuple(highlight_ranges(title, query))
    return Hit(kind=row.kind, public_id=row.public_id, highlights={"title": ranges} if ranges else {})
