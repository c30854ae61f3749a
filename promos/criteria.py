"""What a reader asks of promotions."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

# As the badge of the existing frontend: "ends soon".
SOON: Final = timedelta(days=3)


@dataclass(frozen=True, kw_only=True)
class PromotionCriteria:
    """A selection of listed promotions; ``None`` means "whatever".

    ``city`` is a primary key, ``business`` a public id. ``after`` is the place in the list behind which a page begins:
    publication and public id of an item, or its end with ``ending_first``. ``soon`` is the moment up to which an end
    is soon; it follows from ``now``.
    """

    now: datetime
    city: int | None = None
    is_active: bool | None = True
    business: UUID | None = None
    ids: tuple[UUID, ...] | None = None
    is_ending_soon: bool | None = None
    ending_first: bool = False
    after: tuple[datetime, UUID] | None = None
    soon: datetime | None = None

    def __post_init__(self) -> None:
        if self.soon is None:
            # The way of frozen dataclasses to set what follows from the rest.
            object.__setattr__(self, "soon", self.now + SOON)
