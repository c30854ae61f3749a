"""What readers are told of a promotion: its discount, its days and hours."""

from language.codes import Language
from language.dates import weekly_text
from language.discounts import discount_text
from promos.models import Promotion

_ALL_DAYS = range(7)


def offered(promotion: Promotion, language: Language) -> str:
    """Return the discount in the editor's own words, otherwise composed from its kind and size."""
    return promotion.discount or discount_text(
        kind=promotion.discount_kind, value=promotion.discount_value, language=language
    )


def days_and_hours(promotion: Promotion, language: Language) -> str:
    """Return when a promotion applies: "по будням, 12:00–16:00"; "" when it always does."""
    if not promotion.weekdays and promotion.time_from is None:
        return ""
    return weekly_text(
        weekdays=promotion.weekdays or _ALL_DAYS,
        starts=promotion.time_from,
        ends=promotion.time_until,
        language=language,
    )
