"""When two dates at one place get in each other's way. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from language.normaliser import normalise

# Whatever lasts longer (an exhibition, a fair) leaves room for a concert in the same house.
LONGEST_CLAIM: Final = timedelta(hours=24)
_NOT_THERE: Final = frozenset({"cancelled", "postponed", "moved_online"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Claim:
    """A date of an event that takes its place for itself, from ``starts_at`` until ``over_at``."""

    event: int
    place: str
    starts_at: datetime
    over_at: datetime


def place_key(*names: str) -> str:
    """Return the first name that is not empty, as it is compared: without case, punctuation and Kazakh letters."""
    return next((key for name in names if (key := normalise(name).fold_text)), "")


def takes_its_place(*, status: str, is_all_day: bool, starts_at: datetime, over_at: datetime) -> bool:
    """Tell whether nothing else should be at the same place at the same time."""
    return not is_all_day and status not in _NOT_THERE and over_at - starts_at <= LONGEST_CLAIM


def overlap(one: Claim, other: Claim) -> bool:
    """Tell whether two dates of different events are at one place at one time; one may begin when the other ends."""
    return (
        bool(one.place)
        and one.place == other.place
        and one.event != other.event
        and one.starts_at < other.over_at
        and other.starts_at < one.over_at
    )


def first_clash(claim: Claim, *, others: Iterable[Claim]) -> Claim | None:
    """Return the earliest of other dates that is in the way of one."""
    in_the_way = [other for other in others if overlap(claim, other)]
    return min(in_the_way, key=lambda other: (other.starts_at, other.event), default=None)
