"""What a reader asks of businesses."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class BusinessCriteria:
    """A selection of listed businesses; ``None`` means "whatever". ``city`` is a primary key."""

    city: int | None = None
    categories: tuple[str, ...] = ()
    is_verified: bool | None = None
    ids: tuple[UUID, ...] | None = None
    after: tuple[bool, int, str, UUID] | None = None
