"""The only place where a selection of businesses becomes SQL."""

from typing import Any, Final, Self

from django.db import models
from django.db.models import Q

from content.distances import in_area, metres
from content.prepared import Rows
from directory.criteria import BusinessCriteria

# The columns that tell the place of a business in the catalogue.
ORDER: Final = ("is_verified", "tier_rank", "name", "public_id")
_PAIR: Final = 2


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
        if criteria.is_open is not None:
            is_open = Q(opens_at__lte=criteria.now) & (Q(closes_at__gt=criteria.now) | Q(closes_at=None))
            # What has no known hours is neither: a condition of NULLs would leave it out.
            chosen = chosen.filter(is_open) if criteria.is_open else chosen.filter(_not_open(criteria))
        if criteria.ids is not None:
            chosen = chosen.filter(public_id__any_of=criteria.ids)
        return chosen.filter(in_area(criteria))

    def page(self, criteria: BusinessCriteria, *columns: str, rows: Rows) -> models.QuerySet[Any]:
        """Return rows behind ``criteria.after`` as tuples of the columns of the order and the given ones.

        The catalogue shows verified ones first, then goes by tier, then by name.
        """
        chosen = self.matching(criteria)
        if criteria.by_distance:
            names: tuple[str, ...] = ("metres", "public_id")
            chosen = chosen.annotate(metres=metres(criteria)).order_by(*names)
        elif criteria.by_name:
            names = ("name", "public_id")
            chosen = chosen.order_by(*names)
        else:
            names = ORDER
            chosen = chosen.order_by("-is_verified", "-tier_rank", "name", "public_id")
        if criteria.after is not None:
            chosen = chosen.filter(_behind_pair(criteria.after, names) if len(names) == _PAIR else _behind(criteria))
        return chosen.values_list(*names, *columns)[rows.offset : rows.offset + rows.limit]


def _not_open(criteria: BusinessCriteria) -> Q:
    return Q(opens_at=None) | Q(opens_at__gt=criteria.now) | Q(closes_at__lte=criteria.now)


def _behind_pair(after: tuple[Any, ...], names: tuple[str, ...]) -> Q:
    [name, key] = names
    value, public_id = after
    return Q(**{f"{name}__gte": value}) & (Q(**{f"{name}__gt": value}) | Q(**{name: value, f"{key}__gt": public_id}))


def _behind(criteria: BusinessCriteria) -> Q:
    is_verified, tier_rank, name, public_id = criteria.after or ()
    # False comes before true in PostgreSQL, and the order goes down.
    return (
        Q(is_verified__lt=is_verified)
        | Q(is_verified=is_verified, tier_rank__lt=tier_rank)
        | Q(is_verified=is_verified, tier_rank=tier_rank, name__gt=name)
        | Q(is_verified=is_verified, tier_rank=tier_rank, name=name, public_id__gt=public_id)
    )
