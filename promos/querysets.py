"""The only place where a selection of promotions becomes SQL."""

from typing import Self

from django.db import models
from django.db.models import Q

from promos.criteria import PromotionCriteria


class PromotionListingQuerySet(models.QuerySet):  # type: ignore[type-arg]  # the model is declared with this class
    """Chainable selections of listed promotions."""

    def matching(self, criteria: PromotionCriteria) -> Self:
        """Select what a reader asked for, without an order."""
        chosen = self
        if criteria.is_active is not None:
            active = Q(valid_from__lte=criteria.now, valid_until__gt=criteria.now)
            chosen = chosen.filter(active if criteria.is_active else ~active)
        if criteria.city is not None:
            chosen = chosen.filter(city__public_id=criteria.city)
        if criteria.business is not None:
            chosen = chosen.filter(business_id=criteria.business)
        if criteria.ids is not None:
            chosen = chosen.filter(public_id__in=criteria.ids)
        return chosen

    def in_order(self) -> Self:
        """Order newest first."""
        return self.order_by("-published_at", "-pk")
