"""The registry of who searches the newest drafts of entries: the search package registers itself in ``ready``."""

from collections.abc import Callable
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Q, QuerySet

from content.kinds import kind_of
from content.models.entry import Entry

_Entry = TypeVar("_Entry", bound=Entry)
# From the name of a kind and a query to rows with the column ``public_id``.
DraftSearch = Callable[[str, str], QuerySet[Any]]

_searches: list[DraftSearch] = []


def register(search: DraftSearch) -> None:
    """Let ``search`` answer for all kinds; the last one registered counts."""
    _searches[:] = [search]


def matching(entries: QuerySet[_Entry], query: str) -> QuerySet[_Entry]:
    """Keep the entries of one kind whose newest draft has what was typed; an identifier finds its entry."""
    if public_id := _as_public_id(query):
        return entries.filter(public_id=public_id)
    kind = kind_of(entries.model)
    if kind is not None and _searches:
        return entries.filter(public_id__in=_searches[0](kind.name, query).values("public_id"))
    for word in query.split():
        entries = entries.filter(Q(title_ru__icontains=word) | Q(title_kk__icontains=word))
    return entries


def _as_public_id(query: str) -> UUID | None:
    try:
        return UUID(query.strip())
    except ValueError:
        return None
