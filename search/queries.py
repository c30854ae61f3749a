"""What readers ask of search. Neither function raises, whatever the query; what is not listed is never found."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from language.codes import Language
from search.answering import Answered, answered
from search.answers import Facets, Hit, Matching, SearchAnswer
from search.documents import search_kind
from search.engine import MAX_TOTAL, Found, Selection
from search.indexes import is_engine_wanted
from search.interpretation import swap_layout
from search.listed import listed_hits
from search.phrases import Phrase, clean, phrase_of
from search.postgres import count_exact, exact_query, meant_query
from search.relaxation import Relaxed, find_relaxed

__all__ = ["Facets", "Hit", "Matching", "SearchAnswer", "matching", "search"]

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
    selection = _selection(city=city, kinds=kinds, ended_after=None if include_ended else now)
    if selection is None or not phrase_of(cleaned).words:
        return SearchAnswer(query=cleaned, engine="meilisearch" if is_engine_wanted() else "postgres")
    question = _question(cleaned, selection)
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


def matching(*, query: str, kind: str, city: str | None = None, now: datetime, include_ended: bool = False) -> Matching:
    """Return what of one kind matches, for a list that has filters and an order of its own.

    Entries that contain all the words as they are typed are selected by a condition, however many there are. Only
    where there are none an engine is asked what was meant, and names at most ``MAX_TOTAL`` ids; ids that are no longer
    listed do no harm and are not looked up here. Arguments are those of :func:`search`.
    """
    cleaned = clean(query)
    selection = _selection(city=city, kinds=(kind,), ended_after=None if include_ended else now)
    typed = phrase_of(cleaned)
    if selection is None or not typed.words:
        return Matching(ids=())
    exact = _exactly(exact_query(typed.words), selection)
    if exact is not None:
        return exact
    question = _question(cleaned, selection)
    if question.is_swapped:
        swapped = _exactly(exact_query(question.phrase.words), selection)
        if swapped is not None:
            return replace(swapped, interpreted_as=question.text)
    answer = _ask(question, limit=MAX_TOTAL)
    found, used = answer.value.found, answer.value.phrase
    named = Matching(
        ids=tuple(public_id for _kind, public_id in found.ids),
        interpreted_as=question.interpreted_as(used),
        degraded=answer.is_degraded,
    )
    if found.total < MAX_TOTAL:
        return named
    # The best thousand are not the first thousand of the list's own order.
    meant = _exactly(meant_query(used.words), selection)
    return named if meant is None else replace(meant, interpreted_as=named.interpreted_as)


def _exactly(words: str, selection: Selection) -> Matching | None:
    """Return the condition, ``None`` where nothing fulfils it."""
    count = count_exact(words, selection) if words else 0
    return Matching(words=words, are_common=count >= MAX_TOTAL) if count else None


def _selection(*, city: str | None, kinds: Sequence[str], ended_after: datetime | None) -> Selection | None:
    """Return among what to look, ``None`` for no such kind or city."""
    known_kinds = tuple(dict.fromkeys(name for name in kinds if search_kind(name) is not None))
    if (kinds and not known_kinds) or (city is not None and not _SLUG.fullmatch(city)):
        return None
    return Selection(kinds=known_kinds, city=city, ended_after=ended_after)


def _question(cleaned: str, selection: Selection) -> _Question:
    """Return what to ask an engine about a query that has words."""
    swapped = swap_layout(cleaned)
    text = swapped or cleaned
    return _Question(
        text=text,
        is_swapped=swapped is not None,
        phrase=phrase_of(text),
        selection=selection,
    )


def _ask(question: _Question, *, limit: int) -> Answered[Relaxed]:
    return answered(
        lambda engine: find_relaxed(engine, question.phrase, question.selection, limit=limit),
        nothing=Relaxed(found=Found(), phrase=question.phrase),
    )
