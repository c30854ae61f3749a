"""What words ask of listings, for the criteria of every kind."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q


@dataclass(frozen=True, kw_only=True)
class WordCriteria:
    """Listings that words have found: those with the public ``ids``, or all whose search columns match ``words``.

    ``words`` is a tsquery, see ``search.vectors``. ``are_common`` says that a page is filled sooner by asking listing
    after listing in its order than by collecting what matches. ``None`` means "whatever".
    """

    ids: tuple[UUID, ...] | None = None
    words: str | None = None
    are_common: bool = False


def found(criteria: WordCriteria) -> Q:
    """Return the condition of a listing."""
    wanted = Q() if criteria.ids is None else Q(public_id__any_of=criteria.ids)
    if criteria.words is not None:
        wanted &= Q(**{"public_id__named_by" if criteria.are_common else "public_id__among": criteria.words})
    return wanted
