"""What search needs to know of promotions."""

from promos.models import PromotionListing
from promos.querysets import PromotionListingQuerySet
from search.documents import Facts, SearchKind, register
from search.wishes import Wanted


def promotion_facts(listing: PromotionListing) -> Facts:
    """Return what of a listed promotion search filters and sorts by: the period of its validity."""
    return Facts(starts_at=listing.valid_from, over_at=listing.valid_until, ended_at=listing.valid_until)


def fitting_promotions(wanted: Wanted) -> PromotionListingQuerySet:
    """Select the promotions that are valid at some time of what is wished; none is simply free."""
    if wanted.is_free:
        return PromotionListing.objects.none()
    period = wanted.period
    chosen = PromotionListing.objects.filter(valid_until__gt=(period and period.starts_from) or wanted.now)
    if period is not None and period.starts_before is not None:
        chosen = chosen.filter(valid_from__lt=period.starts_before)
    return chosen


def register_search() -> None:
    """Make promotions findable."""
    register(
        SearchKind(
            name="promotion",
            listing=PromotionListing,
            facts=promotion_facts,
            ended_field="valid_until",
            fitting=fitting_promotions,
        )
    )
