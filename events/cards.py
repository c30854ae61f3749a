"""Public shapes of events. Attribute names are the JSON keys; dates are UTC, texts are ready to show."""

from dataclasses import dataclass
from datetime import datetime

from content.blocks import Block
from content.cards import CityBrief, Picture


@dataclass(frozen=True, kw_only=True, slots=True)
class EventBusiness:
    """The organising business on a card."""

    id: str
    name: str
    logo: str | None
    isVerified: bool
    tier: str


@dataclass(frozen=True, kw_only=True, slots=True)
class EventWhen:
    """What of a card depends on which of its dates is shown."""

    date: datetime
    endDate: datetime | None
    time: str
    dateText: str
    status: str
    statusText: str


@dataclass(frozen=True, kw_only=True, slots=True)
class EventDateShape:
    """One date of an event's page."""

    date: datetime
    endDate: datetime | None
    isAllDay: bool
    dateText: str
    status: str
    statusText: str


@dataclass(frozen=True, kw_only=True, slots=True)
class EventCard:
    """An event in a list. ``price`` is the lowest price in whole tenge; ``null`` when free or unknown."""

    id: str
    slug: str
    title: str
    description: str | None
    category: str
    image: str | None
    imageAiLabel: str | None
    date: datetime
    endDate: datetime | None
    time: str
    dateText: str
    status: str
    statusText: str
    location: str
    address: str | None
    price: int | None
    maxPrice: int | None
    isFree: bool
    priceText: str
    ageLabel: str
    isFeatured: bool
    viewsCount: int
    savesCount: int
    viewCount: int
    saveCount: int
    language: str
    city: CityBrief
    business: EventBusiness | None


@dataclass(frozen=True, kw_only=True, slots=True)
class EventDetail(EventCard):
    """An event's own page. ``description`` is plain text here too, ``descriptionHtml`` sanitised HTML."""

    descriptionHtml: str
    descriptionBlocks: list[Block]
    titleKz: str | None
    picture: Picture | None
    organiserName: str | None
    priceKind: str
    ageLimit: int | None
    latitude: float | None
    longitude: float | None
    websiteUrl: str | None
    ticketUrl: str | None
    tags: list[str]
    dates: list[EventDateShape]
    cityId: str
    businessId: str | None
    creatorId: str | None
    isApproved: bool
    createdAt: datetime
    publishedAt: datetime
