"""What a reader asks of events: one frozen value, whatever words the request used."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class EventCriteria:
    """A selection of listed events. Datetimes are aware and half-open; ``None`` means "whatever".

    Without ``starts_from`` and ``starts_before`` the events that are not over at ``now`` are meant.
    ``city`` and ``business`` are public ids. ``ids`` restricts to the given public ids (search hits).
    """

    now: datetime
    city: UUID | None = None
    categories: tuple[str, ...] = ()
    is_featured: bool | None = None
    is_free: bool | None = None
    starts_from: datetime | None = None
    starts_before: datetime | None = None
    business: UUID | None = None
    ids: tuple[UUID, ...] | None = None

    @property
    def has_range(self) -> bool:
        """Tell whether dates were asked for, so that a card shows the date inside the range."""
        return self.starts_from is not None or self.starts_before is not None
