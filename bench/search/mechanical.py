"""The mechanical queries: every title of the demo city typed in every way that is to make no difference. Pure.

A query is a title or its two longest words, changed in one way; it should find an entry whose title has those words.
The same titles give the same queries.
"""

import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bench.search import spellings
from bench.search.forms import kazakh_forms, russian_forms
from bench.search.spellings import spelt
from language.codes import Language

_WORD: Final = re.compile(r"\w+")
_KAZAKH: Final = re.compile("[әғқңөұүһі]")
_CYRILLIC: Final = re.compile("[а-яё]")
_TYPOS: Final = 3
_MISSPELT: Final = 5
_PAIR: Final = 2
_NEIGHBOURS: Final = {
    neighbour: row[place + 1]
    for row in ("йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю")
    for place, neighbour in enumerate(row[:-1])
}

_TABLES: Final[Mapping[Language, Mapping[str, Mapping[str, str]]]] = {
    "ru": {"without ё": spellings.WITHOUT_YO, "Latin, habits": spellings.RUSSIAN_HABITS},
    "kk": {
        "without Kazakh letters": spellings.WITHOUT_KAZAKH_LETTERS,
        "Latin, habits": spellings.KAZAKH_HABITS,
        "Latin of 2021": spellings.LATIN_2021,
        "Latin of 2018": spellings.LATIN_2018,
    },
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Title:
    """A title in one language and the slug of its entry."""

    slug: str
    language: Language
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class MechanicalQuery:
    """A query, how it was made, and the slugs of the entries that it may mean."""

    text: str
    group: str
    language: Language
    slugs: frozenset[str]


def mechanical_queries(titles: Sequence[Title]) -> list[MechanicalQuery]:
    """Return all queries that are made of some titles, each text once for every way it was made."""
    words_of: dict[str, set[str]] = {}
    for title in titles:
        words_of.setdefault(title.slug, set()).update(_words(title.text))
    made: dict[tuple[str, str, Language], MechanicalQuery] = {}
    for title in titles:
        for words in _excerpts(title.text):
            slugs = frozenset(slug for slug, known in words_of.items() if known.issuperset(words))
            source = " ".join(words)
            for group, text in _changed(words, title.language):
                if text != source:
                    query = MechanicalQuery(text=text, group=group, language=title.language, slugs=slugs)
                    made.setdefault((text, group, title.language), query)
    return list(made.values())


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _excerpts(text: str) -> list[list[str]]:
    """Return all words of a title, and its two longest ones in their order."""
    words = _words(text)
    longest = sorted(range(len(words)), key=lambda place: -len(words[place]))[:_PAIR]
    pair = [words[place] for place in sorted(longest)]
    return [words] if pair == words else [words, pair]


def _changed(words: Sequence[str], language: Language) -> Iterator[tuple[str, str]]:
    text = " ".join(words)
    forms: Callable[[str], tuple[str, ...]] = russian_forms if language == "ru" else kazakh_forms
    yield from (("inflected", changed) for changed in _inflected(words, forms))
    for group, letters in _TABLES[language].items():
        yield group, spelt(text, letters)
    # A Kazakh word in a Russian text was typed on the Kazakh keyboard too, and so was everything around it.
    yield "wrong layout", spelt(text, spellings.KAZAKH_KEYS if _KAZAKH.search(text) else spellings.RUSSIAN_KEYS)
    yield from (("typo", changed) for changed in _misspelt(words))
    if len(words[-1]) >= _MISSPELT:
        yield "unfinished", text[:-_PAIR]


def _inflected(words: Sequence[str], forms: Callable[[str], tuple[str, ...]]) -> Iterator[str]:
    """Give the text with its last word that has other forms in each of two of them."""
    for place in reversed(range(len(words))):
        if not _CYRILLIC.search(words[place]):
            continue
        if others := forms(words[place]):
            for other in others[-_PAIR:]:
                yield " ".join([*words[:place], other, *words[place + 1 :]])
            return


def _misspelt(words: Sequence[str]) -> Iterator[str]:
    """Give the text with one letter wrong in one long word."""
    places = [place for place, word in enumerate(words) if len(word) >= _MISSPELT and _CYRILLIC.search(word)]
    chance = random.Random(" ".join(words))  # noqa: S311 - the same every time
    for _ in range(_TYPOS if places else 0):
        place = chance.choice(places)
        yield " ".join([*words[:place], _with_typo(words[place], chance), *words[place + 1 :]])


def _with_typo(word: str, chance: random.Random) -> str:
    # People seldom get the first letter wrong.
    at = chance.randrange(1, len(word) - 1)
    before, letter, after = word[:at], word[at], word[at + 1 :]
    changes = (
        before + after,
        before + letter + letter + after,
        before + after[0] + letter + after[1:],
        before + _NEIGHBOURS.get(letter, "а") + after,
    )
    return chance.choice(changes)
