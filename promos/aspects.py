"""What a complete promotion has."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from content.aspects import Aspect, blank, cover_aspects, is_blank, text_aspect, text_aspects

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
    text_aspect("discount", _("скидка"), weight=5),
    *cover_aspects(),
)
