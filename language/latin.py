"""Latin skeletons: one spelling in which Cyrillic words and their many Latin spellings meet.

Kazakh is written in the Latin alphabets of 2017 (apostrophes), 2018 (acutes) and 2019/2021 (umlauts, breves),
and everybody spells Russian as they like. The skeleton is deliberately insensitive to which of them was used:
Zhezkazgan, Jezqazğan, Dzhezkazgan and Жезқазған all become "zhezkazgan".
"""

import re
import unicodedata
from functools import lru_cache
from typing import Final

from language.alphabets import SKELETON

MAX_VARIANTS: Final = 6
"""Readings of one Latin word that are followed."""

_DIACRITICS: Final = str.maketrans(
    {
        **dict.fromkeys("äáâàãå", "a"),
        **dict.fromkeys("ğǵģ", "g"),
        **dict.fromkeys("ñńŋ", "n"),
        **dict.fromkeys("öóôõø", "o"),
        **dict.fromkeys("üūúû", "u"),
        "ı": "i",
        **dict.fromkeys("şš", "sh"),
        **dict.fromkeys("çč", "ch"),
        "ž": "zh",
        "ß": "ss",
        "æ": "ae",
    }
)

# Sequences that mean one sound, in the order in which they must be read. They are applied to Cyrillic
# skeletons as well, so that "отчёт" and "otchet", "спортсмен" and "sportsmen" take the same road.
_SEQUENCES: Final = (
    (re.compile("shch|sch"), "sh"),
    (re.compile("tch"), "ch"),
    (re.compile("dzh|dj"), "zh"),
    (re.compile("kh"), "h"),
    (re.compile("gh"), "g"),
    (re.compile("t[sz]"), "c"),
    (re.compile("ph"), "f"),
)
_DOUBLE: Final = re.compile(r"(.)\1+")

# Rules for Latin spelling only: pattern and the readings it has. Hard c comes before "ts" becomes c.
_ACUTE_Y: Final = ((re.compile("ý"), ("u", "y")),)
_HARD_C: Final = (
    (re.compile("c(?=[eiy])"), ("c", "s")),
    (re.compile("c$"), ("k", "c")),
    (re.compile("c(?![heiy]|$)"), ("k",)),
)
_LETTERS: Final = (
    (re.compile("ye"), ("e",)),
    (re.compile("yu"), ("iu",)),
    (re.compile("ya"), ("ia",)),
    (re.compile("yo"), ("e", "io")),
    (re.compile("q"), ("k",)),
    (re.compile("x"), ("ks", "h")),
    (re.compile("(?<=[aeiou])w"), ("v", "u")),
    (re.compile("w"), ("v",)),
    (re.compile("y"), ("i",)),
    (re.compile("j"), ("zh",)),
    (re.compile("ng"), ("n", "ng")),
)
_GLIDE: Final = re.compile("(?<=[aeou])i(?![au])")
_BACK_TO_CYRILLIC: Final = (
    *zip(("zh", "ch", "sh", "iu", "ia"), "жчшюя", strict=True),
    *zip("abvgdeziklmnoprstufhc", "абвгдезиклмнопрстуфхц", strict=True),
)

_Rules = tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]


def cyrillic_skeleton(token: str) -> str:
    """Return the skeleton of a lower-case Cyrillic token: жезқазған → zhezkazgan. Other characters stay."""
    return _collapse("".join(SKELETON.get(letter, letter) for letter in token))


@lru_cache(maxsize=8192)
def latin_variants(token: str) -> tuple[str, ...]:
    """Return the skeletons a lower-case Latin token may stand for, the likeliest first; never empty.

    At most `MAX_VARIANTS`: "yolka" is both elka (ёлка) and iolka, "yoga" both ega and ioga (йога).
    """
    variants = _expand((token.translate(_DIACRITICS),), _ACUTE_Y)
    variants = tuple(_without_marks(variant) for variant in variants)
    variants = _expand(variants, _HARD_C)
    variants = tuple(_sequences(variant) for variant in variants)
    variants = tuple(_collapse(variant) for variant in _expand(variants, _LETTERS))
    return tuple(dict.fromkeys(variant for variant in variants if variant)) or (token,)


def back_to_cyrillic(skeleton: str) -> str:
    """Return one Cyrillic spelling of a skeleton, good enough to cut endings from it."""
    skeleton = _GLIDE.sub("й", skeleton)
    for latin, cyrillic in _BACK_TO_CYRILLIC:
        skeleton = skeleton.replace(latin, cyrillic)
    return skeleton


def _expand(variants: tuple[str, ...], rules: _Rules) -> tuple[str, ...]:
    for pattern, readings in rules:
        if any(pattern.search(variant) for variant in variants):
            read = [pattern.sub(reading, variant) for variant in variants for reading in readings]
            variants = tuple(dict.fromkeys(read))[:MAX_VARIANTS]
    return variants


def _sequences(text: str) -> str:
    for pattern, sound in _SEQUENCES:
        text = pattern.sub(sound, text)
    return text


def _collapse(text: str) -> str:
    collapsed = _DOUBLE.sub(r"\1", _sequences(text))
    # A letter that is only repeated is no spelling of that letter.
    return collapsed if len(collapsed) > 1 else text


def _without_marks(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
