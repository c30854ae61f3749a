"""What a reader asks of promotions."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class PromotionCriteria:
    """A selection of listed promotions; ``None`` means "whatever". ``city`` and ``business`` are public ids."""

    now: datetime
    city: UUID | None = None
    is_active: bool | None = True
    business: UUID | None = None
    ids: tuple[UUID, ...] | None = None
