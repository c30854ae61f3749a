"""A city guide of any size: the same one for the same size, seed and moment.

Nothing begins or ends within the eight hours after ``now``, so what is upcoming stays the same while it is measured.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Final
from uuid import UUID

from bench import words

SEARCHED: Final = "концерт"
STEADY_HOURS: Final = 8
_SEED: Final = 7
_SENTENCES: Final = 1500
_BUSINESSES_OF_EVENTS: Final = 8
_PROMOTIONS_OF_EVENTS: Final = 20
_APPROVED: Final = 0.95
_DECIDED: Final = 0.99


@dataclass(frozen=True, kw_only=True, slots=True)
class City:
    """A city."""

    id: int
    slug: str
    name: str
    name_kk: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Business:
    """A business; within a category names are in the order of the ids."""

    id: int
    slug: str
    name: str
    name_kk: str
    category: str
    city: int
    address: str
    phone: str
    lat: float
    lon: float
    description: str
    description_kk: str
    moderation: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Event:
    """An event with one date."""

    id: int
    public_id: UUID
    slug: str
    title: str
    title_kk: str
    summary: str
    description: str
    description_kk: str
    category: str
    city: int
    business: int
    start_at: datetime
    end_at: datetime
    is_free: bool
    price_from: int
    created_at: datetime
    moderation: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Promotion:
    """A promotion of a business."""

    id: int
    slug: str
    title: str
    title_kk: str
    description: str
    business: int
    city: int
    starts_at: datetime
    ends_at: datetime
    discount: int
    created_at: datetime
    moderation: str


@dataclass(frozen=True, kw_only=True)
class Guide:
    """Everything there is at ``now``."""

    now: datetime
    cities: Sequence[City]
    businesses: Sequence[Business]
    events: Sequence[Event]
    promotions: Sequence[Promotion]

    @cached_property
    def upcoming(self) -> list[Event]:
        """The public events that have not begun, soonest first."""
        found = [event for event in self.events if event.moderation == "approved" and event.start_at >= self.now]
        return sorted(found, key=lambda event: (event.start_at, event.id))


def moment() -> datetime:
    """Return the moment that a guide generated now is about."""
    return datetime.now(UTC).replace(minute=0, second=0, microsecond=0)


def generate(*, events: int, now: datetime) -> Guide:
    """Return a guide with so many events."""
    return _Generator(events=events, now=now).guide()


class _Generator:
    def __init__(self, *, events: int, now: datetime) -> None:
        self._chance = random.Random(_SEED)  # noqa: S311 - the same guide every time
        self._events = events
        self._now = now
        self._ru = [self._sentence(words.WORDS_RU.split()) for _ in range(_SENTENCES)]
        self._kk = [self._sentence(words.WORDS_KK.split()) for _ in range(_SENTENCES)]

    def guide(self) -> Guide:
        cities = [
            City(id=number, slug=row.slug, name=row.name_ru, name_kk=row.name_kk)
            for number, row in enumerate(words.CITIES, start=1)
        ]
        businesses = [self._business(number) for number in range(1, max(self._events // _BUSINESSES_OF_EVENTS, 20) + 1)]
        # What belongs to something hidden is hidden by some products and not by others.
        public = [business for business in businesses if business.moderation == "approved"]
        promotions = max(self._events // _PROMOTIONS_OF_EVENTS, 20)
        return Guide(
            now=self._now,
            cities=cities,
            businesses=businesses,
            events=[self._event(number, public) for number in range(1, self._events + 1)],
            promotions=[self._promotion(number, public) for number in range(1, promotions + 1)],
        )

    def _business(self, number: int) -> Business:
        chance, (category, ru, kk) = self._chance, self._called(words.BUSINESSES)
        theme = chance.randrange(len(words.THEMES_RU))
        return Business(
            id=number,
            slug=f"business-{number:06d}",
            name=f"{ru} № {number:06d} «{words.THEMES_RU[theme]}»",
            name_kk=f"{kk} № {number:06d} «{words.THEMES_KK[theme]}»",
            category=category,
            city=chance.choices(range(1, len(words.CITIES) + 1), [city.share for city in words.CITIES])[0],
            address=f"{chance.choice(words.STREETS)}, {chance.randint(1, 250)}",
            phone=f"+7701{chance.randint(1_000_000, 9_999_999)}",
            lat=round(43.2 + chance.uniform(-0.08, 0.08), 6),
            lon=round(76.9 + chance.uniform(-0.08, 0.08), 6),
            description=self._text(self._ru, 2, 4),
            description_kk=self._text(self._kk, 2, 4),
            moderation=self._moderation(),
        )

    def _event(self, number: int, businesses: Sequence[Business]) -> Event:
        chance, (category, ru, kk) = self._chance, self._called(words.EVENTS)
        business = chance.choice(businesses)
        theme = chance.randrange(len(words.THEMES_RU))
        start = self._at(chance.randint(-59, 179), (8, 9, 10, 11, 12, 14, 16, 18, 19, 19)) + timedelta(
            minutes=chance.choice((0, 0, 30))
        )
        is_free = chance.random() < 0.3  # noqa: PLR2004 - a share
        # A few are found by the searched word though they are no concerts.
        and_more = f" и {SEARCHED}" if category != "concerts" and chance.random() < 0.02 else ""  # noqa: PLR2004
        return Event(
            id=number,
            # They rise with the numbers: both applications then break ties of a list in the same way.
            public_id=UUID(int=(number << 64) | chance.getrandbits(64)),
            slug=f"event-{number:07d}",
            title=f"{ru} «{words.THEMES_RU[theme]}»{and_more}",
            title_kk=f"{kk} «{words.THEMES_KK[theme]}»",
            summary=chance.choice(self._ru),
            description=self._text(self._ru, 3, 7),
            description_kk=self._text(self._kk, 3, 7),
            category=category,
            city=business.city,
            business=business.id,
            start_at=start,
            end_at=start + timedelta(minutes=chance.choice((60, 90, 120, 180, 240))),
            is_free=is_free,
            price_from=0 if is_free else chance.randint(2, 80) * 500,
            created_at=start - timedelta(days=chance.randint(5, 45), minutes=chance.randint(0, 1400)),
            moderation=self._moderation(),
        )

    def _promotion(self, number: int, businesses: Sequence[Business]) -> Promotion:
        chance, business = self._chance, self._chance.choice(businesses)
        theme = chance.randrange(len(words.PROMOTIONS_RU))
        starts_at = self._at(chance.randint(-60, 120), (9, 12))
        return Promotion(
            id=number,
            slug=f"promo-{number:06d}",
            title=f"{words.PROMOTIONS_RU[theme]} — {business.name}",
            title_kk=f"{words.PROMOTIONS_KK[theme]} — {business.name_kk}",
            description=self._text(self._ru, 2, 2),
            business=business.id,
            city=business.city,
            starts_at=starts_at,
            ends_at=starts_at + timedelta(days=chance.choice((3, 7, 14, 30, 60))),
            discount=chance.choice((5, 10, 15, 20, 25, 30, 50)),
            created_at=min(starts_at, self._now)
            - timedelta(days=chance.randint(1, 30), minutes=chance.randint(0, 1400)),
            moderation=self._moderation(),
        )

    def _at(self, days: int, hours: Sequence[int]) -> datetime:
        return self._now + timedelta(days=days, hours=self._chance.choice(hours))

    def _called(self, kinds: Sequence[words.KindWords]) -> tuple[str, str, str]:
        kind = self._chance.choices(kinds, [kind.share for kind in kinds])[0]
        return kind.slug, self._chance.choice(kind.ru), self._chance.choice(kind.kk)

    def _moderation(self) -> str:
        drawn = self._chance.random()
        if drawn < _APPROVED:
            return "approved"
        return "pending" if drawn < _DECIDED else "rejected"

    def _sentence(self, vocabulary: Sequence[str]) -> str:
        text = " ".join(self._chance.choices(vocabulary, k=self._chance.randint(7, 14)))
        return f"{text[0].upper()}{text[1:]}."

    def _text(self, sentences: Sequence[str], fewest: int, most: int) -> str:
        return " ".join(self._chance.choices(sentences, k=self._chance.randint(fewest, most)))
