"""Public shapes of events. Attribute names are the JSON keys; dates are UTC, texts are ready to show."""

from dataclasses import dataclass
from datetime import date as calendar_day
from datetime import datetime

from content.blocks import Block
from content.cards import CityBrief, GalleryItem, Picture
from content.opening_hours.cards import ExceptionalHours, WeekHours


@dataclass(frozen=True, kw_only=True, slots=True)
class EventBusiness:
    """The organising business on a card."""

    id: str
    name: str
    logo: str | None
    isVerified: bool
    tier: str


@dataclass(frozen=True, kw_only=True, slots=True)
class EventVenue:
    """The venue of an event: a place of the guide, or a business of the directory."""

    id: str
    kind: str
    name: str
    address: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class EventWhen:
    """What of a card depends on which of its dates is shown."""

    date: datetime
    endDate: datetime | None
    time: str
    dateText: str
    status: str
    statusText: str
    isOnline: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class EventTerms:
    """What of a card depends on the date too, where a date has a place or a price of its own: before ``EventWhen``."""

    location: str
    address: str | None
    venue: EventVenue | None
    price: int | None
    maxPrice: int | None
    isFree: bool
    priceText: str


@dataclass(frozen=True, kw_only=True, slots=True)
class EventDateShape:
    """One date of an event's page. ``day`` is the evening it is counted to, in city time."""

    id: str
    date: datetime
    endDate: datetime | None
    day: calendar_day
    isAllDay: bool
    dateText: str
    status: str
    statusText: str
    reason: str | None
    previousDate: datetime | None
    isOnline: bool
    onlineUrl: str | None
    location: str
    address: str | None
    venue: EventVenue | None
    price: int | None
    maxPrice: int | None
    isFree: bool
    priceText: str


@dataclass(frozen=True, kw_only=True, slots=True)
class EventRun:
    """The run of an exhibition; ``lastDay`` is ``null`` for one without an end, ``hours`` for one open all day."""

    firstDay: calendar_day
    lastDay: calendar_day | None
    text: str
    hours: WeekHours | None
    exceptions: list[ExceptionalHours]
    closedOn: list[calendar_day]


@dataclass(frozen=True, kw_only=True, slots=True)
class EventContact:
    """Whom to ask about an event."""

    name: str | None
    phone: str | None
    phoneText: str | None
    email: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class EventSeo:
    """What search engines are told of an event."""

    title: str
    description: str


@dataclass(frozen=True, kw_only=True, slots=True)
class EventCard:
    """An event in a list. ``price`` is the lowest price in whole tenge; ``null`` when free or unknown.

    What is another for another date stands at the end, in the order of ``EventTerms`` and ``EventWhen``: finished JSON
    then becomes that of another date by another end (see ``at_date``).
    """

    id: str
    slug: str
    title: str
    description: str | None
    category: str
    image: str | None
    imageAiLabel: str | None
    ageLabel: str
    isFeatured: bool
    viewsCount: int
    savesCount: int
    viewCount: int
    saveCount: int
    language: str
    city: CityBrief
    business: EventBusiness | None
    isSoldOut: bool
    location: str
    address: str | None
    venue: EventVenue | None
    price: int | None
    maxPrice: int | None
    isFree: bool
    priceText: str
    date: datetime
    endDate: datetime | None
    time: str
    dateText: str
    status: str
    statusText: str
    isOnline: bool


def at_date(card: str, when: str) -> str:
    """Return the finished JSON of a card with the keys of another of its dates, from the first of them to the end.

    ``when`` is what ``EventTexts.when_json`` wrote for it. No text holds the searched characters, for inside of JSON
    strings quotation marks are escaped; no object behind the key has one of its name.
    """
    first_key = when[1 : when.index(":") + 1]
    return f"{card[: card.rindex(',' + first_key)]},{when[1:]}"


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
    runs: list[EventRun]
    summary: str | None
    gallery: list[GalleryItem]
    onlineUrl: str | None
    attendanceMode: str
    videoUrl: str | None
    capacity: int | None
    languages: list[str]
    accessibility: list[str]
    contact: EventContact | None
    featuredUntil: datetime | None
    seo: EventSeo
    cityId: str
    businessId: str | None
    creatorId: str | None
    isApproved: bool
    createdAt: datetime
    publishedAt: datetime
