"""The only place where a selection of events becomes SQL."""

from typing import Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery

from events.criteria import EventCriteria


class EventListingQuerySet(models.QuerySet):  # type: ignore[type-arg]  # the model is declared with this class
    """Chainable selections of listed events."""

    def matching(self, criteria: EventCriteria) -> Self:
        """Select what a reader asked for, without an order."""
        chosen = self.filter(_conditions(criteria))
        if not criteria.has_range:
            return chosen.filter(ended_at__gt=criteria.now)
        dates = _dates_in_range(criteria)
        return chosen.filter(Exists(dates)).annotate(
            range_starts_at=Subquery(dates.order_by("starts_at", "pk").values("starts_at")[:1]),
            range_occurrence=Subquery(dates.order_by("starts_at", "pk").values("pk")[:1]),
        )

    def in_order(self, criteria: EventCriteria) -> Self:
        """Order by the date that the cards show, soonest first."""
        return self.order_by("range_starts_at" if criteria.has_range else "starts_at", "pk")


def _conditions(criteria: EventCriteria) -> Q:
    wanted = Q()
    if criteria.city is not None:
        wanted &= Q(city__public_id=criteria.city)
    if criteria.categories:
        wanted &= Q(category__in=criteria.categories)
    if criteria.is_free is not None:
        wanted &= Q(is_free=criteria.is_free)
    if criteria.is_featured is not None:
        featured = Q(featured_until__gt=criteria.now)
        wanted &= featured if criteria.is_featured else ~featured | Q(featured_until=None)
    if criteria.business is not None:
        wanted &= Q(business_id=criteria.business)
    if criteria.ids is not None:
        wanted &= Q(public_id__in=criteria.ids)
    return wanted


def _dates_in_range(criteria: EventCriteria) -> models.QuerySet[models.Model]:
    """Select the dates of a listing that overlap the asked range: running at its start counts."""
    dates = apps.get_model("events", "EventOccurrence").objects.filter(listing=OuterRef("pk"))
    if criteria.starts_from is not None:
        dates = dates.filter(over_at__gt=criteria.starts_from)
    if criteria.starts_before is not None:
        dates = dates.filter(starts_at__lt=criteria.starts_before)
    return dates
