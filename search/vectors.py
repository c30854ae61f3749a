"""The text form of PostgreSQL's search types, made of our own words: no dictionary of PostgreSQL is involved.

Weights: A forms of titles, B of keywords, C of the body. Latin skeletons, in which words of different meaning may meet,
weigh a class less each: B those of titles, D those of keywords and of the body.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from language.normaliser import Normalised, Word, normalise

# Limits of the type tsvector: positions end there, and a lexeme keeps no more than 256 of them.
_MAX_POSITION: Final = 16_383
_MAX_POSITIONS: Final = 64
_GAP: Final = 8
_SKELETONS: Final = {"A": "B", "B": "D", "C": "D"}
MIN_PREFIX: Final = 2
"""Letters of an unfinished word that are enough to look for its continuations."""


def document_vector(*, titles: Sequence[str], keywords: Sequence[str], body: str) -> str:
    """Return the tsvector of a listing's texts."""
    lexemes: dict[str, dict[int, str]] = {}
    position = 1
    for weight, texts in (("A", titles), ("B", keywords), ("C", (body,))):
        for text in texts:
            position = _add(lexemes, normalise(text), weight=weight, position=position)
    return " ".join(f"{_quoted(lexeme)}:{_places(places)}" for lexeme, places in lexemes.items())


def _add(lexemes: dict[str, dict[int, str]], text: Normalised, *, weight: str, position: int) -> int:
    """Add a text that begins at ``position``; return where the next one begins."""
    for fold, stems, skeletons, skeletons_of_stems in zip(text.fold, text.stems, text.lat, text.lat_stems, strict=True):
        for lexeme in (fold, *stems):
            _place(lexemes, lexeme, position, weight)
        for lexeme in (*skeletons, *skeletons_of_stems):
            _place(lexemes, lexeme, position, _SKELETONS[weight])
        position = min(position + 1, _MAX_POSITION)
    return min(position + _GAP, _MAX_POSITION)


def _place(lexemes: dict[str, dict[int, str]], lexeme: str, position: int, weight: str) -> None:
    places = lexemes.setdefault(lexeme, {})
    if len(places) < _MAX_POSITIONS:
        places.setdefault(position, weight)


def _places(places: dict[int, str]) -> str:
    return ",".join(f"{position}{weight}" for position, weight in places.items())


def word_query(
    word: Word, *, is_unfinished: bool = False, min_prefix: int = MIN_PREFIX, others: Iterable[str] = ()
) -> str:
    """Return the tsquery that a word matches by any of its forms; an unfinished one also by its beginning.

    ``others`` are lexemes that it may stand for besides.
    """
    skeletons = (*word.lat, *word.lat_stems) if word.fold.isascii() else word.lat
    terms = [_quoted(lexeme) for lexeme in dict.fromkeys((word.fold, *word.stems, *skeletons, *others))]
    if is_unfinished:
        # Latin letters may be the beginning of a Cyrillic word: then the skeleton is what was begun.
        begun = (word.fold, *word.lat) if word.fold.isascii() else (word.fold,)
        terms += [f"{_quoted(start)}:*" for start in dict.fromkeys(begun) if len(start) >= min_prefix]
    return any_of(terms)


def phrase_query(words: Sequence[str]) -> str:
    """Return the tsquery that all of the given ones match."""
    return " & ".join(words)


def any_of(queries: Iterable[str]) -> str:
    """Return the tsquery that any of the given ones matches."""
    return "(" + " | ".join(queries) + ")"


def _quoted(lexeme: str) -> str:
    # Tokens are letters and digits only; the quotes hold even if that ever changes.
    return "'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'"
