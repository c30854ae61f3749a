"""What readers ask of search. Neither function raises, whatever the query; what is not listed is never found."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from language.codes import Language
from search.answering import Answered, answered
from search.answers import Facets, Hit, MatchingIds, SearchAnswer
from search.documents import search_kind
from search.engine import MAX_TOTAL, Found, Selection
from search.indexes import is_engine_wanted
from search.interpretation import swap_layout
from search.listed import listed_hits
from search.phrases import Phrase, clean, phrase_of
from search.relaxation import Relaxed, find_relaxed

__all__ = ["Facets", "Hit", "MatchingIds", "SearchAnswer", "matching_ids", "search"]

MAX_HITS: Final = 100
# An engine that lags behind may name a few entries that are no longer listed.
_SPARE: Final = 10
_SLUG: Final = re.compile(r"[-a-zA-Z0-9_]{1,50}")


@dataclass(frozen=True, kw_only=True, slots=True)
class _Question:
    """A query that can be asked: the text as understood, its words, and among what to look for them."""

    text: str
    is_swapped: bool
    phrase: Phrase
    selection: Selection

    def interpreted_as(self, used: Phrase) -> str | None:
        """Return what was searched when that is not what was typed."""
        if used != self.phrase:
            return used.text
        return self.text if self.is_swapped else None


def search(
    *,
    query: str,
    city: str | None = None,
    kinds: Sequence[str] = (),
    language: Language = "ru",
    limit: int = 20,
    now: datetime,
    include_ended: bool = False,
) -> SearchAnswer:
    """Return the best matches of every kind (or of ``kinds``), best first, at most ``MAX_HITS``.

    ``city`` is a city's slug, ``None`` for all cities. ``language`` chooses the titles that are highlighted. Entries
    whose last date is over at ``now`` (aware) are left out unless ``include_ended``. A query without a letter or digit
    finds nothing.
    """
    cleaned = clean(query)
    question = _question(cleaned, city=city, kinds=kinds, ended_after=None if include_ended else now)
    if question is None:
        return SearchAnswer(query=cleaned, engine="meilisearch" if is_engine_wanted() else "postgres")
    size = max(0, min(limit, MAX_HITS))
    answer = _ask(question, limit=size + _SPARE)
    found = answer.value.found
    hits = listed_hits(found.ids, question.selection, query=answer.value.phrase.text, language=language)
    return SearchAnswer(
        query=cleaned,
        interpreted_as=question.interpreted_as(answer.value.phrase),
        degraded=answer.is_degraded,
        engine=answer.engine,
        total=max(found.total - (len(found.ids) - len(hits)), 0),
        facets=found.facets,
        hits=hits[:size],
    )


def matching_ids(
    *,
    query: str,
    kind: str,
    city: str | None = None,
    now: datetime,
    limit: int = MAX_TOTAL,
    include_ended: bool = False,
) -> MatchingIds:
    """Return the ids of one kind that match, best first, for a list that has filters and an order of its own.

    The list selects its listings by them, so ids that are no longer listed do no harm and are not looked up here.
    """
    question = _question(clean(query), city=city, kinds=(kind,), ended_after=None if include_ended else now)
    if question is None:
        return MatchingIds()
    answer = _ask(question, limit=max(1, min(limit, MAX_TOTAL)))
    return MatchingIds(
        ids=tuple(public_id for _kind, public_id in answer.value.found.ids),
        interpreted_as=question.interpreted_as(answer.value.phrase),
        degraded=answer.is_degraded,
    )


def _question(
    cleaned: str, *, city: str | None, kinds: Sequence[str], ended_after: datetime | None
) -> _Question | None:
    """Return what to ask an engine, ``None`` when nothing can match: no words, no such kind or city."""
    known_kinds = tuple(dict.fromkeys(name for name in kinds if search_kind(name) is not None))
    if (kinds and not known_kinds) or (city is not None and not _SLUG.fullmatch(city)):
        return None
    if not phrase_of(cleaned).words:
        return None
    swapped = swap_layout(cleaned)
    text = swapped or cleaned
    return _Question(
        text=text,
        is_swapped=swapped is not None,
        phrase=phrase_of(text),
        selection=Selection(kinds=known_kinds, city=city, ended_after=ended_after),
    )


def _ask(question: _Question, *, limit: int) -> Answered[Relaxed]:
    return answered(
        lambda engine: find_relaxed(engine, question.phrase, question.selection, limit=limit),
        nothing=Relaxed(found=Found(), phrase=question.phrase),
    )
