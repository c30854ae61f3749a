"""What to search for when nothing contains every word: fewer of them, and the answer says which."""

from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from search.engine import Found, OutOfTime, SearchEngine, Selection
from search.phrases import Phrase

# Each addition is a question to the engine.
_MOST_ADDED: Final = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class Relaxed:
    """What was found, and the words that everything found contains."""

    found: Found
    phrase: Phrase


def find_relaxed(engine: SearchEngine, phrase: Phrase, selection: Selection, *, limit: int) -> Relaxed:
    """Find entries with all words; failing that, with many of them, if there is time. Raises ``EngineUnavailable``.

    Words that occur nowhere go first, then any one word, then all but the rarest, which tells most about what is looked
    for, and those that meet it.
    """
    found = engine.find(phrase.words, selection, limit=limit)
    if not found.total:
        with suppress(OutOfTime):
            fewer = _words_that_meet(engine, phrase, selection)
            if fewer.words:
                return Relaxed(found=engine.find(fewer.words, selection, limit=limit), phrase=fewer)
    return Relaxed(found=found, phrase=phrase)


def _words_that_meet(engine: SearchEngine, phrase: Phrase, selection: Selection) -> Phrase:
    """Return fewer words of the phrase that occur together, none if there are no such words."""
    places = list(range(len(phrase.words)))
    if len(places) == 1:
        return phrase.keep([])
    frequencies = engine.counts([phrase.keep([place]).words for place in places], selection)
    kept = [place for place in places if frequencies[place]]
    meetings = _Meetings(engine=engine, phrase=phrase, selection=selection)
    if kept and (kept == places or not meetings.count([kept])[0]):
        kept = meetings.without_one(kept, frequencies) or meetings.around_the_rarest(kept, frequencies)
    return phrase.keep(kept)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Meetings:
    """Asks which words of a phrase, by their places, occur together."""

    engine: SearchEngine
    phrase: Phrase
    selection: Selection

    def count(self, choices: list[list[int]]) -> list[int]:
        return self.engine.counts([self.phrase.keep(places).words for places in choices], self.selection)

    def without_one(self, kept: list[int], frequencies: list[int]) -> list[int]:
        """Return all places but one that meet, sparing the most frequent word that can be spared; else nothing."""
        frequent_first = sorted(kept, key=lambda place: -frequencies[place])
        choices = [[place for place in kept if place != spared] for spared in frequent_first]
        found = zip(choices, self.count(choices), strict=True)
        return next((places for places, count in found if count), [])

    def around_the_rarest(self, kept: list[int], frequencies: list[int]) -> list[int]:
        """Return the place of the rarest word and of some that occur together with it."""
        rarest, *others = sorted(kept, key=lambda place: frequencies[place])
        pairs = zip(others, self.count([[rarest, other] for other in others]), strict=True)
        meeting = [other for other, count in pairs if count]
        chosen = [rarest, *meeting[:1]]
        for other in meeting[1 : _MOST_ADDED + 1]:
            if self.count([[*chosen, other]])[0]:
                chosen.append(other)
        return chosen
