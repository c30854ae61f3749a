"""What a reader asks of events: one frozen value, whatever words the request used."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

# What lasts longer is marked, so that whatever else is running at a moment is found by its start.
LONGEST_SHORT_DATE: Final = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class EventCriteria:
    """A selection of listed events. Datetimes are aware and half-open; ``None`` means "whatever".

    Without ``starts_from`` and ``starts_before`` the events that are not over at ``now`` are meant.
    ``city`` is a primary key, ``business`` a public id. ``ids`` restricts to the given public ids (search hits).
    ``running_since`` is the earliest start of a short date that still runs at ``starts_from``; it follows from it.
    ``after`` is the place in the list, the start shown and the public id of an item, behind which a page begins.
    """

    now: datetime
    city: int | None = None
    categories: tuple[str, ...] = ()
    is_featured: bool | None = None
    is_free: bool | None = None
    starts_from: datetime | None = None
    starts_before: datetime | None = None
    business: UUID | None = None
    ids: tuple[UUID, ...] | None = None
    after: tuple[datetime, UUID] | None = None
    running_since: datetime | None = None

    def __post_init__(self) -> None:
        if self.starts_from is not None and self.running_since is None:
            # The way of frozen dataclasses to set what follows from the rest.
            object.__setattr__(self, "running_since", self.starts_from - LONGEST_SHORT_DATE)

    @property
    def has_range(self) -> bool:
        """Tell whether dates were asked for, so that a card shows the date inside the range."""
        return self.starts_from is not None or self.starts_before is not None
