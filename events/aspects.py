"""What a complete event has."""

from typing import Final

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from content.aspects import Aspect, blank, cover_aspects, is_blank, point_aspect, text_aspects
from events.enums import PriceKind
from events.models import EventDate
from events.rules import is_somewhere

_POINTS: Final = ("venue_id", "venue_business_id")
_PLACES: Final = ("place_ru", "place_kk", "address_ru", "address_kk", "online_url", *_POINTS)

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
        is_missing=lambda event: not is_somewhere(event),
        missing=blank(*_PLACES),
    ),
    point_aspect(
        # The page of a venue or of a business has the point; what is only online needs none.
        is_elsewhere=lambda event: not is_blank(*_POINTS)(event) or bool(event.online_url),
        elsewhere=lambda: ~blank(*_POINTS)() | ~Q(online_url=""),
    ),
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
