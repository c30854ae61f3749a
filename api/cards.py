"""Public shapes of what is not an entry. Attribute names are the JSON keys."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from content.cards import Trilingual


@dataclass(frozen=True, kw_only=True, slots=True)
class CityShape:
    """A city; ``name`` is in the asked language, ``nameKz`` always in Kazakh."""

    id: str
    name: str
    nameKz: str | None
    slug: str
    region: str | None
    population: int | None
    isActive: bool
    timeZone: str
    latitude: float | None
    longitude: float | None
    createdAt: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class CityPhotoShape:
    """A picture of a city; ``aiLabel`` is what the law asks to show with a generated picture."""

    id: str
    title: str
    imageUrl: str
    position: int
    alt: str
    credit: str
    licence: str
    isAiGenerated: bool
    aiLabel: str | None
    aiLabels: Trilingual | None
    aiBadges: Trilingual | None


@dataclass(frozen=True, kw_only=True, slots=True)
class CityPhotosShape:
    """The pictures of a city, in their order."""

    photos: list[CityPhotoShape]
    city: CityShape


@dataclass(frozen=True, kw_only=True, slots=True)
class CategoryShape:
    """A category; ``name`` is in the asked language, ``icon`` the name of a Lucide icon."""

    slug: str
    name: str
    nameKz: str | None
    nameEn: str | None
    icon: str


@dataclass(frozen=True, kw_only=True, slots=True)
class CategoriesShape:
    """The categories of each kind, in the order to show them."""

    events: list[CategoryShape]
    businesses: list[CategoryShape]


@dataclass(frozen=True, kw_only=True, slots=True)
class EventFacetsShape:
    """How many events there are by what they could be filtered by; absent means none.

    Weekdays count from Monday, "1"; the keys of ``free`` are "true" and "false".
    """

    total: int
    categories: Mapping[str, int]
    cities: Mapping[str, int]
    free: Mapping[str, int]
    weekdays: Mapping[str, int]


@dataclass(frozen=True, kw_only=True, slots=True)
class EventCalendarShape:
    """How many events are on by day of a month (``2026-12``); absent means none."""

    month: str
    days: Mapping[str, int]


@dataclass(frozen=True, kw_only=True, slots=True)
class SearchFacets:
    """How many matches there are by kind and by category slug; absent means none."""

    kinds: Mapping[str, int]
    categories: Mapping[str, int]


@dataclass(frozen=True, kw_only=True, slots=True)
class SuggestionShape:
    """What may be looked for: an entry (``id``, ``slug``), or a category (``slug``) ``of`` events or businesses.

    ``highlights`` are (start, length) pairs in code points of ``text``.
    """

    kind: str
    text: str
    id: str | None
    slug: str
    of: str | None
    highlights: list[list[int]]


@dataclass(frozen=True, kw_only=True, slots=True)
class SuggestionsShape:
    """Suggestions for a search box, best first."""

    query: str
    suggestions: list[SuggestionShape]


@dataclass(frozen=True, kw_only=True, slots=True)
class SearchFilters:
    """What of the query was taken for a filter: ``when`` as the parameter of events or a day of the week, ``free``."""

    when: str | None
    free: bool | None


@dataclass(frozen=True, kw_only=True, slots=True)
class SearchHit:
    """A match; ``item`` is the card that the list of its kind shows.

    ``highlights`` maps a text of the card to (start, length) pairs in code points.
    """

    kind: str
    id: str
    highlights: dict[str, list[list[int]]]
    item: Any


@dataclass(frozen=True, kw_only=True, slots=True)
class SearchShape:
    """An answer of search."""

    query: str
    interpretedAs: str | None
    filters: SearchFilters
    degraded: bool
    total: int
    facets: SearchFacets
    hits: list[SearchHit]
