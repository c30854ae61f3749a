"""Other cases and numbers of a noun, made by rule: what follows the last letter. Pure.

No lexicon and no grammar, so a few forms are not those of the language; what matters is that they are formed as
people form them, and apart from the code that is to undo it.
"""

from typing import Final

_RUSSIAN: Final = (
    # The ending of the noun in a title, and those of other cases.
    ("ия", ("ии", "ию", "ией")),
    ("ие", ("ия", "ию", "ием")),
    ("ка", ("ки", "ку", "кой")),
    ("га", ("ги", "гу", "гой")),
    ("а", ("ы", "у", "ой")),
    ("ей", ("ея", "ею", "еем")),
    ("ый", ("ого", "ому", "ые")),
    ("ая", ("ой", "ую", "ые")),
    ("ть", ("ти", "тью", "тей")),
    ("ль", ("ля", "ли", "лей")),
    ("рь", ("ря", "ри", "рей")),
)
_RUSSIAN_CONSONANTS: Final = "бвгдзклмнпрстфхц"
_AFTER_CONSONANT: Final = ("а", "е", "ом", "ов")
# Endings of words that are no nouns as they stand.
_NOT_NOUNS: Final = (
    *("ем", "им", "ет", "ит", "ут", "ют", "ат", "ят"),
    *("ов", "ев", "ах", "ях", "ом", "ам", "ям", "их", "ых", "ал", "ил"),
)
_SHORTEST: Final = 4

_FRONT: Final = frozenset("әеөүі")
_BACK: Final = frozenset("аоұыя")
_VOWELS: Final = _FRONT | _BACK | frozenset("иуюёэ")
_VOICELESS: Final = frozenset("пткқсшщфхцчһбвгғд")
_INFLECTED: Final = (
    *("ға", "ге", "қа", "ке", "да", "де", "та", "те", "ды", "ді"),
    *("мен", "бен", "пен", "нан", "нен", "дан", "ден", "тан", "тен"),
)
# Front and back form of: in, from, to, "'s".
_KAZAKH: Final = {
    "possessed": (("нде", "нен", "не", "нің"), ("нда", "нан", "на", "ның")),
    "vowel": (("де", "ден", "ге", "лерде"), ("да", "дан", "ға", "ларда")),
    "voiced": (("де", "ден", "ге", "дің"), ("да", "дан", "ға", "дың")),
    "voiceless": (("те", "тен", "ке", "тің"), ("та", "тан", "қа", "тың")),
}


def russian_forms(word: str) -> tuple[str, ...]:
    """Return other forms of a lower-case Russian noun, empty for what hardly is one."""
    if len(word) < _SHORTEST or word.endswith(_NOT_NOUNS):
        return ()
    for ending, others in _RUSSIAN:
        if word.endswith(ending):
            return tuple(word.removesuffix(ending) + other for other in others)
    return tuple(word + ending for ending in _AFTER_CONSONANT) if word[-1] in _RUSSIAN_CONSONANTS else ()


def kazakh_forms(word: str) -> tuple[str, ...]:
    """Return other cases of a lower-case Kazakh noun as it stands at the end of a title, empty for what is none."""
    vowels = [letter for letter in word if letter in _FRONT or letter in _BACK]
    if len(word) < _SHORTEST or not vowels or word.endswith(_INFLECTED):
        return ()
    last = word[-1]
    if last in "ыі":
        kind = "possessed"
    elif last in _VOWELS:
        kind = "vowel"
    else:
        kind = "voiceless" if last in _VOICELESS else "voiced"
    endings = _KAZAKH[kind][0 if vowels[-1] in _FRONT else 1]
    return tuple(word + ending for ending in endings)
