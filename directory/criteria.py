"""What a reader asks of businesses."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class BusinessCriteria:
    """A selection of listed businesses; ``None`` means "whatever". ``city`` is a primary key.

    The area is described in ``content.distances``. ``by_distance`` needs a place to be near to; without it and
    ``by_name`` the order is that of the catalogue. ``after`` is the place in the order behind which a page begins.
    """

    now: datetime | None = None
    city: int | None = None
    categories: tuple[str, ...] = ()
    is_verified: bool | None = None
    ids: tuple[UUID, ...] | None = None
    is_open: bool | None = None
    south: float | None = None
    west: float | None = None
    north: float | None = None
    east: float | None = None
    near_latitude: float | None = None
    near_longitude: float | None = None
    radius: int | None = None
    by_name: bool = False
    by_distance: bool = False
    after: tuple[Any, ...] | None = None
