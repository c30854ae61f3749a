"""What readers say of when and for how much, taken out of the words of a query: pure.

Words in Latin letters are understood too ("segodnya", "bugin"). A query that names two periods is left as it is.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from content.periods import Period, next_weekday, preset
from language.codes import Language
from language.normaliser import Word, normalise_token
from language.tokeniser import tokenise

WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

# By the name of a preset of ``content.periods`` or of a weekday: ways to say it, what we call it first.
_PERIODS: Final[Mapping[str, Mapping[Language, tuple[str, ...]]]] = {
    "now": {"ru": ("сейчас", "прямо сейчас"), "kk": ("қазір", "дәл қазір")},
    "today": {"ru": ("сегодня",), "kk": ("бүгін",)},
    "tonight": {"ru": ("сегодня вечером", "вечером сегодня"), "kk": ("бүгін кешке", "бүгін кеште")},
    "tomorrow": {"ru": ("завтра",), "kk": ("ертең",)},
    "weekend": {
        "ru": (
            *("на выходных", "на выходные", "в выходные", "выходные"),
            *("на этих выходных", "на эти выходные", "в эти выходные"),
        ),
        "kk": ("демалыс күндері", "демалыста", "демалыс күні", "осы демалыста", "осы демалыс күндері"),
    },
    "week": {"ru": ("на этой неделе", "в эту неделю"), "kk": ("осы аптада", "бұл аптада")},
    "month": {"ru": ("в этом месяце",), "kk": ("осы айда", "бұл айда")},
    "monday": {"ru": ("в понедельник",), "kk": ("дүйсенбіде", "дүйсенбі күні")},
    "tuesday": {"ru": ("во вторник",), "kk": ("сейсенбіде", "сейсенбі күні")},
    "wednesday": {"ru": ("в среду",), "kk": ("сәрсенбіде", "сәрсенбі күні")},
    "thursday": {"ru": ("в четверг",), "kk": ("бейсенбіде", "бейсенбі күні")},
    "friday": {"ru": ("в пятницу",), "kk": ("жұмада", "жұма күні")},
    "saturday": {"ru": ("в субботу",), "kk": ("сенбіде", "сенбі күні")},
    "sunday": {"ru": ("в воскресенье",), "kk": ("жексенбіде", "жексенбі күні")},
}  # fmt: skip
PERIODS: Final = tuple(_PERIODS)
_FREE: Final[Mapping[Language, tuple[str, ...]]] = {
    "ru": ("бесплатно", "бесплатный", "бесплатная", "бесплатное", "бесплатные", "бесплатных", "вход свободный"),
    "kk": ("тегін", "кіру тегін"),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Wish:
    """When something is to be, as the name of a preset or of a weekday, and whether it is to be free."""

    period: str | None = None
    is_free: bool = False

    def __bool__(self) -> bool:
        return self.period is not None or self.is_free

    def labels(self, language: Language) -> list[str]:
        """Return what is wished in a reader's language."""
        labels = [] if self.period is None else [_PERIODS[self.period][language][0]]
        return [*labels, _FREE[language][0]] if self.is_free else labels

    def wanted(self, *, zone: ZoneInfo, now: datetime) -> "Wanted":
        """Return the same in moments, as of ``now`` (aware) in a city of ``zone``."""
        period = None
        if self.period in WEEKDAYS:
            period = next_weekday(WEEKDAYS.index(self.period), zone=zone, now=now)
        elif self.period is not None:
            period = preset(self.period, zone=zone, now=now)
        return Wanted(now=now, period=period, is_free=self.is_free)


NO_WISH: Final = Wish()


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """What kinds select their listings by: a period, whether it is free. ``now`` is aware."""

    now: datetime
    period: Period | None = None
    is_free: bool = False


def _words(text: str) -> tuple[Word, ...]:
    return tuple(normalise_token(token) for token in tokenise(text))


def _sayings() -> Iterator[tuple[tuple[Word, ...], Wish]]:
    for name, by_language in _PERIODS.items():
        for phrases in by_language.values():
            yield from ((_words(phrase), Wish(period=name)) for phrase in phrases)
    for phrases in _FREE.values():
        yield from ((_words(phrase), Wish(is_free=True)) for phrase in phrases)


# The longest first: "сегодня вечером" is more than "сегодня".
_SAYINGS: Final = sorted(_sayings(), key=lambda saying: -len(saying[0]))
_SAID: Final = frozenset(word.fold for words, _wish in _SAYINGS for word in words)


def is_said(word: Word) -> bool:
    """Tell whether a word is one of those that wishes are made of."""
    return word.fold in _SAID


def take_wishes(tokens: Sequence[str]) -> tuple[Wish, tuple[str, ...]]:
    """Return what is wished and the tokens that say nothing of it, in their order."""
    words = [normalise_token(token) for token in tokens]
    rest: list[str] = []
    wishes: list[Wish] = []
    place = 0
    while place < len(words):
        for said, wish in _SAYINGS:
            if _is_said_here(said, words[place : place + len(said)]):
                wishes.append(wish)
                place += len(said)
                break
        else:
            rest.append(tokens[place])
            place += 1
    periods = {wish.period for wish in wishes if wish.period is not None}
    if len(periods) > 1:
        return NO_WISH, tuple(tokens)
    return Wish(period=next(iter(periods), None), is_free=any(wish.is_free for wish in wishes)), tuple(rest)


def _is_said_here(said: Sequence[Word], words: Sequence[Word]) -> bool:
    return len(said) == len(words) and all(_is_same(one, word) for one, word in zip(said, words, strict=True))


def _is_same(said: Word, word: Word) -> bool:
    if word.fold.isascii():
        return not set(said.lat).isdisjoint(word.lat)
    return said.fold == word.fold
