"""What a reader meant who typed with the wrong keyboard layout."""

from typing import Final

from language.layouts import layout_variants
from language.normaliser import normalise_token
from language.tokeniser import tokenise
from search.engine import EngineUnavailable
from search.phrases import MAX_WORDS
from search.statements import bounded
from search.stop_words import STOP_WORDS
from search.vocabulary import LISTED, known
from search.wishes import is_said

_SHORT: Final = 2


def swap_layout(text: str, *, table: str = LISTED) -> str | None:
    """Return the text in another keyboard layout where that makes known words of unknown ones; otherwise ``None``.

    Words are judged one by one, so that "концерт d gfhrt" is understood too; a swap is accepted only if every longer
    word is known afterwards, swapped or as it stands. ``table`` chooses the texts that words are known from.
    """
    chunks = text.split()[:MAX_WORDS]
    try:
        with bounded():
            swapped = _understood(chunks, table)
            return " ".join(_with_short_words(swapped, table)) if swapped else None
    except EngineUnavailable:
        return None


def _understood(chunks: list[str], table: str) -> list[str]:
    """Return the chunks with the unknown ones swapped; nothing if there are none or a longer one stays unknown."""
    swapped = list(chunks)
    is_known = _known_chunks(chunks, table)
    for place, chunk in enumerate(chunks):
        if is_known[place]:
            continue
        meant = _swapped(chunk, table, is_last=place == len(chunks) - 1)
        if meant is not None:
            swapped[place] = meant
        elif len(chunk) > _SHORT:
            return []
    return [] if swapped == chunks else swapped


def _with_short_words(chunks: list[str], table: str) -> list[str]:
    """Return the chunks with the short ones swapped too where that makes a word of them.

    A letter or two are known as anything; beside a swapped word they were typed with its layout.
    """
    return [_short_word(chunk, table) if len(chunk) <= _SHORT else chunk for chunk in chunks]


def _short_word(chunk: str, table: str) -> str:
    variants = layout_variants(chunk)
    if (stop_word := next(filter(_is_understood, variants), None)) is not None:
        return stop_word
    for variant in variants:
        tokens = tokenise(variant)
        if len(tokens) == 1 and len(tokens[0]) == len(chunk) and all(known([normalise_token(tokens[0])], table=table)):
            return variant
    return chunk


def _known_chunks(chunks: list[str], table: str) -> list[bool]:
    """Tell for each chunk whether all its tokens occur somewhere; what has no letters needs no swapping."""
    tokens = [tokenise(chunk) for chunk in chunks]
    words = [normalise_token(token) for chunk_tokens in tokens for token in chunk_tokens]
    answers = iter(known(words, is_last_unfinished=True, table=table))
    found = [[next(answers) for _ in chunk_tokens] for chunk_tokens in tokens]
    return [
        all(chunk_found) or not layout_variants(chunk) or _is_understood(chunk)
        for chunk, chunk_found in zip(chunks, found, strict=True)
    ]


def _swapped(chunk: str, table: str, *, is_last: bool) -> str | None:
    for variant in layout_variants(chunk):
        words = [normalise_token(token) for token in tokenise(variant)]
        if _is_understood(variant):
            return variant
        if _is_whole(chunk, variant) and all(known(words, is_last_unfinished=is_last, table=table)):
            return variant
    return None


def _is_whole(chunk: str, variant: str) -> bool:
    """Tell whether every letter stayed a letter and there are enough of them to be a word."""
    lost = any(old.isalnum() and not new.isalnum() for old, new in zip(chunk, variant, strict=False))
    return not lost and sum(character.isalnum() for character in variant) > _SHORT


def _is_understood(text: str) -> bool:
    """Tell whether the text is a word that means something to search itself, wherever it occurs."""
    tokens = tokenise(text)
    if len(tokens) != 1:
        return False
    word = normalise_token(tokens[0])
    return word.fold in STOP_WORDS or is_said(word)
