"""Other ways to type a word: alphabets of Kazakh in Latin letters, habits of transliteration, keyboard layouts. Pure.

Written apart from ``language``, from the published alphabets and keyboards, so that the one is a test of the other.
"""

from collections.abc import Mapping
from typing import Final


def _letters(pairs: str) -> Mapping[str, str]:
    """Return a table of letters and what is typed for them; a hyphen stands for nothing."""
    written = pairs.split()
    return {letter: typed.replace("-", "") for letter, typed in zip(written[::2], written[1::2], strict=True)}


_SAME: Final = "а a б b в v г g д d е e з z к k л l м m н n о o п p р r с s т t ф f"

LATIN_2021: Final = _letters(
    f"{_SAME} ә ä ғ ğ ж j и i й i қ q ң ñ ө ö у u ұ ū ү ü х h һ h ц ts ч ch ш ş щ şş ъ - ы y ь - і ı э e ё io ю iu я ia"
)
"""The alphabet proposed in 2021: umlauts, breves, cedillas."""

LATIN_2018: Final = _letters(
    f"{_SAME} ә á ғ ǵ ж j и ı й ı қ q ң ń ө ó у ý ұ u ү ú х h һ h ц ts ч ch ш sh щ shch "
    "ъ - ы y ь - і i э e ё ıo ю ıý я ıa"
)
"""The alphabet of 2018: acutes, and the letter ı without its dot."""

_HABITS: Final = (
    f"{_SAME} ж zh и i й y у u ц ts ч ch ш sh щ sch ъ - ы y ь - э e ё yo ю yu я ya һ h ә a ғ g қ q ң n ө o ұ u ү u і i"
)

RUSSIAN_HABITS: Final = _letters(f"{_HABITS} х kh")
"""How Russian is written in Latin letters in messages."""

KAZAKH_HABITS: Final = _letters(f"{_HABITS} х h")
"""How Kazakh is written in Latin letters in messages: no letter but those of an English keyboard."""

WITHOUT_KAZAKH_LETTERS: Final[Mapping[str, str]] = dict(zip("әғқңөұүһі", "агкноуухи", strict=True))
WITHOUT_YO: Final[Mapping[str, str]] = {"ё": "е"}

RUSSIAN_KEYS: Final[Mapping[str, str]] = dict(
    zip("ёйцукенгшщзхъфывапролджэячсмитьбю", "`qwertyuiop[]asdfghjkl;'zxcvbnm,.", strict=True)
)
"""The keys of the Russian keyboard as an English one reads them."""

KAZAKH_KEYS: Final[Mapping[str, str]] = {**RUSSIAN_KEYS, **dict(zip("әіңғүұқөһ", "2345890-=", strict=True))}
"""The same of the Kazakh keyboard, which has its own letters on the number row."""


def spelt(text: str, letters: Mapping[str, str]) -> str:
    """Return the text with every letter that the table knows replaced."""
    return "".join(letters.get(letter, letter) for letter in text)
