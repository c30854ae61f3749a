"""The demo content as read from ``demo/content``: frozen records with defaults, checked while reading. Pure."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Literal, TypeVar

from demo.dates import RelativeDate, parse_date

CONTENT: Final = Path(__file__).resolve().parent / "content"
_PRICE: Final = re.compile(r"^(?P<low>\d+)(?P<open>-(?P<high>\d+)?)?$")

# What is written as a list.
_LISTS: Final = frozenset(
    {"accessibility", "changes", "closed", "exceptions", "gallery", "languages", "notes", "phones", "tags", "weekdays"}
)

State = Literal["live", "draft", "review", "scheduled", "archived", "deleted"]
PriceKind = Literal["unknown", "free", "donation", "fixed", "range"]
_Spec = TypeVar("_Spec")


@dataclass(frozen=True, kw_only=True, slots=True)
class CitySpec:
    """A city."""

    slug: str
    name_ru: str
    name_kk: str
    region_ru: str
    region_kk: str
    population: int
    time_zone: str
    lat: float
    lon: float
    is_active: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class PhotoSpec:
    """A view of the demo city; ``picture`` describes it as ``demo.pictures`` draws it."""

    picture: str
    title_ru: str
    title_kk: str
    alt_ru: str
    alt_kk: str


@dataclass(frozen=True, kw_only=True, slots=True)
class PlaceSpec:
    """Where an event happens, a venue of its city; without a point for what is online."""

    name_ru: str
    name_kk: str
    address_ru: str
    address_kk: str
    lat: float | None = None
    lon: float | None = None
    city: str = "jezkazgan"
    capacity: int | None = None
    wheelchair: bool | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Price:
    """What an event costs, in whole tenge; ``range`` without a maximum is "from"."""

    kind: PriceKind
    minimum: int | None = None
    maximum: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class EntrySpec:
    """What events, businesses and promotions share. Only drafts may lack the second language, a picture, a category.

    ``edit`` holds fields of a newer draft of what is live, ``notes`` what colleagues wrote beside it, ``put_away`` why
    it is in the archive or in the bin.
    """

    slug: str
    title_ru: str
    title_kk: str = ""
    description_ru: str
    description_kk: str = ""
    city: str = "jezkazgan"
    state: State = "live"
    picture: str = ""
    gallery: tuple[str, ...] = ()
    edit: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    put_away: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class EventSpec(EntrySpec):
    """An event. ``status`` and its reason hold for every date; ``recurrence_rule`` repeats the first date.

    With ``hours`` (as ``demo.hours`` reads them) the first date is the run of an exhibition, shut on the days
    ``closed`` after the first. ``changes`` are single starts of the rule, by ``days`` after the first one: without a
    ``status`` they do not take place, with ``moved_by`` days they take place later.
    """

    category: str
    place: str = ""
    organiser: str = ""
    dates: tuple[RelativeDate, ...] = ()
    recurrence_rule: str = ""
    price: Price
    age: int | None = None
    hours: str = ""
    closed: tuple[int, ...] = ()
    changes: tuple[Mapping[str, Any], ...] = ()
    languages: tuple[str, ...] = ()
    accessibility: tuple[str, ...] = ()
    featured: bool = False
    status: str = "scheduled"
    reason_ru: str = ""
    reason_kk: str = ""
    tags: tuple[str, ...] = ()
    publish_in_days: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class BusinessSpec(EntrySpec):
    """A business. ``hours`` are written as ``demo.hours`` reads them."""

    category: str
    logo: str = ""
    address_ru: str = ""
    address_kk: str = ""
    lat: float | None = None
    lon: float | None = None
    phones: tuple[str, ...] = ()
    whatsapp: str = ""
    instagram: str = ""
    telegram: str = ""
    website: str = ""
    hours: str = ""
    exceptions: tuple[Mapping[str, Any], ...] = ()
    verified: bool = False
    tier: str = "free"


@dataclass(frozen=True, kw_only=True, slots=True)
class PromotionSpec(EntrySpec):
    """A promotion, valid from the start of one day to the end of another, counted from the day of loading."""

    business: str
    from_day: int
    until_day: int
    discount: str = ""
    discount_kind: str = "other"
    discount_value: int | None = None
    weekdays: tuple[int, ...] = ()
    time_from: str = ""
    time_until: str = ""
    code: str = ""
    usage_limit: int | None = None
    conditions_ru: str = ""
    conditions_kk: str = ""
    premium_only: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Content:
    """All of the demo content."""

    cities: tuple[CitySpec, ...]
    photos: tuple[PhotoSpec, ...]
    places: Mapping[str, PlaceSpec]
    businesses: tuple[BusinessSpec, ...]
    events: tuple[EventSpec, ...]
    promotions: tuple[PromotionSpec, ...]

    def place_of(self, event: EventSpec) -> PlaceSpec | None:
        """Return where an event happens: a public place, or the rooms of a business. Raises ``ValueError``."""
        if not event.place:
            return None
        if event.place in self.places:
            return self.places[event.place]
        for business in self.businesses:
            if business.slug == event.place:
                return PlaceSpec(
                    name_ru=business.title_ru,
                    name_kk=business.title_kk,
                    address_ru=business.address_ru,
                    address_kk=business.address_kk,
                    lat=business.lat,
                    lon=business.lon,
                )
        raise ValueError(f"{event.slug}: no place and no business named {event.place!r}")


def read_content(folder: Path = CONTENT) -> Content:
    """Read the content files; raises ``ValueError`` naming the file, the entry and what is wrong with it."""
    places = _tables(folder / "places.toml")
    return Content(
        cities=tuple(_specs(CitySpec, folder / "cities.toml", "city")),
        photos=tuple(_specs(PhotoSpec, folder / "cities.toml", "photo")),
        places={key: _spec(PlaceSpec, row, folder / "places.toml") for key, row in places.items()},
        businesses=tuple(_specs(BusinessSpec, folder / "businesses.toml", "business")),
        events=tuple(
            spec for path in sorted((folder / "events").glob("*.toml")) for spec in _specs(EventSpec, path, "event")
        ),
        promotions=tuple(_specs(PromotionSpec, folder / "promotions.toml", "promotion")),
    )


def parse_price(text: str) -> Price:
    """Parse ``free``, ``donation``, ``unknown``, ``2000``, ``2000-`` (from) or ``2000-5000``; raises ``ValueError``."""
    match text:
        case "free" | "donation" | "unknown":
            return Price(kind=text)
    found = _PRICE.match(text)
    if found is None:
        raise ValueError(f"not a price: {text!r}")
    low, high = int(found["low"]), found["high"]
    if found["open"] is None:
        return Price(kind="fixed", minimum=low)
    return Price(kind="range", minimum=low, maximum=None if high is None else int(high))


def _tables(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        return tomllib.load(file)


def _specs(shape: type[_Spec], path: Path, key: str) -> Iterator[_Spec]:
    return (_spec(shape, row, path) for row in _tables(path).get(key, []))


def _spec(shape: type[_Spec], row: dict[str, Any], path: Path) -> _Spec:
    values = dict(row)
    try:
        if shape is EventSpec:
            values["price"] = parse_price(values.get("price", "unknown"))
            values["dates"] = tuple(parse_date(text) for text in values.get("dates", ()))
            values["recurrence_rule"] = values.pop("rrule", "")
            values.setdefault("category", "")
        for column in _LISTS & values.keys():
            values[column] = tuple(values[column])
        if shape is PromotionSpec:
            values["from_day"], values["until_day"] = values.pop("from"), values.pop("until")
        return shape(**values)
    except (TypeError, ValueError, KeyError) as error:
        name = row.get("slug") or row.get("picture") or row.get("name_ru")
        raise ValueError(f"{path.name}, {name}: {error}") from error
