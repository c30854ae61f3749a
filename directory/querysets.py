"""The only place where a selection of businesses becomes SQL."""

from typing import Any, Final, Self

from django.db import models
from django.db.models import Q

from content.prepared import Rows
from directory.criteria import BusinessCriteria

# The columns that tell the place of a business in the catalogue.
ORDER: Final = ("is_verified", "tier_rank", "name", "public_id")


class BusinessListingQuerySet(models.QuerySet):  # type: ignore[type-arg]  # the model is declared with this class
    """Chainable selections of listed businesses."""

    def matching(self, criteria: BusinessCriteria) -> Self:
        """Select what a reader asked for, without an order."""
        chosen = self
        if criteria.city is not None:
            chosen = chosen.filter(city=criteria.city)
        if len(criteria.categories) == 1:
            # An equality keeps the order of the index.
            chosen = chosen.filter(category=criteria.categories[0])
        elif criteria.categories:
            chosen = chosen.filter(category__any_of=criteria.categories)
        if criteria.is_verified is not None:
            chosen = chosen.filter(is_verified=criteria.is_verified)
        if criteria.ids is not None:
            chosen = chosen.filter(public_id__any_of=criteria.ids)
        return chosen

    def page(self, criteria: BusinessCriteria, *columns: str, rows: Rows) -> models.QuerySet[Any]:
        """Return rows behind ``criteria.after`` as tuples of the columns of the order and the given ones.

        The catalogue shows verified ones first, then goes by tier, then by name.
        """
        chosen = self.matching(criteria)
        if criteria.after is not None:
            is_verified, tier_rank, name, public_id = criteria.after
            chosen = chosen.filter(
                # False comes before true in PostgreSQL, and the order goes down.
                Q(is_verified__lt=is_verified)
                | Q(is_verified=is_verified, tier_rank__lt=tier_rank)
                | Q(is_verified=is_verified, tier_rank=tier_rank, name__gt=name)
                | Q(is_verified=is_verified, tier_rank=tier_rank, name=name, public_id__gt=public_id)
            )
        ordered = chosen.order_by("-is_verified", "-tier_rank", "name", "public_id")
        return ordered.values_list(*ORDER, *columns)[rows.offset : rows.offset + rows.limit]
