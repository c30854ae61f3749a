"""The only place where a selection of promotions becomes SQL."""

from typing import Any, Self

from django.db import models
from django.db.models import Q

from content.prepared import Rows
from promos.criteria import PromotionCriteria


class PromotionListingQuerySet(models.QuerySet):  # type: ignore[type-arg]  # the model is declared with this class
    """Chainable selections of listed promotions."""

    def matching(self, criteria: PromotionCriteria) -> Self:
        """Select what a reader asked for, without an order."""
        chosen = self
        if criteria.is_active is not None:
            active = Q(valid_from__lte=criteria.now, valid_until__gt=criteria.now)
            chosen = chosen.filter(active, is_over=False) if criteria.is_active else chosen.exclude(active)
        if criteria.city is not None:
            chosen = chosen.filter(city=criteria.city)
        if criteria.business is not None:
            chosen = chosen.filter(business_id=criteria.business)
        if criteria.ids is not None:
            chosen = chosen.filter(public_id__any_of=criteria.ids)
        return chosen

    def page(self, criteria: PromotionCriteria, *columns: str, rows: Rows) -> models.QuerySet[Any]:
        """Return rows behind ``criteria.after``, newest first: the columns of the order, then the given ones."""
        chosen = self.matching(criteria)
        if criteria.after is not None:
            published_at, public_id = criteria.after
            chosen = chosen.filter(
                Q(published_at__lt=published_at) | Q(published_at=published_at, public_id__lt=public_id),
                # It says nothing new: it is the condition that an index understands.
                published_at__lte=published_at,
            )
        ordered = chosen.order_by("-published_at", "-public_id")
        return ordered.values_list("published_at", "public_id", *columns)[rows.offset : rows.offset + rows.limit]
