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
        if criteria.is_ending_soon is not None:
            soon = Q(valid_from__lte=criteria.now, valid_until__gt=criteria.now, valid_until__lte=criteria.soon)
            chosen = chosen.filter(soon) if criteria.is_ending_soon else chosen.exclude(soon)
        if criteria.city is not None:
            chosen = chosen.filter(city=criteria.city)
        if criteria.business is not None:
            chosen = chosen.filter(business_id=criteria.business)
        if criteria.ids is not None:
            chosen = chosen.filter(public_id__any_of=criteria.ids)
        return chosen

    def page(self, criteria: PromotionCriteria, *columns: str, rows: Rows) -> models.QuerySet[Any]:
        """Return rows behind ``criteria.after``: the columns of the order, then the given ones.

        They come newest first, or with ``ending_first`` by their ends.
        """
        name = "valid_until" if criteria.ending_first else "published_at"
        beyond, sign = ("gt", "") if criteria.ending_first else ("lt", "-")
        chosen = self.matching(criteria)
        if criteria.after is not None:
            moment, public_id = criteria.after
            chosen = chosen.filter(
                Q(**{f"{name}__{beyond}": moment}) | Q(**{name: moment, f"public_id__{beyond}": public_id}),
                # It says nothing new: it is the condition that an index understands.
                **{f"{name}__{beyond}e": moment},
            )
        ordered = chosen.order_by(f"{sign}{name}", f"{sign}public_id")
        return ordered.values_list(name, "public_id", *columns)[rows.offset : rows.offset + rows.limit]
