"""Which index of the engine is in use; the answer lives in PostgreSQL, so that a switch is one atomic update."""

import time
from datetime import datetime
from typing import Final

from django.conf import settings
from django.db import transaction

from search.models import IndexPointer

_CACHE_SECONDS: Final = 1.0
_cache: dict[str, tuple[float, str]] = {}


def is_engine_wanted() -> bool:
    """Tell whether this installation searches in Meilisearch."""
    return settings.SEARCH_ENGINE == "meilisearch" and bool(settings.MEILISEARCH_URL)


def active_index(*, is_fresh: bool = False) -> str:
    """Return the name of the index that readers use, empty when there is none yet; remembered for a second."""
    prefix = settings.SEARCH_INDEX_PREFIX
    read_at, name = _cache.get(prefix, (0.0, ""))
    if is_fresh or not name or time.monotonic() - read_at > _CACHE_SECONDS:
        name = IndexPointer.objects.filter(prefix=prefix).values_list("active", flat=True).first() or ""
        _cache[prefix] = (time.monotonic(), name)
    return name


def pointer() -> IndexPointer:
    """Return this installation's pointer, creating it."""
    return IndexPointer.objects.get_or_create(prefix=settings.SEARCH_INDEX_PREFIX)[0]


def is_ours(uid: str) -> bool:
    """Tell whether an index belongs to this installation, by its name ``<prefix>-<number>``."""
    prefix, _hyphen, number = uid.rpartition("-")
    return prefix == settings.SEARCH_INDEX_PREFIX and number.isdigit()


def start_building() -> str:
    """Name a new index and note that it is being built; one that was being built is forgotten."""
    with transaction.atomic():
        pointer()
        row = IndexPointer.objects.select_for_update().get(prefix=settings.SEARCH_INDEX_PREFIX)
        row.number += 1
        row.building = f"{row.prefix}-{row.number}"
        row.save(update_fields=["number", "building"])
    return row.building


def switch(*, uid: str, signature: str, created_at: str, started_at: datetime, now: datetime) -> None:
    """Let readers use the index that was built; a rebuild asked for before it began is thereby done."""
    wanted = IndexPointer.objects.filter(prefix=settings.SEARCH_INDEX_PREFIX)
    with transaction.atomic():
        wanted.update(
            active=uid,
            active_signature=signature,
            active_created_at=created_at,
            building="",
            switched_at=now,
        )
        wanted.filter(rebuild_wanted_at__lte=started_at).update(rebuild_wanted_at=None)
    _cache.clear()


def note_drift(*, missing: int, extra: int, stale: int, started_at: datetime) -> None:
    """Remember what a comparison with the listings has found; one asked for before it began is thereby done."""
    wanted = IndexPointer.objects.filter(prefix=settings.SEARCH_INDEX_PREFIX)
    wanted.update(reconciled_at=started_at, drift_missing=missing, drift_extra=extra, drift_stale=stale)
    wanted.filter(reconcile_wanted_at__lte=started_at).update(reconcile_wanted_at=None)


def ask_for_comparison(*, now: datetime) -> None:
    """Have the sync process compare the index with the listings."""
    pointer()
    IndexPointer.objects.filter(prefix=settings.SEARCH_INDEX_PREFIX).update(reconcile_wanted_at=now)


def ask_for_rebuild(*, now: datetime) -> None:
    """Have the sync process build a new index."""
    pointer()
    IndexPointer.objects.filter(prefix=settings.SEARCH_INDEX_PREFIX).update(rebuild_wanted_at=now)
