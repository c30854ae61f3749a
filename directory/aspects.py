"""What a complete business has."""

from typing import Final

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from content.aspects import Aspect, blank, cover_aspects, is_blank, point_aspect, text_aspect, text_aspects

_CONTACTS: Final = ("whatsapp", "instagram", "telegram", "website_url")

ASPECTS: Final = (
    *text_aspects(),
    Aspect(
        key="category",
        label=_("категория"),
        weight=5,
        field="category",
        is_missing=is_blank("category_id"),
        missing=blank("category_id"),
    ),
    text_aspect("address_ru", _("адрес"), weight=5, key="place"),
    point_aspect(),
    Aspect(
        key="contact",
        label=_("телефон или другая связь"),
        weight=10,
        field="phones",
        is_missing=lambda business: not business.phones and is_blank(*_CONTACTS)(business),
        missing=lambda: Q(phones=[]) & blank(*_CONTACTS)(),
    ),
    Aspect(
        key="opening_hours",
        label=_("часы работы"),
        weight=10,
        field="opening_hours",
        is_missing=lambda business: not business.opening_hours,
        missing=lambda: Q(opening_hours__isnull=True),
    ),
    *cover_aspects(),
    Aspect(
        key="logo", label=_("логотип"), weight=5, field="logo", is_missing=is_blank("logo_id"), missing=blank("logo_id")
    ),
)
