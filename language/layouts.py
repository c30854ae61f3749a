"""Text typed with the wrong keyboard layout: rjywthn → концерт, ;t43kl3r → жеңілдік, ызщке → sport.

The tables are the standard Windows and XKB arrangements: QWERTY, the Russian ЙЦУКЕН, and the Kazakh one,
which puts its own letters on the number row.
"""

from typing import Final

_QWERTY: Final = "`qwertyuiop[]asdfghjkl;'zxcvbnm,."
_QWERTY_SHIFTED: Final = '~QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>'
_RUSSIAN: Final = "ёйцукенгшщзхъфывапролджэячсмитьбю"
_NUMBER_ROW: Final = dict(zip("2345890-=", "әіңғүұқөһ", strict=True))

_TO_RUSSIAN: Final = {
    **dict(zip(_QWERTY, _RUSSIAN, strict=True)),
    **dict(zip(_QWERTY_SHIFTED, _RUSSIAN, strict=True)),
}
_TO_KAZAKH: Final = {**_TO_RUSSIAN, **_NUMBER_ROW, "_": "ө", "+": "һ"}
_TO_LATIN: Final = {
    **{cyrillic: latin for latin, cyrillic in zip(_QWERTY, _RUSSIAN, strict=True)},
    **{cyrillic: digit for digit, cyrillic in _NUMBER_ROW.items()},
}

_RUSSIAN_TABLE: Final = str.maketrans(_TO_RUSSIAN)
_KAZAKH_TABLE: Final = str.maketrans(_TO_KAZAKH)
_LATIN_TABLE: Final = str.maketrans(_TO_LATIN)


def layout_variants(text: str) -> tuple[str, ...]:
    """Return what a text (a token or a whole query) would be with another layout, the likeliest first.

    Latin text: Russian layout, then Kazakh; Cyrillic text: QWERTY. The answer is lower-case, without doubles
    and without the text itself; it is empty for text without letters of either script. Swap before cutting
    into tokens, because punctuation keys carry letters.
    """
    lowered = text.lower()
    if any("\u0400" <= letter <= "\u052f" for letter in lowered):
        swapped: tuple[str, ...] = (lowered.translate(_LATIN_TABLE),)
    elif any("a" <= letter <= "z" for letter in lowered):
        swapped = (text.translate(_RUSSIAN_TABLE).lower(), text.translate(_KAZAKH_TABLE).lower())
    else:
        swapped = ()
    return tuple(dict.fromkeys(variant for variant in swapped if variant != lowered))
