"""What a complete event has."""

from typing import Final

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from content.aspects import Aspect, blank, cover_aspects, is_blank, point_aspect, text_aspects
from events.enums import PriceKind
from events.models import EventDate

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
    Aspect(
        key="schedule",
        label=_("дата"),
        weight=10,
        field="dates",
        is_missing=lambda event: not event.dates.all(),
        missing=lambda: ~Q(Exists(EventDate.objects.filter(event_id=OuterRef("pk")))),
    ),
    Aspect(
        key="place",
        label=_("место или адрес"),
        weight=5,
        field="place_ru",
        is_missing=is_blank("place_ru", "place_kk", "address_ru", "address_kk"),
        missing=blank("place_ru", "place_kk", "address_ru", "address_kk"),
    ),
    point_aspect(),
    *cover_aspects(),
    Aspect(
        key="price",
        label=_("цена"),
        weight=5,
        field="price_kind",
        is_missing=lambda event: event.price_kind == PriceKind.UNKNOWN,
        missing=lambda: Q(price_kind=PriceKind.UNKNOWN),
    ),
    Aspect(
        key="organiser",
        label=_("организатор"),
        weight=5,
        field="organiser",
        is_missing=is_blank("organiser_id", "organiser_name"),
        missing=blank("organiser_id", "organiser_name"),
    ),
)
