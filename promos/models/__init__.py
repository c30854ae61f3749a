"""Models of promotions."""

from promos.models.listing import PromotionListing
from promos.models.promotion import Promotion
from promos.models.standing import PromotionStanding

__all__ = ["Promotion", "PromotionListing", "PromotionStanding"]
