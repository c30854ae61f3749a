"""What an engine named, checked against the listings: engines may lag behind, answers may not."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db.models import QuerySet

from content.models.listing import Listing
from language.codes import Language
from language.highlights import highlight_ranges
from search.answers import Hit
from search.documents import SearchKind, search_kind
from search.engine import Selection


def listed_hits(
    ids: Sequence[tuple[str, UUID]], selection: Selection, *, query: str, language: Language
) -> tuple[Hit, ...]:
    """Return the hits that are listed and fit the selection, in the given order; one query per kind.

    ``query`` is highlighted in the titles as a reader of ``language`` sees them.
    """
    wanted: dict[str, list[UUID]] = defaultdict(list)
    for kind_name, public_id in ids:
        wanted[kind_name].append(public_id)
    titles: dict[tuple[str, UUID], list[str]] = {}
    for kind_name, public_ids in wanted.items():
        kind = search_kind(kind_name)
        if kind is not None:
            rows = _selected(kind, public_ids, selection).values_list("public_id", "titles")
            titles.update({(kind_name, public_id): row_titles for public_id, row_titles in rows})
    return tuple(
        _hit(kind_name, public_id, titles[kind_name, public_id], query=query, language=language)
        for kind_name, public_id in ids
        if (kind_name, public_id) in titles
    )


def _selected(kind: SearchKind, public_ids: Iterable[UUID], selection: Selection) -> QuerySet[Listing]:
    listings = kind.listing._default_manager.filter(public_id__in=public_ids)
    if selection.city is not None:
        listings = listings.filter(city__slug=selection.city)
    if selection.ended_after is not None and kind.ended_field:
        listings = listings.filter(**{f"{kind.ended_field}__gt": selection.ended_after})
    return listings


def _hit(kind_name: str, public_id: UUID, titles: Sequence[str], *, query: str, language: Language) -> Hit:
    # Listings keep the Russian title first and the Kazakh one, if any, last.
    title = (titles[-1] if language == "kk" else titles[0]) if titles else ""
    ranges = tuple(highlight_ranges(title, query))
    return Hit(kind=kind_name, public_id=public_id, highlights={"title": ranges} if ranges else {})
