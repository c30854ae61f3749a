"""What search needs to know of events."""

from events.models import EventListing
from search.documents import Facts, SearchKind, register


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


def register_search() -> None:
    """Make events findable."""
    register(SearchKind(name="event", listing=EventListing, facts=event_facts, ended_field="ended_at"))
