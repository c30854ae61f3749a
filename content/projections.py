"""The only writer of listings: copies live entries into what the public reads."""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import datetime

import structlog
from django.db import transaction
from django.db.models import QuerySet

from content import listing_hooks
from content.bulk_rows import upsert
from content.generations import signal_after_commit
from content.kinds import Kind, all_kinds, get_kind, kind_of
from content.models.entry import Entry
from content.models.listing import Listing
from delivery.changes import quietly

_CHUNK = 500

log = structlog.get_logger(__name__)


@dataclass(frozen=True, kw_only=True)
class Projection:
    """How many listings were written and how many removed."""

    written: int = 0
    removed: int = 0

    def __add__(self, other: "Projection") -> "Projection":
        return Projection(written=self.written + other.written, removed=self.removed + other.removed)


def project(entry: Entry, *, now: datetime) -> Projection:
    """Bring the listing of one entry in step with its row: live → upserted, otherwise deleted. Idempotent.

    It reads the row again, because signals are also sent for entries that are only scheduled.
    """
    kind = kind_of(type(entry))
    if kind is None:
        return Projection()
    with transaction.atomic():
        return _project_chunk(kind, [entry.pk], now)


def project_many(kind: Kind, pks: Sequence[int], *, now: datetime, by_clock: bool = False) -> Projection:
    """Bring the listings of many entries of a kind in step, in transactions of a few hundred.

    An entry that cannot be projected is reported and left as it is; it does not hold up the others. ``by_clock`` says
    that only time has passed, which is no news to who subscribed to changes.
    """
    ordered = sorted(set(pks))
    chunks = [ordered[start : start + _CHUNK] for start in range(0, len(ordered), _CHUNK)]
    if len(chunks) > 1:
        with _collecting_new_objects_only():
            return sum((_project_or_report(kind, chunk, now, by_clock) for chunk in chunks), Projection())
    return _project_or_report(kind, ordered, now, by_clock) if ordered else Projection()


@contextmanager
def _collecting_new_objects_only() -> Iterator[None]:
    """Keep the garbage collector from going through the code and all else that is loaded, a sixth of a run."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def _project_or_report(kind: Kind, pks: Sequence[int], now: datetime, by_clock: bool) -> Projection:  # noqa: FBT001 - passed on
    try:
        with transaction.atomic(), quietly() if by_clock else nullcontext():
            return _project_chunk(kind, pks, now)
    except Exception:  # noqa: BLE001 - whatever it was, it is found and logged one by one
        return sum((_project_one(kind, pk, now, by_clock) for pk in pks), Projection())


def _project_one(kind: Kind, pk: int, now: datetime, by_clock: bool) -> Projection:  # noqa: FBT001 - passed on
    try:
        with transaction.atomic(), quietly() if by_clock else nullcontext():
            return _project_chunk(kind, [pk], now)
    except Exception:  # reported; the others go on
        log.exception("an entry could not be projected", kind=kind.name, entry=pk)
        return Projection()


def _project_chunk(kind: Kind, pks: Sequence[int], now: datetime) -> Projection:
    # The lock orders simultaneous projections of one entry: the last one to commit saw the newest row. That is also
    # asked of rows which are not live yet: somebody may be publishing one that shows what has just changed.
    rows: QuerySet[Entry] = (
        kind.model._default_manager.select_for_update(of=("self",), no_key=True)
        .filter(pk__in=pks)
        # Few cities have many entries.
        .prefetch_related("city")
        .order_by("pk")
    )
    listings = kind.build([entry for entry in rows if entry.live and entry.city.is_active], now)
    written = {listing.pk for listing in listings}
    stale = kind.listing._default_manager.filter(pk__in=[pk for pk in pks if pk not in written])
    removed, _ = stale.delete()
    if listings:
        _write(kind, listings)
    signal_after_commit()
    return Projection(written=len(listings), removed=removed)


def _write(kind: Kind, listings: Sequence[Listing]) -> None:
    # A trigger stamps the version.
    versions = upsert(listings, key="entry_id", returning="version", keep=("version",))
    if kind.after_write:
        kind.after_write(listings)
    for listing in listings:
        listing.version = versions[listing.pk]
    listing_hooks.run(kind.name, listings)


def project_dependants(label: str, pks: Sequence[int], *, now: datetime) -> Projection:
    """Bring every listing in step that embeds one of the given rows of model ``label`` (``app.Model``)."""
    done = Projection()
    for kind, affected in dependants(label, pks).items():
        done += project_many(get_kind(kind), affected, now=now)
    return done


def dependants(label: str, pks: Sequence[int]) -> dict[str, list[int]]:
    """Return the primary keys of entries, live or not, by kind, that embed one of the given rows of model ``label``."""
    found: dict[str, list[int]] = {}
    for kind in all_kinds():
        if condition := kind.embeds.get(label):
            affected = kind.model._default_manager.filter(condition(pks))
            found[kind.name] = list(affected.values_list("pk", flat=True))
    return found


def project_all(kind: Kind, *, now: datetime) -> Projection:
    """Bring every listing of a kind in step with its entries."""
    return project_many(kind, all_pks(kind), now=now)


def all_pks(kind: Kind) -> list[int]:
    """Return the primary keys of all entries that are, or should be, listed."""
    live = kind.model._default_manager.filter(live=True).values_list("pk", flat=True)
    listed = kind.listing._default_manager.values_list("pk", flat=True)
    return sorted({*live, *listed})


def project_stale(*, now: datetime, limit: int = 1000) -> Projection:
    """Renew the listings whose finished JSON went out of date by the clock alone; nobody subscribed hears of it."""
    done = Projection()
    for kind in all_kinds():
        due = kind.listing._default_manager.filter(stale_at__lte=now).order_by("stale_at", "pk")[:limit]
        done += project_many(kind, list(due.values_list("pk", flat=True)), now=now, by_clock=True)
    return done
