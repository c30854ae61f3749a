"""Letter tables of Russian, Kazakh and the Latin alphabets of Kazakh.

The tables are facts about the alphabets; changing one changes what search stores, so raise
`language.normaliser.NORMALISER_VERSION` with it.
"""

from typing import Final

KAZAKH_LETTERS: Final = frozenset("әғқңөұүһі")
"""Letters of Kazakh Cyrillic that Russian does not have."""

FOLD: Final = {
    "ё": "е",
    "ә": "а",
    "ғ": "г",
    "қ": "к",
    "ң": "н",
    "ө": "о",
    "ұ": "у",
    "ү": "у",
    "һ": "х",
    "і": "и",
    "й": "и",
    "ъ": "ь",
}
"""What a reader types who has no Kazakh keyboard, or who does not bother about ё."""

LOOSE: Final = {"ы": "и", "ь": ""}
"""A second, weaker folding for a query that found nothing."""

SKELETON: Final = {
    **dict(zip("абвгдезиклмнопрстуф", "abvgdeziklmnoprstuf", strict=True)),
    **dict(zip("әғқңөұүһіхцйы", "agknouuhihcii", strict=True)),
    "ё": "e",
    "э": "e",
    "ж": "zh",
    "ч": "ch",
    "ш": "sh",
    "щ": "sh",
    "ю": "iu",
    "я": "ia",
    "ъ": "",
    "ь": "",
}
"""Cyrillic to a Latin skeleton in which the Latin spellings in use meet (see `language.latin`)."""

LOOKALIKES: Final = dict(zip("aeopcyxkmthbi", "аеорсухкмтнви", strict=True))
"""Latin letters that look like Cyrillic ones, by their folded form (capital H looks like Н, B like В)."""
