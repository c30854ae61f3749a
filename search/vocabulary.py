"""Which words occur in anything that is listed; always up to date, because it asks the search columns themselves."""

from collections.abc import Sequence
from typing import Final

from language.normaliser import Word, normalise_token
from search.spelling import allowed_typos, is_close
from search.statements import fetch_column
from search.vectors import word_query

LISTED: Final = "search_entry"
"""The table of what the public finds."""

DRAFTS: Final = "search_draft"
"""The table of what the team finds."""

# Two letters begin so many words that a swapped keyboard layout would nearly always seem to hit one.
_MIN_PREFIX: Final = 3

_SQL: Final = """
    SELECT EXISTS (SELECT 1 FROM {table} WHERE words @@ asked.term::tsquery)
    FROM unnest(%s::text[]) WITH ORDINALITY AS asked(term, place)
    ORDER BY place
"""

_TERMS_SQL: Final = """
    SELECT term FROM search_term WHERE %(form)s <%% term
    GROUP BY term ORDER BY word_similarity(%(form)s, term) DESC, abs(length(term) - length(%(form)s)) LIMIT 100
"""
_SIMILAR_SQL: Final = """
    SELECT folded FROM search_draft WHERE %(form)s <%% folded ORDER BY word_similarity(%(form)s, folded) DESC LIMIT 30
"""
# Among very many texts ranking all that are alike takes too long; the first few hundred hold the usual words.
_SAMPLE_SQL: Final = """
    SELECT DISTINCT folded FROM (SELECT folded FROM search_draft WHERE %(form)s <%% folded LIMIT 400) AS sample
"""
_MIN_MISSPELT: Final = 4
_MAX_MISSPELT: Final = 32


def known(words: Sequence[Word], *, is_last_unfinished: bool = False, table: str = LISTED) -> list[bool]:
    """Tell for each word whether any of its forms occurs in a listing, exactly; the last one may be a beginning.

    ``table`` chooses the texts that are asked. To be called inside ``statements.bounded``.
    """
    if not words:
        return []
    last = len(words) - 1
    terms = [
        word_query(word, is_unfinished=is_last_unfinished and place == last, min_prefix=_MIN_PREFIX)
        for place, word in enumerate(words)
    ]
    return fetch_column(_SQL.format(table=table), [terms])


def corrections(word: Word, *, is_unfinished: bool = False, table: str = LISTED) -> tuple[str, ...]:
    """Return the words of titles and keywords, folded, that a misspelt word may stand for; none for short ones.

    Looks at the words, or the texts of drafts, that are most alike by trigrams. To be called inside
    ``statements.bounded``.
    """
    # What was typed in Latin letters is compared by its Cyrillic reading, as texts are mostly Cyrillic.
    forms = [form for form in dict.fromkeys((word.fold, *word.stems)) if len(form) >= _MIN_MISSPELT]
    if not forms or len(word.fold) > _MAX_MISSPELT:
        return ()
    form = {"form": word.stems[0] if word.fold.isascii() else word.fold}
    for sql in (_SAMPLE_SQL, _SIMILAR_SQL) if table == DRAFTS else (_TERMS_SQL,):
        texts = fetch_column(sql, form)
        candidates = dict.fromkeys(candidate for text in texts for candidate in text.split())
        meant = tuple(word for word in candidates if _is_meant(word, forms, is_unfinished=is_unfinished))
        if meant:
            return meant
    return ()


def _is_meant(candidate: str, forms: Sequence[str], *, is_unfinished: bool) -> bool:
    # A stem may be so short that it is close to anything.
    stems = (stem for stem in normalise_token(candidate).stems if len(stem) >= _MIN_MISSPELT)
    alike = {candidate, *stems}
    for form in forms:
        typos = allowed_typos(len(form))
        if any(is_close(form, other, typos=typos) for other in alike):
            return True
        if is_unfinished and len(form) > _MIN_MISSPELT and is_close(form, candidate[: len(form)], typos=1):
            return True
    return False
