"""Public shapes of businesses. Attribute names are the JSON keys."""

from dataclasses import dataclass
from datetime import datetime

from content.blocks import Block
from content.cards import CityBrief, GalleryItem, Picture
from content.opening_hours.cards import ExceptionalHours, WeekHours


@dataclass(frozen=True, kw_only=True, slots=True)
class BusinessCard:
    """A business in a list; ``description`` is plain text, ``phone`` the first of ``phones``.

    ``isOpen`` is ``None`` when nobody knows; ``openUntil`` is set while it is open, ``opensAt`` while it is closed,
    each only if the moment is in sight.
    """

    id: str
    slug: str
    name: str
    description: str | None
    category: str
    address: str | None
    phone: str | None
    phones: list[str]
    whatsapp: str | None
    instagram: str | None
    telegram: str | None
    website: str | None
    logo: str | None
    cover: str | None
    coverAiLabel: str | None
    isVerified: bool
    tier: str
    latitude: float | None
    longitude: float | None
    openState: str
    isOpen: bool | None
    openText: str | None
    openUntil: datetime | None
    opensAt: datetime | None
    language: str
    city: CityBrief


@dataclass(frozen=True, kw_only=True, slots=True)
class Rating:
    """The readers' opinion; ``average`` is ``None`` while there is none."""

    average: float | None
    count: int


@dataclass(frozen=True, kw_only=True, slots=True)
class BusinessDetail(BusinessCard):
    """A business's own page; ``exceptions`` are those that are not over."""

    descriptionHtml: str
    descriptionBlocks: list[Block]
    nameKz: str | None
    picture: Picture | None
    gallery: list[GalleryItem]
    openingHours: WeekHours | None
    exceptions: list[ExceptionalHours]
    rating: Rating
    cityId: str
    createdAt: datetime
    publishedAt: datetime
