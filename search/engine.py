"""What the query pipeline asks of an engine; two of them know how to answer."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, Protocol
from uuid import UUID

from language.normaliser import Word
from search.answers import Engine as EngineName
from search.answers import Facets

MAX_TOTAL: Final = 1000
"""Matches beyond this number are neither counted nor returned."""


class EngineUnavailable(Exception):
    """The engine gave no usable answer in time; the message says why."""


class OutOfTime(EngineUnavailable):
    """The engine works, but the time for this search was used up before the question was put."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Selection:
    """What is searched: kinds by name (empty: all), a city's slug, only what ends after a moment (aware).

    ``starts_before`` (aware) leaves out what has its next date later; what has no dates stays. ``is_free`` leaves out
    what is not known to be free.
    """

    kinds: tuple[str, ...] = ()
    city: str | None = None
    ended_after: datetime | None = None
    starts_before: datetime | None = None
    is_free: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """What an engine found: (kind, public id) best first, how many there are in all, and counts."""

    ids: tuple[tuple[str, UUID], ...] = ()
    total: int = 0
    facets: Facets = field(default_factory=Facets)


class SearchEngine(Protocol):
    """Finds entries that contain every word, in any of its forms, small misspellings included.

    The last word may be unfinished. Both methods raise ``EngineUnavailable``.
    """

    name: EngineName

    def find(self, words: Sequence[Word], selection: Selection, *, limit: int) -> Found:
        """Return the best ``limit`` entries that contain all the words."""

    def counts(self, phrases: Sequence[Sequence[Word]], selection: Selection) -> list[int]:
        """Return for each of several phrases how many entries contain all its words, up to ``MAX_TOTAL``."""
