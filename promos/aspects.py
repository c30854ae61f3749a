"""What a complete promotion has."""

from typing import Final

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from content.aspects import Aspect, blank, cover_aspects, is_blank, text_aspect, text_aspects
from promos.enums import NUMBERED_DISCOUNTS, DiscountKind

_UNSAID: Final = NUMBERED_DISCOUNTS | {DiscountKind.OTHER}

ASPECTS: Final = (
    *text_aspects(),
    text_aspect("conditions_ru", _("условия"), weight=10, key="conditions"),
    Aspect(
        key="business",
        label=_("заведение"),
        weight=10,
        field="business",
        is_missing=is_blank("business_id"),
        missing=blank("business_id"),
    ),
    Aspect(
        key="discount",
        label=_("скидка"),
        weight=5,
        field="discount",
        # A gift and "two for one" say it all by their kind.
        is_missing=lambda promotion: (
            not promotion.discount and promotion.discount_value is None and promotion.discount_kind in _UNSAID
        ),
        missing=lambda: Q(discount="", discount_value__isnull=True, discount_kind__in=sorted(_UNSAID)),
    ),
    *cover_aspects(),
)
