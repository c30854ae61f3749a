"""How long an answer stays right: until one of its rows changes, or until the clock changes what it says."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock
from typing import Any, Final

from django.conf import settings

from content.generations import Dependency, Generations, generations

# Whatever was forgotten here is put right soon.
_LONGEST: Final = timedelta(seconds=60)


@dataclass(frozen=True, kw_only=True, slots=True)
class Lasting:
    """What a kept answer has to be compared with: the generations it was made of, and the moment it ends."""

    dependencies: tuple[Dependency, ...]
    token: tuple[int, ...]
    changed_at: datetime
    ends_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Validity:
    """What an answer is made of: tables, and what of it the clock changes.

    That is any of ``listings`` (of a city, or of all) for a list, in which others may come and go, and ``stale_at`` for
    a single item.
    """

    dependencies: tuple[Dependency, ...]
    listings: Sequence[tuple[Any, int | None]] = ()
    stale_at: datetime | None = None


def before_reading() -> Generations | None:
    """Return the generations, to be taken **before** the rows of an answer are read: see :func:`lasting`.

    A change in between then ends the answer at once, never too late. ``None`` where no answers are kept.
    """
    return generations() if settings.API_RESPONSE_CACHE else None


def lasting(
    validity: Validity, *, known: Generations | None, now: datetime, at_most: timedelta | None = None
) -> Lasting | None:
    """Return how long an answer is right that is made of what was read after ``known``; ``None``: nobody keeps it."""
    if known is None:
        return None
    token = known.token(validity.dependencies)
    ends_at = now + (_LONGEST if at_most is None else min(at_most, _LONGEST))
    if validity.stale_at is not None and validity.stale_at > now:
        ends_at = min(ends_at, validity.stale_at)
    for listing, city in validity.listings:
        moment = _next_changes.after(now, listing=listing, city=city, token=token)
        if moment is not None:
            ends_at = min(ends_at, moment)
    return Lasting(
        dependencies=validity.dependencies,
        token=token,
        changed_at=known.changed_at(validity.dependencies),
        ends_at=ends_at,
    )


def until_next_minute(now: datetime) -> timedelta:
    """Return how long the current minute goes on: what depends on the clock itself lasts no longer."""
    return timedelta(minutes=1) - timedelta(seconds=now.second, microseconds=now.microsecond)


class _NextChanges:
    """When the clock next changes listings; asked once for every generation and every such moment."""

    def __init__(self) -> None:
        self._known: dict[tuple[Any, int | None], tuple[tuple[int, ...], datetime, datetime | None]] = {}
        self._lock = Lock()

    def after(self, now: datetime, *, listing: Any, city: int | None, token: tuple[int, ...]) -> datetime | None:
        known = self._known.get((listing, city))
        if known is not None and known[0] == token and known[1] <= now and (known[2] is None or now < known[2]):
            return known[2]
        rows = listing.objects.filter(stale_at__gt=now)
        if city is not None:
            rows = rows.filter(city_id=city)
        moment: datetime | None = rows.order_by("stale_at").values_list("stale_at", flat=True).first()
        with self._lock:
            self._known[(listing, city)] = (token, now, moment)
        return moment

    def forget(self) -> None:
        with self._lock:
            self._known.clear()


_next_changes: Final = _NextChanges()


def forget() -> None:
    """Forget everything that was learnt of the database; for tests, which roll changes back."""
    _next_changes.forget()
