"""What search needs to know of promotions."""

from promos.models import PromotionListing
from search.documents import Facts, SearchKind, register


def promotion_facts(listing: PromotionListing) -> Facts:
    """Return what of a listed promotion search filters and sorts by: the period of its validity."""
    return Facts(starts_at=listing.valid_from, over_at=listing.valid_until, ended_at=listing.valid_until)


def register_search() -> None:
    """Make promotions findable."""
    register(SearchKind(name="promotion", listing=PromotionListing, facts=promotion_facts, ended_field="valid_until"))
