"""Words that answers of the API are limited to, because the frontend knows no others."""

from typing import Final

from content import taxonomy
from directory.enums import Tier
from events.enums import Accessibility, DateStatus, PriceKind, SpokenLanguage
from language import codes
from promos.enums import DiscountKind

EVENT_CATEGORIES: Final = tuple(row.slug for row in taxonomy.EVENT_CATEGORIES)
BUSINESS_CATEGORIES: Final = tuple(row.slug for row in taxonomy.BUSINESS_CATEGORIES)
KINDS: Final = ("event", "business", "promotion")
TIERS: Final[tuple[str, ...]] = tuple(Tier.values)
DAY_STATES: Final = ("open", "closed", "unknown")
DISCOUNT_KINDS: Final[tuple[str, ...]] = tuple(DiscountKind.values)
DATE_STATUSES: Final[tuple[str, ...]] = tuple(DateStatus.values)
PRICE_KINDS: Final[tuple[str, ...]] = tuple(PriceKind.values)
LANGUAGES: Final[tuple[str, ...]] = tuple(codes.LANGUAGES)
ATTENDANCE_MODES: Final = ("offline", "online", "mixed")
VENUE_KINDS: Final = ("venue", "business")
SPOKEN_LANGUAGES: Final[tuple[str, ...]] = tuple(SpokenLanguage.values)
ACCESSIBILITY: Final[tuple[str, ...]] = tuple(Accessibility.values)
