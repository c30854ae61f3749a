"""The engine over the search columns in PostgreSQL: for installations without Meilisearch, and while it is away."""

from collections import Counter
from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from language.normaliser import Word
from search.answers import Engine as EngineName
from search.answers import Facets
from search.budget import Budget
from search.engine import MAX_TOTAL, EngineUnavailable, Found, OutOfTime, Selection
from search.statements import bounded, fetch_row
from search.vectors import any_of, phrase_query, word_query
from search.vocabulary import corrections, known

# Finding what a word was meant to be is the most costly step.
_MAX_CORRECTED: Final = 3

# Weights of D (skeletons of keywords and body), C (body), B (keywords, skeletons of titles), A (titles): so far apart
# that a word in a title outweighs the same word in several keywords.
_SQL: Final = """
    WITH matched AS MATERIALIZED (
        SELECT public_id, kind, category, starts_at,
               ts_rank('{{0.02, 0.05, 0.2, 1.0}}', words, %(any)s::tsquery) AS score
        FROM search_entry
        WHERE {conditions}
    ), best AS (
        SELECT kind, public_id, score, starts_at FROM matched
        ORDER BY score DESC, starts_at NULLS LAST, public_id LIMIT %(limit)s
    )
    SELECT
        (SELECT array_agg(ARRAY[kind, public_id::text] ORDER BY score DESC, starts_at NULLS LAST, public_id) FROM best),
        (SELECT json_agg(json_build_array(kind, category, n))
         FROM (SELECT kind, category, count(*) AS n FROM matched GROUP BY kind, category) AS groups)
"""
_COUNT_SQL: Final = (
    "(SELECT count(*) FROM (SELECT 1 FROM search_entry WHERE {conditions} LIMIT %(max_total)s) AS found)"
)


class PostgresEngine:
    """Answers from the table ``search_entry``. Once ``budget`` is used up nothing more is asked."""

    name: EngineName = "postgres"

    def __init__(self, *, budget: Budget) -> None:
        self._budget = budget

    def find(self, words: Sequence[Word], selection: Selection, *, limit: int) -> Found:
        """Return the best ``limit`` entries that contain all the words; if none does, misspelt ones are corrected."""
        if not words:
            return Found()
        self._check_time()
        with bounded():
            exact = _find(_queries(words), selection, limit=limit)
            if exact.total:
                return exact
            corrected = _corrected_queries(words)
            return _find(corrected, selection, limit=limit) if corrected else exact

    def counts(self, phrases: Sequence[Sequence[Word]], selection: Selection) -> list[int]:
        """Return for each of several phrases how many entries contain all its words, up to ``MAX_TOTAL``."""
        if not phrases:
            return []
        self._check_time()
        with bounded():
            queries = _word_queries(phrases)
            parameters: dict[str, Any] = {"max_total": MAX_TOTAL}
            counts = []
            for words in phrases:
                conditions = _conditions([queries[word] for word in words], selection, parameters)
                counts.append(_COUNT_SQL.format(conditions=conditions))
            row = fetch_row(f"SELECT {', '.join(counts)}", parameters)
        return [int(count) for count in row]

    def _check_time(self) -> None:
        if not self._budget.left:
            raise OutOfTime("PostgreSQL: the time for this search is used up")


def exact_query(words: Sequence[Word]) -> str:
    """Return the tsquery of what contains all the words, as they are; the last one may be unfinished."""
    return phrase_query(_queries(words))


def meant_query(words: Sequence[Word]) -> str:
    """Return the same with what unknown words may stand for, empty if there is nothing to correct."""
    try:
        with bounded():
            return phrase_query(_corrected_queries(words))
    except EngineUnavailable:
        return ""


def count_exact(words: str, selection: Selection) -> int:
    """Return how many entries match a tsquery, up to ``MAX_TOTAL``; raises the database's own errors."""
    [kind] = selection.kinds
    row = fetch_row(
        "SELECT count(*) FROM search_matching(%s, %s, %s, %s, %s)",
        (words, kind, selection.city, selection.ended_after, MAX_TOTAL),
    )
    return int(row[0])


def _word_queries(phrases: Sequence[Sequence[Word]]) -> dict[Word, str]:
    """Return the tsquery of every word in some phrases, with what it may stand for if nothing contains it."""
    words = list(dict.fromkeys(word for phrase in phrases for word in phrase))
    return dict(zip(words, _corrected_queries(words) or _queries(words), strict=True))


def _queries(words: Sequence[Word]) -> list[str]:
    """Return the tsquery of each word; the last one may be unfinished."""
    last = len(words) - 1
    return [word_query(word, is_unfinished=place == last) for place, word in enumerate(words)]


def _corrected_queries(words: Sequence[Word]) -> list[str]:
    """Return the same with what unknown words may stand for; empty if there is nothing to correct."""
    last = len(words) - 1
    is_known = known(words, is_last_unfinished=True)
    unknown = [place for place in range(len(words)) if not is_known[place]][:_MAX_CORRECTED]
    others = {place: corrections(words[place], is_unfinished=place == last) for place in unknown}
    if not any(others.values()):
        return []
    return [
        word_query(word, is_unfinished=place == last, others=others.get(place, ())) for place, word in enumerate(words)
    ]


def _find(queries: Sequence[str], selection: Selection, *, limit: int) -> Found:
    parameters: dict[str, Any] = {"any": any_of(queries), "limit": limit}
    conditions = _conditions(queries, selection, parameters)
    hits, groups = fetch_row(_SQL.format(conditions=conditions), parameters)
    kinds: Counter[str] = Counter()
    categories: Counter[str] = Counter()
    for kind, category, count in groups or ():
        kinds[kind] += count
        if category:
            categories[category] += count
    return Found(
        ids=tuple((kind, UUID(public_id)) for kind, public_id in hits or ()),
        total=min(kinds.total(), MAX_TOTAL),
        facets=Facets(kinds=dict(kinds), categories=dict(categories)),
    )


def _conditions(queries: Sequence[str], selection: Selection, parameters: dict[str, Any]) -> str:
    """Return the SQL that selects what matches every tsquery, and add its values to ``parameters``."""
    conditions = []
    for query in queries:
        name = f"value_{len(parameters)}"
        parameters[name] = query
        conditions.append(f"words @@ %({name})s::tsquery")
    if selection.kinds:
        parameters["kinds"] = list(selection.kinds)
        conditions.append("kind = ANY(%(kinds)s)")
    if selection.city is not None:
        parameters["city"] = selection.city
        conditions.append("city = %(city)s")
    if selection.ended_after is not None:
        parameters["ended_after"] = selection.ended_after
        conditions.append("(ended_at IS NULL OR ended_at > %(ended_after)s)")
    if selection.starts_before is not None:
        parameters["starts_before"] = selection.starts_before
        conditions.append("(starts_at IS NULL OR starts_at < %(starts_before)s)")
    if selection.is_free:
        conditions.append("is_free")
    return " AND ".join(conditions)
