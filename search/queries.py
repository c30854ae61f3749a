"""What readers ask of search. Neither function raises, whatever the query; what is not listed is never found."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from django.conf import settings

from language.codes import Language
from language.tokeniser import tokenise
from search.answering import Answered, answered
from search.answers import Engine as EngineName
from search.answers import Facets, Hit, Matching, SearchAnswer
from search.documents import search_kind
from search.engine import MAX_TOTAL, Found, SearchEngine, Selection
from search.indexes import is_engine_wanted
from search.interpretation import swap_layout
from search.listed import Found as Listed
from search.listed import counted, hits, listed, listed_as_wished
from search.phrases import MAX_WORDS, Phrase, clean, phrase_of, telling_phrase_of
from search.postgres import count_exact, exact_query, meant_query
from search.relaxation import Relaxed, find_relaxed
from search.wishes import Wish, take_wishes

__all__ = ["Facets", "Hit", "Matching", "SearchAnswer", "matching", "search"]

MAX_HITS: Final = 100
# An engine that lags behind may name a few entries that are no longer listed.
_SPARE: Final = 10
_SLUG: Final = re.compile(r"[-a-zA-Z0-9_]{1,50}")


@dataclass(frozen=True, kw_only=True, slots=True)
class _Question:
    """A query that can be asked: the text as understood, its words, and among what to look for them.

    ``wish`` is what it says of a time or a price, ``rest`` the words besides.
    """

    text: str
    is_swapped: bool
    phrase: Phrase
    selection: Selection
    wish: Wish
    rest: Phrase

    def interpreted_as(self, used: Phrase) -> str | None:
        """Return what was searched when that is not what was typed."""
        if used != self.phrase:
            return used.text
        return self.text if self.is_swapped else None

    def interpreted_with_wish(self, used: Phrase, language: Language) -> str | None:
        """Return the same for an answer that fulfils the wish."""
        told = ", ".join([*([used.text] if used.words else []), *self.wish.labels(language)])
        return told if self.is_swapped or told != self.text.lower() else None


@dataclass(frozen=True, kw_only=True, slots=True)
class _Fulfilled:
    """Everything that fulfils the wish of a question, best first, and what of its other words was used."""

    found: tuple[Listed, ...]
    phrase: Phrase
    engine: EngineName
    is_degraded: bool


def search(
    *,
    query: str,
    city: str | None = None,
    zone: ZoneInfo | None = None,
    kinds: Sequence[str] = (),
    language: Language = "ru",
    limit: int = 20,
    now: datetime,
    include_ended: bool = False,
) -> SearchAnswer:
    """Return the best matches of every kind (or of ``kinds``), best first, at most ``MAX_HITS``.

    ``city`` is a city's slug, ``None`` for all cities, ``zone`` the time zone in which its days begin. ``language``
    chooses the titles that are highlighted and how wishes are called. Entries whose last date is over at ``now``
    (aware) are left out unless ``include_ended``. A query without a letter or digit finds nothing.
    """
    cleaned = clean(query)
    selection = _selection(city=city, kinds=kinds, ended_after=None if include_ended else now)
    if selection is None or not phrase_of(cleaned).words:
        return SearchAnswer(query=cleaned, engine=_engine_name())
    question = _question(cleaned, selection)
    size = max(0, min(limit, MAX_HITS))
    if fulfilled := _fulfilled(question, zone=zone, now=now):
        return SearchAnswer(
            query=cleaned,
            interpreted_as=question.interpreted_with_wish(fulfilled.phrase, language),
            wish=question.wish,
            degraded=fulfilled.is_degraded,
            engine=fulfilled.engine,
            total=len(fulfilled.found),
            facets=counted(fulfilled.found),
            hits=hits(fulfilled.found[:size], query=fulfilled.phrase.text, language=language),
        )
    answer = _ask(question, limit=size + _SPARE)
    found = answer.value.found
    rows = listed(found.ids, question.selection)
    return SearchAnswer(
        query=cleaned,
        interpreted_as=question.interpreted_as(answer.value.phrase),
        degraded=answer.is_degraded,
        engine=answer.engine,
        total=max(found.total - (len(found.ids) - len(rows)), 0),
        facets=found.facets,
        hits=hits(rows[:size], query=answer.value.phrase.text, language=language),
    )


def matching(
    *,
    query: str,
    kind: str,
    city: str | None = None,
    zone: ZoneInfo | None = None,
    language: Language = "ru",
    now: datetime,
    include_ended: bool = False,
) -> Matching:
    """Return what of one kind matches, for a list that has filters and an order of its own.

    Entries that contain all the words as they are typed are selected by a condition, however many there are. Only
    where there are none, or a wish was typed, an engine is asked what was meant, and names at most ``MAX_TOTAL`` ids;
    ids that are no longer listed do no harm and are not looked up here. Arguments are those of :func:`search`.
    """
    cleaned = clean(query)
    selection = _selection(city=city, kinds=(kind,), ended_after=None if include_ended else now)
    typed = phrase_of(cleaned)
    if selection is None or not typed.words:
        return Matching(ids=())
    wish, _others = take_wishes(tokenise(cleaned)[:MAX_WORDS])
    if not wish and (exact := _exactly(exact_query(typed.words), selection)):
        return exact
    question = _question(cleaned, selection)
    if fulfilled := _fulfilled(question, zone=zone, now=now):
        return Matching(
            ids=tuple(row.public_id for row in fulfilled.found[:MAX_TOTAL]),
            interpreted_as=question.interpreted_with_wish(fulfilled.phrase, language),
            degraded=fulfilled.is_degraded,
        )
    if question.is_swapped and (swapped := _exactly(exact_query(question.phrase.words), selection)):
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
    wish, others = take_wishes(tokenise(text)[:MAX_WORDS])
    return _Question(
        text=text,
        is_swapped=swapped is not None,
        phrase=phrase_of(text),
        selection=selection,
        wish=wish,
        rest=telling_phrase_of(" ".join(others)),
    )


def _fulfilled(question: _Question, *, zone: ZoneInfo | None, now: datetime) -> _Fulfilled | None:
    """Return what fulfils the wish of a question; ``None`` if it has none, or nothing does."""
    if not question.wish:
        return None
    wanted = question.wish.wanted(zone=zone or ZoneInfo(settings.TIME_ZONE), now=now)
    if not question.rest.words:
        found = listed_as_wished(question.selection, wanted)
        fulfilled = _Fulfilled(found=found, phrase=question.rest, engine=_engine_name(), is_degraded=False)
    else:
        selection = replace(
            question.selection,
            starts_before=wanted.period.starts_before if wanted.period else None,
            is_free=wanted.is_free,
        )
        answer = answered(
            lambda engine: _find_wished(engine, question, selection),
            nothing=Relaxed(found=Found(), phrase=question.rest),
        )
        # Engines know the next date of an entry only, its listing knows them all.
        found = listed(answer.value.found.ids, selection, wanted=wanted)
        fulfilled = _Fulfilled(
            found=found, phrase=answer.value.phrase, engine=answer.engine, is_degraded=answer.is_degraded
        )
    return fulfilled if fulfilled.found else None


def _find_wished(engine: SearchEngine, question: _Question, selection: Selection) -> Relaxed:
    """Find entries that fulfil a wish by all other words, or by fewer unless something has all words as typed."""
    found = engine.find(question.rest.words, selection, limit=MAX_TOTAL)
    if found.total or engine.counts([question.phrase.words], question.selection)[0]:
        return Relaxed(found=found, phrase=question.rest)
    return find_relaxed(engine, question.rest, selection, limit=MAX_TOTAL)


def _ask(question: _Question, *, limit: int) -> Answered[Relaxed]:
    return answered(
        lambda engine: _find(engine, question, limit=limit), nothing=Relaxed(found=Found(), phrase=question.phrase)
    )


def _find(engine: SearchEngine, question: _Question, *, limit: int) -> Relaxed:
    """Find entries by all words; a wish that nothing fulfils is given up before any other word."""
    if question.wish and question.rest.words:
        found = engine.find(question.phrase.words, question.selection, limit=limit)
        if not found.total:
            return find_relaxed(engine, question.rest, question.selection, limit=limit)
        return Relaxed(found=found, phrase=question.phrase)
    return find_relaxed(engine, question.phrase, question.selection, limit=limit)


def _engine_name() -> EngineName:
    return "meilisearch" if is_engine_wanted() else "postgres"
