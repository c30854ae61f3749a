"""Where an event, or one date of it, takes place: its own words, else those of its venue."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from content.localised import text
from events.cards import EventVenue
from events.models import Event, EventDate
from language.codes import LANGUAGES, Language


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """A place in one language; texts are empty and coordinates ``None`` where nothing is known."""

    name: str
    address: str
    latitude: float | None
    longitude: float | None
    venue: EventVenue | None


def place_of(event: Event, row: EventDate | None, language: Language) -> Place:
    """Return the place of an event, or of the date that ``row`` gives when that is somewhere else."""
    holder: Any = row if row is not None and row.has_own_place else event
    venue, kind, name_field = _venue(holder)
    name = text(holder, "place", language) or (text(venue, name_field, language) if venue else "")
    address = text(holder, "address", language) or (text(venue, "address", language) if venue else "")
    latitude, longitude = _point(holder, venue)
    brief = None
    if venue is not None:
        brief = EventVenue(
            id=str(venue.public_id), kind=kind, name=text(venue, name_field, language), address=address or None
        )
    return Place(name=name, address=address, latitude=latitude, longitude=longitude, venue=brief)


def place_words(event: Event, rows: Iterable[EventDate]) -> list[str]:
    """Return every name and address that finds an event with some dates, the dates' own places included."""
    words: list[str] = []
    holders: list[Event | EventDate] = [event, *(row for row in rows if row.has_own_place)]
    for holder in holders:
        venue, _kind, name_field = _venue(holder)
        for language in LANGUAGES:
            words += [getattr(holder, f"place_{language}"), getattr(holder, f"address_{language}")]
            if venue is not None:
                words += [getattr(venue, f"{name_field}_{language}"), getattr(venue, f"address_{language}")]
    return list(dict.fromkeys(word for word in words if word))


def _venue(holder: Event | EventDate) -> tuple[Any, str, str]:
    """Return the venue of either kind, its kind and the field of its name; unpublished businesses do not count."""
    if holder.venue is not None:
        return holder.venue, "venue", "name"
    business = holder.venue_business
    if business is not None and business.live:
        return business, "business", "title"
    return None, "", ""


def _point(holder: Any, venue: Any) -> tuple[float | None, float | None]:
    for place in (holder, venue):
        latitude, longitude = getattr(place, "latitude", None), getattr(place, "longitude", None)
        if latitude is not None and longitude is not None:
            return float(latitude), float(longitude)
    return None, None
