"""What search needs to know of events."""

from content.periods import Period
from events.criteria import EventCriteria
from events.models import EventListing
from events.querysets import EventListingQuerySet
from search.documents import Facts, SearchKind, register
from search.wishes import Wanted


def event_facts(listing: EventListing) -> Facts:
    """Return what of a listed event search filters and sorts by."""
    return Facts(
        starts_at=listing.starts_at,
        over_at=listing.over_at,
        ended_at=listing.ended_at,
        price_min=listing.price_min,
        is_free=listing.is_free,
        age_limit=listing.age_limit,
        latitude=listing.latitude,
        longitude=listing.longitude,
    )


def fitting_events(wanted: Wanted) -> EventListingQuerySet:
    """Select the events that have a date as wished."""
    period = wanted.period or Period()
    return EventListing.objects.matching(
        EventCriteria(
            now=wanted.now,
            is_free=wanted.is_free or None,
            starts_from=period.starts_from,
            starts_before=period.starts_before,
            first_day=period.first_day,
            last_day=period.last_day,
        )
    )


def register_search() -> None:
    """Make events findable."""
    register(
        SearchKind(
            name="event",
            listing=EventListing,
            facts=event_facts,
            ended_field="ended_at",
            fitting=fitting_events,
            is_found_by_wish=True,
        )
    )
