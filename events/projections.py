"""Turns live events into listings with finished JSON, in a fixed number of queries."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Final

from django.db.models import prefetch_related_objects

from content.cards import document_hash, to_json
from content.models import Entry, Listing
from content.renditions import rendition_files
from content.richtext import plain_text
from events.card_texts import EventTexts
from events.models import Event, EventListing, EventOccurrence, EventStanding
from events.schedule import Occurrence, ScheduleRow, current_or_next, occurrences
from language.codes import LANGUAGES

WINDOW_BACK: Final = timedelta(days=60)
WINDOW_AHEAD: Final = timedelta(days=400)
_BODY_LENGTH: Final = 1500
# A rule's window moves on although nobody edits.
_RULE_RENEWAL: Final = timedelta(days=7)


def build_listings(entries: Sequence[Entry], now: datetime) -> list[Listing]:
    """Return an unsaved listing for every event that has a category and at least one date."""
    events = [entry for entry in entries if isinstance(entry, Event)]
    related = ("category", "cover", "organiser__logo", "organiser__standing", "standing", "dates", "tagged_items__tag")
    prefetch_related_objects(events, *related)
    files = rendition_files(
        image for event in events for image in (event.cover, event.organiser and event.organiser.logo)
    )
    listings: list[Listing] = []
    for event in events:
        found = occurrences(
            schedule_rows(event), zone=event.city.zone, window_start=now - WINDOW_BACK, window_end=now + WINDOW_AHEAD
        )
        shown = current_or_next(found, now=now)
        if shown is not None and event.category is not None:
            listings.append(_listing(event, found, shown, EventTexts(event=event, files=files, now=now)))
    return listings


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
        )
        for row in event.dates.all()
    ]


def _listing(event: Event, found: Sequence[Occurrence], shown: Occurrence, texts: EventTexts) -> EventListing:
    standing = getattr(event, "standing", None) or EventStanding(event=event)
    titles = [title for title in (event.title_ru, event.title_kk) if title]
    body = " ".join(plain_text(source)[:_BODY_LENGTH] for source in (event.description_ru, event.description_kk))
    cards = {language: texts.card(shown, standing, language) for language in LANGUAGES}
    details = {language: texts.detail(shown, found, standing, language) for language in LANGUAGES}
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
        ended_at=max(occurrence.over_at for occurrence in found),
        is_free=event.price_kind == "free",
        price_min=event.price_min,
        age_limit=event.age_limit,
        featured_until=standing.featured_until,
        business_id=texts.business_id(),
        latitude=None if event.latitude is None else float(event.latitude),
        longitude=None if event.longitude is None else float(event.longitude),
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
    return EventOccurrence(
        listing_id=event.pk,
        key=occurrence.key,
        starts_at=occurrence.starts_at,
        ends_at=occurrence.ends_at,
        over_at=occurrence.over_at,
        status=occurrence.status,
        when_ru=to_json(texts.when(occurrence, "ru")),
        when_kk=to_json(texts.when(occurrence, "kk")),
    )


def _stale_at(
    event: Event, found: Sequence[Occurrence], shown: Occurrence, standing: EventStanding, now: datetime
) -> datetime | None:
    """Return when the finished JSON stops being right: the shown date is over, the featured period or the year ends."""
    zone = event.city.zone
    new_year = datetime(now.astimezone(zone).year + 1, 1, 1, tzinfo=zone)
    moments = [new_year.astimezone(UTC)]
    if shown.over_at > now:
        moments.append(shown.over_at)
    if standing.featured_until and standing.featured_until > now:
        moments.append(standing.featured_until)
    if any(row.recurrence_rule for row in event.dates.all()):
        moments.append(now + _RULE_RENEWAL)
    return min(moments)


def write_occurrences(listings: Sequence[Listing]) -> None:
    """Replace the computed dates of listings that were just written."""
    events = [listing for listing in listings if isinstance(listing, EventListing)]
    EventOccurrence.objects.filter(listing__in=[listing.pk for listing in events]).delete()
    EventOccurrence.objects.bulk_create(
        (occurrence for listing in events for occurrence in listing.computed_occurrences), batch_size=1000
    )
