"""Builds unsaved entries, relative to the moment of loading, from the demo content."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.utils.html import format_html
from django.utils.safestring import SafeString

from content.models import Category, City, Image
from demo.hours import stored_hours
from demo.specs import BusinessSpec, EntrySpec, EventSpec, PlaceSpec, PromotionSpec
from directory.models import Business, BusinessPicture, Venue
from events.enums import DateStatus, PriceKind
from events.models import Event, EventDate
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
    place: PlaceSpec | None,
    organiser: Business | None,
    cover: Image | None,
    now: datetime,
) -> Event:
    """Return an unsaved event with its dates and tags attached; dates are city time counted from ``now``."""
    event = Event(
        **_texts(spec),
        city=city,
        category=category,
        organiser=organiser,
        cover=cover,
        place_ru=place.name_ru if place else "",
        place_kk=place.name_kk if place else "",
        address_ru=place.address_ru if place else "",
        address_kk=place.address_kk if place else "",
        latitude=_degrees(place.lat if place else None),
        longitude=_degrees(place.lon if place else None),
        price_kind=PriceKind(spec.price.kind),
        price_min=spec.price.minimum,
        price_max=spec.price.maximum,
        age_limit=spec.age,
    )
    if spec.reason_ru:
        event.description_ru = _paragraph(spec.reason_ru) + event.description_ru
        event.description_kk = _paragraph(spec.reason_kk) + event.description_kk
    if spec.state == "scheduled":
        event.go_live_at = now + timedelta(days=spec.publish_in_days)
    event.dates = event_dates(spec, zone=city.zone, now=now)
    event.tags.add(*spec.tags)
    return event


def event_dates(spec: EventSpec, *, zone: ZoneInfo, now: datetime) -> list[EventDate]:
    """Return the unsaved dates of an event; the first one carries the recurrence rule."""
    rows = []
    for index, written in enumerate(spec.dates):
        starts_at, ends_at = written.period(now=now, zone=zone)
        rows.append(
            EventDate(
                starts_at=starts_at,
                ends_at=ends_at,
                is_all_day=written.is_all_day,
                recurrence_rule=spec.recurrence_rule if index == 0 else "",
                status=DateStatus(spec.status),
            )
        )
    return rows


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
