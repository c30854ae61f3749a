"""What a reader asks of promotions."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class PromotionCriteria:
    """A selection of listed promotions; ``None`` means "whatever".

    ``city`` is a primary key, ``business`` a public id. ``after`` is the place in the list behind which a page begins:
    publication and public id of an item.
    """

    now: datetime
    city: int | None = None
    is_active: bool | None = True
    business: UUID | None = None
    ids: tuple[UUID, ...] | None = None
    after: tuple[datetime, UUID] | None = None
