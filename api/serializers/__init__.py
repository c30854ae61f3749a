"""Descriptions of what reads answer, made from the dataclasses of the cards.

OpenAPI and tests use them; reads join finished JSON and never run one.
"""

from api.serializers.businesses import BusinessCardSerializer, BusinessDetailSerializer
from api.serializers.changes import ChangesSerializer
from api.serializers.events import (
    EventCalendarSerializer,
    EventCardSerializer,
    EventCountsSerializer,
    EventDetailSerializer,
    EventFacetsSerializer,
)
from api.serializers.places import CategoriesSerializer, CityPhotosSerializer, CitySerializer
from api.serializers.problems import ProblemSerializer
from api.serializers.promotions import PromotionCardSerializer, PromotionDetailSerializer
from api.serializers.search import SearchSerializer, SuggestionsSerializer

__all__ = [
    "BusinessCardSerializer",
    "BusinessDetailSerializer",
    "CategoriesSerializer",
    "ChangesSerializer",
    "CityPhotosSerializer",
    "CitySerializer",
    "EventCalendarSerializer",
    "EventCardSerializer",
    "EventCountsSerializer",
    "EventDetailSerializer",
    "EventFacetsSerializer",
    "ProblemSerializer",
    "PromotionCardSerializer",
    "PromotionDetailSerializer",
    "SearchSerializer",
    "SuggestionsSerializer",
]
