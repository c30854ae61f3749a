"""The one normalisation that feeds both search engines, for documents and for queries alike.

`normalise(text)` gives three parallel tuples with one entry per token:

- `fold`: the surface form without Kazakh letters and ё ("жезқазған" → "жезказган"), one string per token;
- `stems`: folded stems, Russian and Kazakh together, the preferred one first ("концертах" → "концерт");
- `lat`: Latin skeletons, one for a Cyrillic token, up to `latin.MAX_VARIANTS` readings for a Latin one.

Every token has at least one stem and one skeleton (numbers and foreign scripts stand for themselves), so a
query may use any of the three forms alone. Documents store `fold_text`, `stems_text` and `lat_text`; queries
work token by token, where two tokens mean the same word if they share a fold, a stem or a skeleton.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Final

from language.alphabets import KAZAKH_LETTERS
from language.folding import fold_token
from language.kazakh_stems import kazakh_stems
from language.latin import back_to_cyrillic, cyrillic_skeleton, latin_variants
from language.russian_stems import russian_stems
from language.tokeniser import tokenise

NORMALISER_VERSION: Final = 2
"""Raise it with every change of a result: documents of another version have to be indexed again."""

_STEMMED_READINGS: Final = 2
_KAZAKH_ENDINGS: Final = ("да", "де", "та", "те", "га", "ге")
_LONG_ENDING: Final = 2


@dataclass(frozen=True, slots=True)
class Word:
    """One normalised token."""

    fold: str
    stems: tuple[str, ...]
    lat: tuple[str, ...]

    @property
    def lat_stems(self) -> tuple[str, ...]:
        """The skeletons of the stems, in which inflected words of both scripts meet."""
        return _unique(cyrillic_skeleton(stem) or stem for stem in self.stems)

    @property
    def keys(self) -> frozenset[str]:
        """Everything under which the word can be met, for comparing two words."""
        return frozenset((self.fold, *self.stems, *self.lat))


@dataclass(frozen=True, slots=True)
class Normalised:
    """A normalised text: parallel tuples with one entry per token."""

    fold: tuple[str, ...]
    stems: tuple[tuple[str, ...], ...]
    lat: tuple[tuple[str, ...], ...]

    @property
    def fold_text(self) -> str:
        """The folded words in order, for a document field."""
        return " ".join(self.fold)

    @property
    def stems_text(self) -> str:
        """All stems, each once, in order of first appearance."""
        return " ".join(dict.fromkeys(chain.from_iterable(self.stems)))

    @property
    def lat_text(self) -> str:
        """All skeletons, each once, in order of first appearance."""
        return " ".join(dict.fromkeys(chain.from_iterable(self.lat)))

    @property
    def lat_stems(self) -> tuple[tuple[str, ...], ...]:
        """The skeletons of the stems, for each word."""
        return tuple(_unique(cyrillic_skeleton(stem) or stem for stem in stems) for stems in self.stems)

    @property
    def lat_stems_text(self) -> str:
        """All skeletons of stems, each once, in order of first appearance."""
        return " ".join(dict.fromkeys(chain.from_iterable(self.lat_stems)))


def normalise(text: str) -> Normalised:
    """Normalise a document or a query. Never raises; looks at `tokeniser.MAX_TEXT` characters."""
    words = [normalise_token(token) for token in tokenise(text)]
    return Normalised(
        fold=tuple(word.fold for word in words),
        stems=tuple(word.stems for word in words),
        lat=tuple(word.lat for word in words),
    )


def fold(text: str) -> str:
    """Return the folded words of a text joined by single spaces; folding twice changes nothing."""
    return " ".join(fold_token(token) for token in tokenise(text))


@lru_cache(maxsize=65_536)
def normalise_token(token: str) -> Word:
    """Normalise one token as `tokeniser.tokenise` returns it."""
    folded = fold_token(token)
    if _has(token, "\u0400", "\u052f"):
        return Word(
            folded, _unique(fold_token(stem) for stem in _cyrillic_stems(token)), (cyrillic_skeleton(token) or folded,)
        )
    if _has(token, "a", "z") or _has(token, "\u00df", "\u024f"):
        readings = latin_variants(token)
        stems = chain.from_iterable(
            _cyrillic_stems(back_to_cyrillic(reading)) for reading in readings[:_STEMMED_READINGS]
        )
        return Word(folded, _unique(fold_token(stem) for stem in stems), readings)
    return Word(folded, (folded,), (folded,))


def _cyrillic_stems(token: str) -> tuple[str, ...]:
    """Return the stems of a Cyrillic token, the preferred one first.

    A word with Kazakh letters is never read as Russian; without them it may be either language, and the
    Kazakh stem is preferred only where the ending is hardly a Russian one.
    """
    kazakh = kazakh_stems(token)[::-1]
    if not KAZAKH_LETTERS.isdisjoint(token):
        return kazakh or (token,)
    russian = russian_stems(token)
    if kazakh and (len(token) - len(kazakh[0]) > _LONG_ENDING or token.endswith(_KAZAKH_ENDINGS)):
        return (*kazakh, *russian)
    return (*russian, *kazakh)


def _has(token: str, first: str, last: str) -> bool:
    return any(first <= letter <= last for letter in token)


def _unique(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))
