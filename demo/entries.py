"""Builds unsaved entries, relative to the moment of loading, from the demo content."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from decimal import Decimal

from django.utils.html import format_html
from django.utils.safestring import SafeString

from content.models import Category, City, Image
from demo.hours import stored_hours
from demo.schedules import event_dates
from demo.specs import BusinessSpec, EntrySpec, EventSpec, PlaceSpec, PromotionSpec
from directory.models import Business, BusinessPicture, Venue
from events.enums import PriceKind
from events.models import Event, EventPicture
from promos.models import Promotion


def build_business(
    spec: BusinessSpec,
    *,
    city: City,
    category: Category | None,
    logo: Image | None,
    cover: Image | None,
    gallery: Sequence[Image],
    now: datetime,
) -> Business:
    """Return an unsaved business with its gallery attached; exceptions of its hours are counted from ``now``."""
    business = Business(
        **_texts(spec),
        city=city,
        category=category,
        logo=logo,
        cover=cover,
        address_ru=spec.address_ru,
        address_kk=spec.address_kk,
        latitude=_degrees(spec.lat),
        longitude=_degrees(spec.lon),
        phones=list(spec.phones),
        whatsapp=spec.whatsapp,
        instagram=spec.instagram,
        telegram=spec.telegram,
        website_url=spec.website,
        opening_hours=stored_hours(spec.hours, spec.exceptions, today=now.astimezone(city.zone).date()),
    )
    business.gallery = [BusinessPicture(image=image, sort_order=order) for order, image in enumerate(gallery)]
    return business


def build_venue(spec: PlaceSpec, *, city: City) -> Venue:
    """Return an unsaved venue."""
    return Venue(
        city=city,
        name_ru=spec.name_ru,
        name_kk=spec.name_kk,
        address_ru=spec.address_ru,
        address_kk=spec.address_kk,
        latitude=_degrees(spec.lat),
        longitude=_degrees(spec.lon),
        capacity=spec.capacity,
        is_wheelchair_accessible=spec.wheelchair,
    )


def build_event(
    spec: EventSpec,
    *,
    city: City,
    category: Category | None,
    place: PlaceSpec | Venue | Business | None,
    organiser: Business | None,
    cover: Image | None,
    gallery: Sequence[Image],
    now: datetime,
) -> Event:
    """Return an unsaved event with its dates, pictures and tags attached; dates are city time counted from ``now``."""
    written = place if isinstance(place, PlaceSpec) else None
    event = Event(
        **_texts(spec),
        city=city,
        category=category,
        organiser=organiser,
        cover=cover,
        venue=place if isinstance(place, Venue) else None,
        venue_business=place if isinstance(place, Business) else None,
        place_ru=written.name_ru if written else "",
        place_kk=written.name_kk if written else "",
        address_ru=written.address_ru if written else "",
        address_kk=written.address_kk if written else "",
        price_kind=PriceKind(spec.price.kind),
        price_min=spec.price.minimum,
        price_max=spec.price.maximum,
        age_limit=spec.age,
        languages=list(spec.languages),
        accessibility=list(spec.accessibility),
    )
    if spec.state == "scheduled":
        event.go_live_at = now + timedelta(days=spec.publish_in_days)
    event.dates = event_dates(spec, zone=city.zone, now=now)
    event.gallery = [EventPicture(image=image, sort_order=order) for order, image in enumerate(gallery)]
    event.tags.add(*spec.tags)
    return event


def build_promotion(
    spec: PromotionSpec, *, city: City, business: Business, cover: Image | None, now: datetime
) -> Promotion:
    """Return an unsaved promotion, valid from the start of one day to the end of another in city time."""
    today = now.astimezone(city.zone).date()
    return Promotion(
        **_texts(spec),
        city=city,
        business=business,
        cover=cover,
        discount=spec.discount,
        discount_kind=spec.discount_kind,
        discount_value=spec.discount_value,
        weekdays=list(spec.weekdays),
        time_from=time.fromisoformat(spec.time_from) if spec.time_from else None,
        time_until=time.fromisoformat(spec.time_until) if spec.time_until else None,
        code=spec.code,
        usage_limit=spec.usage_limit,
        conditions_ru=spec.conditions_ru,
        conditions_kk=spec.conditions_kk,
        valid_from=datetime.combine(today + timedelta(days=spec.from_day), time(), city.zone),
        valid_until=datetime.combine(today + timedelta(days=spec.until_day + 1), time(), city.zone),
        is_premium_only=spec.premium_only,
    )


def _texts(spec: EntrySpec) -> dict[str, str]:
    return {
        "slug": spec.slug,
        "title_ru": spec.title_ru,
        "title_kk": spec.title_kk,
        "description_ru": _paragraph(spec.description_ru),
        "description_kk": _paragraph(spec.description_kk),
    }


def _paragraph(text: str) -> SafeString | str:
    return format_html("<p>{}</p>", text) if text else ""


def _degrees(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(str(value))
