"""Cutting text into words: what is a letter, what separates, what is dropped.

A token is lower-case, composed (NFKC), free of stress marks, control, bidirectional and zero-width
characters, and keeps the letters that stemming needs (ё, й, қ, ...). Any string is accepted, lone surrogates
and NUL included.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from language.alphabets import KAZAKH_LETTERS, LOOKALIKES
from language.folding import MAX_TOKEN, fold_token

MAX_TEXT: Final = 20_000
"""Characters of a text that are looked at; the rest is ignored."""

_APOSTROPHES: Final = frozenset("'’‘ʼʹʻ`´′")
_STRESSED: Final = {"ѐ": "е", "ѝ": "и"}
_MARK_RUN: Final = re.compile("([\u0300-\u036f]{4})[\u0300-\u036f]+")
# Three by three, however it is typed: with the sign, or with the letter x of either alphabet.
_BY: Final = re.compile("(?<=[0-9])[×xхXХ](?=[0-9])")
_CACHED_CHARACTERS: Final = 4096
_TO_LATIN: Final = {cyrillic: latin for latin, cyrillic in LOOKALIKES.items()}


class _CharacterMap(dict[int, str]):
    """A table for `str.translate` that works out characters once and remembers a bounded number."""

    def __missing__(self, code: int) -> str:
        value = surface_character(chr(code))
        if len(self) < _CACHED_CHARACTERS:
            self[code] = value
        return value


@dataclass(frozen=True, slots=True)
class Span:
    """A token with its place in the original text: `text[start:end]`, in code points."""

    token: str
    start: int
    end: int


def surface_character(character: str) -> str:
    """Return the lower-case letters or digits a character stands for, "" if dropped, " " if separating."""
    if character in _APOSTROPHES:
        return ""
    if character == "№":
        return " "  # to Unicode it is the letters "no"
    category = unicodedata.category(character)
    if category in ("Mn", "Me", "Cf", "Cs") or (category == "Cc" and not character.isspace()):
        return ""
    lowered = unicodedata.normalize("NFKC", character.lower())
    kept = "".join(part for part in lowered if part.isalnum())
    return "".join(_STRESSED.get(part, part) for part in kept) or " "


_SURFACE: Final = _CharacterMap()


def tokenise(text: str) -> tuple[str, ...]:
    """Cut a text into tokens, in order. Swap keyboard layouts before: punctuation keys carry letters."""
    composed = unicodedata.normalize("NFKC", _shorten_mark_runs(text[:MAX_TEXT].replace("№", " ")))
    # The sign is a separator, and what stands between the digits may be dropped: so before and after.
    mapped = _BY.sub("x", _BY.sub("x", composed).translate(_SURFACE))[:MAX_TEXT]
    return tuple(repair_mixed_script(token[:MAX_TOKEN]) for token in mapped.split())


def token_spans(text: str) -> list[Span]:
    """Cut a text into tokens that know where they came from; the text itself is not changed.

    Word limits are the same as those of `tokenise`; a separating character that `tokenise` would compose away
    makes no difference that a reader could see.
    """
    spans: list[Span] = []
    start = end = -1
    text = text[:MAX_TEXT]
    for index, character in enumerate(text + " "):
        mapped = _SURFACE[ord(character)]
        if mapped == " ":
            if start >= 0:
                spans.extend(Span(token, start, end) for token in tokenise(text[start:end])[:1])
            start = -1
        elif mapped:
            start = index if start < 0 else start
            end = index + 1
        elif end == index and unicodedata.category(character) == "Mn":
            end = index + 1
    return spans


@lru_cache(maxsize=65_536)
def repair_mixed_script(token: str) -> str:
    """Give a token that mixes Cyrillic with Latin look-alikes one script again ("кoнцерт" with a Latin o).

    Cyrillic wins unless only the Latin reading spells the whole word ("сoncert" with a Cyrillic с). Latin h
    stands for Kazakh һ in words with Kazakh letters and for н elsewhere.
    """
    folded = {letter: fold_token(letter) for letter in set(token)}
    latin = {letter for letter, base in folded.items() if base.isascii() and base.isalpha()}
    cyrillic = {letter for letter, base in folded.items() if "\u0400" <= base <= "\u052f"}
    if not latin or not cyrillic:
        return token
    all_look_cyrillic = all(folded[letter] in LOOKALIKES for letter in latin)
    if not all_look_cyrillic and all(folded[letter] in _TO_LATIN for letter in cyrillic):
        return "".join(_TO_LATIN[folded[letter]] if letter in cyrillic else letter for letter in token)
    to_cyrillic = {**LOOKALIKES, "i": "і", "h": "н" if cyrillic.isdisjoint(KAZAKH_LETTERS) else "һ"}
    return "".join(to_cyrillic.get(folded[letter], letter) if letter in latin else letter for letter in token)


def _shorten_mark_runs(text: str) -> str:
    """Cut endless stacks of combining marks, whose canonical ordering costs quadratic time."""
    return _MARK_RUN.sub(r"\1", text)
