"""What a reader asks of events: one frozen value, whatever words the request used."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

# What lasts longer is marked, so that whatever else is running at a moment is found by its start.
LONGEST_SHORT_DATE: Final = timedelta(days=1)
# Criteria of single dates: one and the same date has to fulfil all of them.
_OF_DATES: Final = ("weekdays", "clock_from", "price_min", "price_max", "venue", "statuses", "south", "near_latitude")


@dataclass(frozen=True, kw_only=True)
class EventCriteria:
    """A selection of listed events. Datetimes are aware and half-open; ``None`` means "whatever".

    Without a period and without criteria of single dates the events that are not over at ``now`` are meant, and their
    card's own date has to fulfil the rest. Otherwise one of their dates has to, from ``now`` on where no start is
    asked.

    ``first_day`` and ``last_day`` are days of the city, to which the night after them belongs. They go together with
    ``starts_from``, the end of the night before the first, and ``starts_before``, the end of the night after the last.

    ``city`` is a primary key, ``business`` and ``venue`` public ids. ``ids`` restricts to the given public ids (search
    hits). ``weekdays`` count from Monday, 1. ``clock_from`` and ``clock_until`` are minutes of the city's day;
    ``is_over_midnight`` tells that the hours between them hold midnight. ``age`` is that of the youngest visitor.
    ``languages``: any of them; ``accessibility``: all of them. The area is described in ``content.distances``.
    ``ends_before`` finds what has begun by ``now`` and ends for good before that.

    ``running_since`` is the earliest start of a short date that still runs at ``starts_from``; it follows from it.
    ``after`` is the place in the list behind which a page begins: the moment it is ordered by, and a public id.
    """

    now: datetime
    city: int | None = None
    categories: tuple[str, ...] = ()
    is_featured: bool | None = None
    is_free: bool | None = None
    starts_from: datetime | None = None
    starts_before: datetime | None = None
    first_day: date | None = None
    last_day: date | None = None
    weekdays: tuple[int, ...] = ()
    clock_from: int | None = None
    clock_until: int | None = None
    is_over_midnight: bool = False
    price_min: int | None = None
    price_max: int | None = None
    age: int | None = None
    languages: tuple[str, ...] = ()
    accessibility: tuple[str, ...] = ()
    is_accessible: bool | None = None
    statuses: tuple[str, ...] = ()
    business: UUID | None = None
    venue: UUID | None = None
    south: float | None = None
    west: float | None = None
    north: float | None = None
    east: float | None = None
    near_latitude: float | None = None
    near_longitude: float | None = None
    radius: int | None = None
    updated_since: datetime | None = None
    ends_before: datetime | None = None
    ids: tuple[UUID, ...] | None = None
    is_newest_first: bool = False
    after: tuple[datetime, UUID] | None = None
    running_since: datetime | None = None

    def __post_init__(self) -> None:
        # The way of frozen dataclasses to set what follows from the rest.
        asks_of_dates = any(getattr(self, name) not in (None, ()) for name in _OF_DATES)
        if self.starts_from is None and (self.starts_before is not None or asks_of_dates):
            object.__setattr__(self, "starts_from", self.now)
        if self.starts_from is not None and self.running_since is None:
            object.__setattr__(self, "running_since", self.starts_from - LONGEST_SHORT_DATE)

    @property
    def has_range(self) -> bool:
        """Tell whether dates were asked for, so that a card shows the date that was found."""
        return self.starts_from is not None
