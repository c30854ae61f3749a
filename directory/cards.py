"""Public shapes of businesses. Attribute names are the JSON keys."""

from dataclasses import dataclass
from datetime import datetime

from content.blocks import Block
from content.cards import CityBrief, Picture


@dataclass(frozen=True, kw_only=True, slots=True)
class BusinessCard:
    """A business in a list; ``description`` is plain text."""

    id: str
    slug: str
    name: str
    description: str | None
    category: str
    address: str | None
    phone: str | None
    whatsapp: str | None
    instagram: str | None
    website: str | None
    logo: str | None
    cover: str | None
    coverAiLabel: str | None
    isVerified: bool
    tier: str
    latitude: float | None
    longitude: float | None
    language: str
    city: CityBrief


@dataclass(frozen=True, kw_only=True, slots=True)
class BusinessDetail(BusinessCard):
    """A business's own page."""

    descriptionHtml: str
    descriptionBlocks: list[Block]
    nameKz: str | None
    picture: Picture | None
    cityId: str
    createdAt: datetime
    publishedAt: datetime
