"""Turns live events into listings with finished JSON, in a fixed number of queries."""

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from typing import Final

from django.db.models import prefetch_related_objects

from content.bulk_rows import insert
from content.cards import document_hash, to_json
from content.children import attach_children
from content.models import Entry, Image, Listing
from content.periods import city_day
from content.renditions import rendition_files
from content.richtext import plain_text
from events.card_texts import EventTexts
from events.criteria import LONGEST_SHORT_DATE
from events.models import Event, EventListing, EventOccurrence, EventStanding
from events.places import place_of
from events.runs import row_hours
from events.schedule import (
    MAX_OCCURRENCES,
    Occurrence,
    ScheduleRow,
    current_or_next,
    goes_beyond,
    minute_of_day,
    occurrences,
)
from language.codes import LANGUAGES

WINDOW_BACK: Final = timedelta(days=60)
WINDOW_AHEAD: Final = timedelta(days=400)
_BODY_LENGTH: Final = 1500
# An event whose dates go on behind the window is renewed when this much of it has passed.
WINDOW_STEP: Final = timedelta(days=30)
_INSTANT: Final = timedelta(microseconds=1)
_OCCURRENCE_FACTS: Final = (
    "listing_id",
    "key",
    "starts_at",
    "ends_at",
    "over_at",
    "day",
    "last_day",
    "minute",
    "city_id",
    "category",
    "is_free",
    "price_from",
    "price_to",
    "venue_id",
    "latitude",
    "longitude",
    "is_long",
    "status",
    "when_ru",
    "when_kk",
)
_RELATED: Final = (
    "category",
    "cover",
    "organiser__logo",
    "organiser__standing",
    "standing",
    "venue",
    "venue_business",
)
# Inline rows, and what they refer to.
_INLINE: Final = {"dates": ("venue", "venue_business"), "gallery": ("image",), "tagged_items": ("tag",)}


def build_listings(entries: Sequence[Entry], now: datetime) -> list[Listing]:
    """Return an unsaved listing for every event that has a category and at least one date."""
    events = [entry for entry in entries if isinstance(entry, Event)]
    prefetch_related_objects(events, *_RELATED)
    for relation, related in _INLINE.items():
        prefetch_related_objects(attach_children(events, relation), *related)
    files = rendition_files(image for event in events for image in shown_images(event))
    listings: list[Listing] = []
    for event in events:
        rows = schedule_rows(event)
        found = occurrences(rows, zone=event.city.zone, window_start=now - WINDOW_BACK, window_end=now + WINDOW_AHEAD)
        shown = current_or_next(found, now=now)
        if shown is not None and event.category is not None:
            texts = EventTexts(event=event, files=files, now=now)
            listings.append(_listing(event, rows, found, shown, texts))
    return listings


def shown_images(event: Event) -> list[Image | None]:
    """Return every picture that an event's page shows."""
    return [
        event.cover,
        event.organiser.logo if event.organiser is not None else None,
        *(row.image for row in event.gallery.all()),
    ]


def schedule_rows(event: Event) -> list[ScheduleRow]:
    """Return the dates and rules of an event, or of a draft of one."""
    return [
        ScheduleRow(
            key=row.key,
            starts_at=row.starts_at,
            ends_at=row.ends_at,
            is_all_day=row.is_all_day,
            recurrence_rule=row.recurrence_rule,
            excluded=tuple(row.excluded),
            status=row.status,
            previous_starts_at=row.previous_starts_at,
            added=tuple(row.added),
            is_exhibition=row.is_exhibition,
            last_on=row.last_on,
            hours=row_hours(row),
            closed_on=tuple(row.closed_on),
        )
        for row in event.dates.all()
    ]


def _listing(
    event: Event, rows: Sequence[ScheduleRow], found: Sequence[Occurrence], shown: Occurrence, texts: EventTexts
) -> EventListing:
    standing = getattr(event, "standing", None) or EventStanding(event=event)
    titles = [title for title in (event.title_ru, event.title_kk) if title]
    body = " ".join(plain_text(source)[:_BODY_LENGTH] for source in (event.description_ru, event.description_kk))
    cards = {language: texts.card(shown, standing, language) for language in LANGUAGES}
    details = {language: texts.detail(cards[language], shown, found, standing, language) for language in LANGUAGES}
    place = place_of(event, None, "ru")
    ended_at = max(occurrence.over_at for occurrence in found)
    listing = EventListing(
        entry=event,
        public_id=event.public_id,
        slug=event.slug,
        city=event.city,
        category=event.category.slug if event.category else "",
        titles=titles,
        keywords=texts.keywords(),
        body=body.strip(),
        card_ru=to_json(cards["ru"]),
        card_kk=to_json(cards["kk"]),
        detail_ru=to_json(details["ru"]),
        detail_kk=to_json(details["kk"]),
        starts_at=shown.starts_at,
        over_at=shown.over_at,
        began_at=min(occurrence.starts_at for occurrence in found),
        ended_at=ended_at,
        updated_at=event.last_published_at or texts.now,
        is_over=ended_at <= texts.now,
        is_free=cards["ru"].isFree,
        price_min=event.price_min,
        age_limit=event.age_limit,
        featured_until=standing.featured_until,
        business_id=texts.business_id(),
        latitude=place.latitude,
        longitude=place.longitude,
        languages=event.languages,
        accessibility=event.accessibility,
        window_until=_window_until(event, rows, found, texts.now),
        published_at=event.first_published_at or texts.now,
        projected_at=texts.now,
        stale_at=_stale_at(event, found, shown, standing, texts.now),
    )
    listing.document_hash = document_hash(
        titles,
        listing.keywords,
        listing.body,
        event.city.slug,
        listing.category,
        listing.starts_at,
        listing.over_at,
        listing.ended_at,
        listing.is_free,
        listing.price_min,
        listing.age_limit,
        listing.latitude,
        listing.longitude,
        listing.featured_until,
        event.pk,
    )
    listing.computed_occurrences = [_stored(event, occurrence, texts) for occurrence in found]
    return listing


def _stored(event: Event, occurrence: Occurrence, texts: EventTexts) -> EventOccurrence:
    facts = texts.facts(occurrence)
    zone = event.city.zone
    return EventOccurrence(
        listing_id=event.pk,
        key=occurrence.key,
        starts_at=occurrence.starts_at,
        ends_at=occurrence.ends_at,
        over_at=occurrence.over_at,
        day=occurrence.day,
        last_day=max(occurrence.day, city_day(occurrence.over_at - _INSTANT, zone=zone)),
        minute=None if occurrence.is_all_day else minute_of_day(occurrence.starts_at, zone=zone),
        city_id=event.city_id,
        category=event.category.slug if event.category else "",
        is_free=facts.is_free,
        price_from=facts.price_from,
        price_to=facts.price_to,
        venue_id=facts.venue_id,
        latitude=facts.latitude,
        longitude=facts.longitude,
        is_long=occurrence.over_at - occurrence.starts_at > LONGEST_SHORT_DATE,
        status=occurrence.status,
        when_ru=texts.when_json(occurrence, "ru"),
        when_kk=texts.when_json(occurrence, "kk"),
    )


def _window_until(
    event: Event, rows: Sequence[ScheduleRow], found: Sequence[Occurrence], now: datetime
) -> datetime | None:
    """Return up to when the dates are computed, ``None`` when there are none behind that."""
    window_end = now + WINDOW_AHEAD
    if len(found) >= MAX_OCCURRENCES:
        return min(window_end, found[-1].starts_at)
    return window_end if goes_beyond(rows, zone=event.city.zone, moment=window_end) else None


def _stale_at(
    event: Event, found: Sequence[Occurrence], shown: Occurrence, standing: EventStanding, now: datetime
) -> datetime | None:
    """Return when the finished JSON stops being right.

    That is when the shown date is over, the featured period, the organiser's tier or the year ends, and for an
    exhibition the day: its text speaks of today.
    """
    zone = event.city.zone
    local = now.astimezone(zone)
    moments = [datetime(local.year + 1, 1, 1, tzinfo=zone).astimezone(UTC)]
    if shown.over_at > now:
        moments.append(shown.over_at)
    if standing.featured_until and standing.featured_until > now:
        moments.append(standing.featured_until)
    organiser = getattr(event.organiser, "standing", None)
    if organiser is not None and organiser.tier_until and organiser.tier_until > now:
        moments.append(organiser.tier_until)
    if any(occurrence.run is not None and occurrence.over_at > now for occurrence in found):
        moments.append(datetime.combine(local.date() + timedelta(days=1), time(), zone).astimezone(UTC))
    return min(moments)


def write_occurrences(listings: Sequence[Listing]) -> None:
    """Bring the computed dates of listings that were just written in step; those that stay are not touched."""
    events = [listing for listing in listings if isinstance(listing, EventListing)]
    stored = EventOccurrence.objects.filter(listing__in=[listing.pk for listing in events])
    known = {tuple(facts): pk for pk, *facts in stored.values_list("pk", *_OCCURRENCE_FACTS)}
    wanted = {_facts(found): found for listing in events for found in listing.computed_occurrences}
    if gone := [pk for facts, pk in known.items() if facts not in wanted]:
        EventOccurrence.objects.filter(pk__in=gone).delete()
    insert([found for facts, found in wanted.items() if facts not in known])


def _facts(occurrence: EventOccurrence) -> tuple[object, ...]:
    """Return everything that a computed date says."""
    return tuple(getattr(occurrence, name) for name in _OCCURRENCE_FACTS)
