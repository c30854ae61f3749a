"""What search needs to know of businesses."""

from directory.models import BusinessListing
from search.documents import Facts, SearchKind, register


def business_facts(listing: BusinessListing) -> Facts:
    """Return what of a listed business search filters by: it has no dates and no price."""
    return Facts(latitude=listing.latitude, longitude=listing.longitude)


def register_search() -> None:
    """Make businesses findable."""
    register(SearchKind(name="business", listing=BusinessListing, facts=business_facts))
