"""A light stripper of Kazakh endings: case, then possessive, then plural, from the end of the word.

Source of the endings: the regular noun paradigm of Kazakh grammar. No lexicon is used. A suffix is only cut
where the sounds around it allow it (vowel harmony, assimilation of the first consonant), which keeps words
such as дәріхана, карта or Астана whole that merely look inflected.
"""

from typing import Final

from language.alphabets import FOLD, KAZAKH_LETTERS

MIN_STEM: Final = 3
MIN_STEM_WITHOUT_KAZAKH_LETTERS: Final = 4

_VOWELS: Final = frozenset("аәеёиоөуұүыіэюя")
# Loan words end in б, в, г, д but sound п, ф, к, т there: клубқа, клубтар.
_VOICELESS: Final = frozenset("пткқсшщфхцчһбвгғд")
_NASALS: Final = frozenset("мнң")
_SONOROUS: Final = frozenset("зжлрй") | _NASALS
_VOWEL_OR_SONOROUS: Final = _VOWELS | _SONOROUS
_VOWELS_OF_STEMS_IN_SH: Final = frozenset("аәеіы")
_POSSESSED: Final = frozenset("ыіи")  # the third person possessive ends so; и is і typed without Kazakh letters
_CLOSED: Final = _VOICELESS | _SONOROUS | frozenset("у")  # у is a glide after a vowel: тау, тауы
_UNDO: Final = {"б": "п", "г": "к", "ғ": "қ"}

Stage = tuple[tuple[str, frozenset[str]], ...]

# Each row: endings, and the letters of which one must stand before them.
_CASE: Final[Stage] = (
    ("ндағы ндегі нда нде на не", _POSSESSED),
    ("дағы дегі дан ден да де ға ге мен", _VOWEL_OR_SONOROUS),
    ("тағы тегі тың тің тан тен та те қа ке ты ті пен", _VOICELESS),
    ("ның нің", _VOWELS | _NASALS),
    ("нан нен", _POSSESSED | _NASALS),
    ("бен", frozenset("зж") | _NASALS),
    ("дың дің ды ді", _SONOROUS),
    ("ны ні", _VOWELS),
)
_POSSESSIVE: Final[Stage] = (
    ("ымыз іміз ыңыз іңіз ым ім ың ің ы і", _CLOSED),
    ("мыз міз ңыз ңіз сы сі", _VOWELS),
)
_PLURAL: Final[Stage] = (
    ("лар лер", _VOWELS | frozenset("рй")),
    ("дар дер", frozenset("зжл") | _NASALS),
    ("тар тер", _VOICELESS),
)

# Words that end like an inflected one and are not, with the place names of the region. Nothing is cut below
# such a word, so that its real inflections meet it again. Russian words are here because without Kazakh
# letters the language is unknown.
_BASE_WORD_LIST: Final = """
    жезді қарағанды қызылорда қазақстан өзбекстан мұнда жалпы ертегі бүгінгі түнгі кешкі негізгі дастан
    дүйсенбі сейсенбі сәрсенбі бейсенбі сенбі жексенбі
    казахстан команда погода свобода природа порода дорога бумага подруга радуга чемодан
"""
# Short nouns whose inflections are common in titles and which the limits above would keep from being found.
_SHORT_WORD_LIST: Final = "үй ән би ой су ел ат ас аң той күн күй кеш жыл қыз ұл нан шай бал сән тау қар"

# Letters of loans that sound voiceless only at the end of a word, and endings that are written apart: without
# Kazakh letters both would cut Russian words more often than Kazakh ones (выставка, экзамен).
_UNSURE_BEFORE: Final = frozenset("бвгд")
_SHORT_ENDING: Final = 2
_UNSURE_ENDINGS: Final = frozenset(("мен", "бен", "пен"))

_BASE_WORDS: Final = frozenset(_BASE_WORD_LIST.split())
_SHORT_WORDS: Final = frozenset(_SHORT_WORD_LIST.split())

_ACCUSATIVE_OR_POSSESSED: Final = ("аны", "ені", "ени")

_FRONT: Final = {False: frozenset("әеөүіэ"), True: frozenset("еэи")}
_BACK: Final = {False: frozenset("аоұыёя"), True: frozenset("аыёя")}


def kazakh_stems(token: str) -> tuple[str, ...]:
    """Return the stems of a lower-case token, the preferred one last; empty if nothing could be cut.

    The forms after each stage are all returned, because a word that merely ends like an inflected one (сенбі)
    loses a letter that its real inflections (сенбілер) keep; they meet in an earlier stage.
    """
    plain = not (KAZAKH_LETTERS & set(token))
    stems: list[str] = []
    stem = token
    for stage in _STAGES[plain]:
        if stem in _BASE[plain]:
            break
        cut = _cut(stem, stage, plain=plain)
        if cut is not None:
            stem = cut
            stems.append(stem)
    if token.endswith(_ACCUSATIVE_OR_POSSESSED):
        # ауданы is аудан + ы rather than ауда + ны; only a lexicon could tell, and titles possess more than
        # they object.
        stems.append(token[:-1])
    return tuple(stems)


def strip_kazakh(token: str) -> str:
    """Return the token without case, possessive and plural endings: мерекесіне → мереке."""
    stems = kazakh_stems(token)
    return stems[-1] if stems else token


def _without_kazakh_letters(text: str) -> str:
    return "".join(FOLD[letter] if letter in KAZAKH_LETTERS else letter for letter in text)


def _endings(stage: Stage, *, plain: bool) -> Stage:
    """Expand a stage to one row per ending, the longest first; `plain` for text without Kazakh letters."""
    rows = [(ending, before) for endings, before in stage for ending in endings.split()]
    if plain:
        rows = [
            (
                _without_kazakh_letters(ending),
                before if len(ending) > _SHORT_ENDING else before - _UNSURE_BEFORE,
            )
            for ending, before in rows
            if ending not in _UNSURE_ENDINGS
        ]
    return tuple(sorted(rows, key=lambda row: -len(row[0])))


_STAGES: Final = {
    plain: tuple(_endings(stage, plain=plain) for stage in (_CASE, _POSSESSIVE, _PLURAL)) for plain in (False, True)
}
_BASE: Final = {False: _BASE_WORDS, True: frozenset(map(_without_kazakh_letters, _BASE_WORDS))}
_SHORT: Final = {False: _SHORT_WORDS, True: frozenset(map(_without_kazakh_letters, _SHORT_WORDS))}


def _cut(word: str, stage: Stage, *, plain: bool) -> str | None:
    shortest = MIN_STEM_WITHOUT_KAZAKH_LETTERS if plain else MIN_STEM
    for ending, before in stage:
        if not word.endswith(ending):
            continue
        stem = word[: -len(ending)]
        sounding = stem.removesuffix("ь")
        if not sounding or sounding[-1] not in before or _is_profession(word):
            continue
        if ending[0] in _VOWELS:
            stem = stem[:-1] + _UNDO.get(stem[-1], stem[-1])
        if (len(stem) >= shortest or stem in _SHORT[plain]) and _harmonious(stem, ending, plain=plain):
            return stem
    return None


def _is_profession(word: str) -> bool:
    """Whether -шы, -ші belong to the word (оқу-шы, ән-ші) and are not ш with a possessive (ескерткіш-і)."""
    return word.endswith(("шы", "ші")) and word[-3:-2] not in _VOWELS_OF_STEMS_IN_SH


def _harmonious(stem: str, ending: str, *, plain: bool) -> bool:
    """Whether the last vowel of the stem allows the ending; мен has one form, a soft sign allows any."""
    if "ь" in stem[-2:] or ending in ("мен", "бен", "пен"):
        return True
    last = next((letter for letter in reversed(stem) if letter in _VOWELS), "")
    first = next(letter for letter in ending if letter in _VOWELS)
    front, back = _FRONT[plain], _BACK[plain]
    return not ((last in back and first in front) or (last in front and first in back))
