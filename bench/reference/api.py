"""The API that a competent developer writes in a day with REST framework and django-filter."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django_filters import rest_framework as filters
from rest_framework import serializers, viewsets

from bench.reference.models import Business, City, Event, Promotion

_LISTED = ["id", "slug", "title", "title_kk", "summary", "category", "start_at", "end_at", "is_free", "price_from",
           "image_url", "city", "business"]  # fmt: skip


class CityBrief(serializers.ModelSerializer[City]):
    """A city inside another answer."""

    class Meta:
        model = City
        fields = ["slug", "name", "name_kk"]


class BusinessBrief(serializers.ModelSerializer[Business]):
    """A business inside another answer."""

    class Meta:
        model = Business
        fields = ["slug", "name", "address"]


class EventListSerializer(serializers.ModelSerializer[Event]):
    """An event in a list."""

    city = CityBrief(read_only=True)
    business = BusinessBrief(read_only=True)

    class Meta:
        model = Event
        fields = _LISTED


class EventSerializer(EventListSerializer):
    """An event on its page."""

    class Meta(EventListSerializer.Meta):
        fields = [*_LISTED, "description", "description_kk", "created_at"]


class BusinessSerializer(serializers.ModelSerializer[Business]):
    """A business."""

    city = CityBrief(read_only=True)

    class Meta:
        model = Business
        fields = ["id", "slug", "name", "name_kk", "category", "address", "phone", "lat", "lon", "image_url", "city"]


class PromotionSerializer(serializers.ModelSerializer[Promotion]):
    """A promotion."""

    business = BusinessBrief(read_only=True)

    class Meta:
        model = Promotion
        fields = ["id", "slug", "title", "title_kk", "description", "starts_at", "ends_at", "discount", "business"]


class EventFilter(filters.FilterSet):
    """Which events."""

    start_after = filters.IsoDateTimeFilter(field_name="start_at", lookup_expr="gte")
    start_before = filters.IsoDateTimeFilter(field_name="start_at", lookup_expr="lt")

    class Meta:
        model = Event
        fields = ["category", "is_free", "city", "business"]


class PromotionFilter(filters.FilterSet):
    """Which promotions."""

    active_at = filters.IsoDateTimeFilter(method="active")

    def active(self, promotions: QuerySet[Promotion], name: str, moment: datetime) -> QuerySet[Promotion]:
        """Select the promotions that are valid at a moment."""
        return promotions.filter(starts_at__lte=moment, ends_at__gt=moment)

    class Meta:
        model = Promotion
        fields = ["business", "city"]


class EventViewSet(viewsets.ModelViewSet[Event]):
    """Events, soonest first."""

    queryset = Event.objects.filter(moderation="approved").select_related("city", "business").order_by("start_at", "id")
    filterset_class = EventFilter
    search_fields = ["title", "summary"]
    ordering_fields = ["start_at"]

    def get_serializer_class(self) -> Any:
        """Return the short form for lists."""
        return EventListSerializer if self.action == "list" else EventSerializer


class BusinessViewSet(viewsets.ModelViewSet[Business]):
    """Businesses."""

    queryset = Business.objects.filter(moderation="approved").select_related("city").order_by("id")
    serializer_class = BusinessSerializer
    filterset_fields = ["category", "city"]
    search_fields = ["name"]


class PromotionViewSet(viewsets.ModelViewSet[Promotion]):
    """Promotions, newest first."""

    queryset = Promotion.objects.filter(moderation="approved").select_related("business").order_by("-created_at", "-id")
    serializer_class = PromotionSerializer
    filterset_class = PromotionFilter
