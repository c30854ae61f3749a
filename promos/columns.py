"""What the list of promotions says about validity."""

from datetime import datetime

from django.utils import timezone

from content.columns import admin_language
from content.localised import text
from language.codes import Language
from language.dates import period_text
from promos.models import Promotion
from promos.texts import offered


def validity_text(promotion: Promotion, *, language: Language, now: datetime) -> str:
    """Return the days of a promotion in city time: "7–31 марта"."""
    return period_text(
        starts_at=promotion.valid_from,
        ends_at=promotion.valid_until,
        zone=promotion.city.zone,
        now=now,
        language=language,
    )


def listed_validity(promotion: Promotion) -> str:
    """Return the days of a promotion for the person who looks at the list."""
    return validity_text(promotion, language=admin_language(), now=timezone.now())


def listed_discount(promotion: Promotion) -> str:
    """Return the discount for the person who looks at the list."""
    return offered(promotion, admin_language())


def business_name(promotion: Promotion) -> str:
    """Return the name of the business that gives the promotion."""
    return "" if promotion.business is None else text(promotion.business, "title", admin_language())
