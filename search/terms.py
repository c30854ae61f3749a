"""The words of titles and keywords: a small table in which what a misspelt word was meant to be is found fast."""

from collections.abc import Iterable
from typing import Final

from django.db import connection

# Shorter words may not be misspelt, and longer ones are hardly words.
_SHORTEST: Final = 3
_LONGEST: Final = 40

_ADD: Final = """
    INSERT INTO search_term (term)
    SELECT DISTINCT added.term FROM unnest(%s::text[]) AS added(term)
    WHERE NOT EXISTS (SELECT 1 FROM search_term AS present WHERE present.term = added.term)
"""
_ADD_MISSING: Final = """
    INSERT INTO search_term (term)
    SELECT DISTINCT used.term FROM search_entry, unnest(string_to_array(folded, ' ')) AS used(term)
    WHERE length(used.term) BETWEEN %s AND %s
    AND NOT EXISTS (SELECT 1 FROM search_term AS present WHERE present.term = used.term)
"""
_REMOVE_UNUSED: Final = """
    WITH used AS MATERIALIZED (SELECT DISTINCT unnest(string_to_array(folded, ' ')) AS term FROM search_entry)
    DELETE FROM search_term
    WHERE NOT EXISTS (SELECT 1 FROM used WHERE used.term = search_term.term)
    OR EXISTS (SELECT 1 FROM search_term AS twin WHERE twin.term = search_term.term AND twin.id < search_term.id)
"""


def add_terms(texts: Iterable[str]) -> None:
    """Add the words of some folded texts that are not there yet."""
    words = {word for text in texts for word in text.split() if _SHORTEST <= len(word) <= _LONGEST}
    if words:
        with connection.cursor() as cursor:
            cursor.execute(_ADD, [sorted(words)])


def refresh_terms() -> int:
    """Add what is missing, remove what no listing has any more or is there twice; return how many terms changed."""
    with connection.cursor() as cursor:
        cursor.execute(_ADD_MISSING, [_SHORTEST, _LONGEST])
        added = cursor.rowcount
        cursor.execute(_REMOVE_UNUSED)
        return added + cursor.rowcount
