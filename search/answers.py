"""What a search answers: plain values, whichever engine found them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal
from uuid import UUID

from search.wishes import NO_WISH, Wish

Engine = Literal["meilisearch", "postgres"]
Ranges = tuple[tuple[int, int], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Hit:
    """A listed entry that was found. ``kind`` is the name of its kind (``event``, ``business``, ``promotion``).

    ``highlights`` maps ``title`` to (start, length) pairs, in code points of the title as its card in the asked
    language shows it (``title`` or ``name`` of the card); the key is absent where nothing of the title matches.
    """

    kind: str
    public_id: UUID
    highlights: Mapping[str, Ranges] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class Facets:
    """How many entries match by kind and by category slug; absent means none."""

    kinds: Mapping[str, int] = field(default_factory=dict)
    categories: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class SearchAnswer:
    """An answer. ``query`` is what was asked, cleaned; ``interpreted_as`` what was searched instead, when that differs.

    ``wish`` is what of the query was taken for a time or a price: every hit fulfils it. ``engine`` answered;
    ``degraded`` says that PostgreSQL stood in for an engine that should have. ``total`` counts every match up to 1,000,
    ``hits`` is their beginning, best first.
    """

    query: str
    interpreted_as: str | None = None
    wish: Wish = NO_WISH
    degraded: bool = False
    engine: Engine
    total: int = 0
    facets: Facets = field(default_factory=Facets)
    hits: tuple[Hit, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Matching:
    """What of one kind matches a query, for ``q`` on a list; the first three are named as in ``WordCriteria``.

    Either a condition, which is always complete and up to date, or public ids, best first, from an engine.
    """

    ids: tuple[UUID, ...] | None = None
    words: str | None = None
    are_common: bool = False
    interpreted_as: str | None = None
    degraded: bool = False
