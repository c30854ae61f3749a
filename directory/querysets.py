"""The only place where a selection of businesses becomes SQL."""

from typing import Self

from django.db import models

from directory.criteria import BusinessCriteria


class BusinessListingQuerySet(models.QuerySet):  # type: ignore[type-arg]  # the model is declared with this class
    """Chainable selections of listed businesses."""

    def matching(self, criteria: BusinessCriteria) -> Self:
        """Select what a reader asked for, without an order."""
        chosen = self
        if criteria.city is not None:
            chosen = chosen.filter(city__public_id=criteria.city)
        if criteria.categories:
            chosen = chosen.filter(category__in=criteria.categories)
        if criteria.is_verified is not None:
            chosen = chosen.filter(is_verified=criteria.is_verified)
        if criteria.ids is not None:
            chosen = chosen.filter(public_id__in=criteria.ids)
        return chosen

    def in_order(self) -> Self:
        """Order as the catalogue shows them: verified first, then by tier, then by name."""
        return self.order_by("-is_verified", "-tier_rank", "name", "pk")
