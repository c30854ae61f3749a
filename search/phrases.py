"""Turning what a reader typed into words to look for. Any string is accepted."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from language.normaliser import Word, normalise_token
from language.tokeniser import tokenise
from search.stop_words import STOP_WORDS

MAX_QUERY: Final = 120
MAX_WORDS: Final = 10
# Enough to survive a long run of characters that are dropped; the rest of a longer text is not even looked at.
_LOOKED_AT: Final = 2000


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words to look for: tokens as typed, lower-case, with their forms alongside."""

    tokens: tuple[str, ...]
    words: tuple[Word, ...]

    def __bool__(self) -> bool:
        return bool(self.words)

    @property
    def text(self) -> str:
        """The tokens joined by spaces."""
        return " ".join(self.tokens)

    def keep(self, positions: Iterable[int]) -> "Phrase":
        """Return the phrase with only the words at the given positions, in their old order."""
        kept = sorted(set(positions))
        return Phrase(tuple(self.tokens[i] for i in kept), tuple(self.words[i] for i in kept))


def clean(query: str) -> str:
    """Return the query composed, on one line, without control, format and surrogate characters, at most 120 long."""
    composed = unicodedata.normalize("NFC", query[:_LOOKED_AT])
    spaced = "".join(" " if character.isspace() else character for character in composed)
    kept = "".join(character for character in spaced if not unicodedata.category(character).startswith("C"))
    return " ".join(kept.split())[:MAX_QUERY].rstrip()


def phrase_of(text: str) -> Phrase:
    """Return the words of a text that are worth looking for; stop words count only when there is nothing else."""
    return telling_phrase_of(text) or _whole_phrase_of(text)


def telling_phrase_of(text: str) -> Phrase:
    """Return the words of a text that are no stop words."""
    phrase = _whole_phrase_of(text)
    return phrase.keep(position for position, word in enumerate(phrase.words) if word.fold not in STOP_WORDS)


def _whole_phrase_of(text: str) -> Phrase:
    tokens = tokenise(text)[:MAX_WORDS]
    return Phrase(tokens, tuple(normalise_token(token) for token in tokens))
