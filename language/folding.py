"""Folding one token: what is left of it when nobody minds Kazakh letters, ё, й, diacritics and capitals."""

import unicodedata
from functools import lru_cache
from typing import Final

from language.alphabets import FOLD, LOOSE

MAX_TOKEN: Final = 64
"""Characters of one token that are kept."""

_LOOSE: Final = str.maketrans(LOOSE)


@lru_cache(maxsize=65_536)
def fold_token(token: str) -> str:
    """Fold the letters of a lower-case token; diacritics of Latin letters are dropped too. Folding is idempotent."""
    if token.isascii():
        return token
    decomposed = unicodedata.normalize("NFKD", "".join(FOLD.get(letter, letter) for letter in token))
    kept = (FOLD.get(letter, letter) for letter in decomposed.casefold() if letter.isalnum())
    return "".join("i" if letter == "ı" else letter for letter in kept)[:MAX_TOKEN]


def loosen(folded: str) -> str:
    """Weaken folded text further for a query that found nothing: ы is и, ь is dropped."""
    return folded.translate(_LOOSE)
