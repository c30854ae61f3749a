"""How search is doing, for the admin's page and for monitoring. Never raises because the engine is away."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.conf import settings

from search import outbox
from search.answering import breaker
from search.indexes import is_engine_wanted
from search.meilisearch.administration import Administration, EngineDown
from search.meilisearch.definition import signature
from search.models import IndexPointer, SearchEntry
from search.reconciliation import Drift, listed_count

# People wait for the page, and monitoring asks every few seconds.
_SECONDS: Final = 1
# Changes reach the engine within a second; later ones mean that nobody sends them.
_LONG_LAG: Final = 60.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Status:
    """What is true of search at one moment.

    ``engine`` answers: ``meilisearch`` or ``postgres``. ``is_reachable`` and ``documents`` are ``None`` where no engine
    is wanted or it did not say. ``lag`` is the age of the oldest change that waits, in seconds. ``drift`` is what the
    last comparison found, ``reconciled_at`` when that was.
    """

    engine: str
    is_wanted: bool
    is_reachable: bool | None
    error: str
    is_spared: bool
    active: str
    building: str
    is_current: bool
    is_rebuild_wanted: bool
    is_comparison_wanted: bool
    switched_at: datetime | None
    documents: int | None
    listed: int
    columns: int
    waiting: int
    parked: int
    lag: float
    reconciled_at: datetime | None
    drift: Drift

    @property
    def needs_attention(self) -> bool:
        """Tell whether somebody should look."""
        is_behind = self.waiting > self.parked and self.lag > _LONG_LAG
        is_engine_wrong = self.is_wanted and not (self.is_reachable and self.is_current)
        return bool(self.parked or is_behind or is_engine_wrong or self.columns != self.listed)


def status(*, now: datetime) -> Status:
    """Return how search is doing; asks the engine for at most a second."""
    waiting = outbox.state()
    # Whoever looks writes nothing, not even a pointer to no index.
    prefix = settings.SEARCH_INDEX_PREFIX
    found = IndexPointer.objects.filter(prefix=prefix).first() if is_engine_wanted() else None
    row = found or IndexPointer(prefix=prefix)
    documents, error = _documents(row)
    is_reachable = None if not is_engine_wanted() else not error
    is_good = is_reachable and not breaker.is_open and bool(row.active)
    return Status(
        engine="meilisearch" if is_good else "postgres",
        is_wanted=is_engine_wanted(),
        is_reachable=is_reachable,
        error=error,
        is_spared=breaker.is_open,
        active=row.active,
        building=row.building,
        is_current=bool(row.active) and row.active_signature == signature(),
        is_rebuild_wanted=row.rebuild_wanted_at is not None,
        is_comparison_wanted=row.reconcile_wanted_at is not None,
        switched_at=row.switched_at,
        documents=documents,
        listed=listed_count(),
        columns=SearchEntry.objects.count(),
        waiting=waiting.waiting,
        parked=waiting.parked,
        lag=max((now - waiting.oldest_at).total_seconds(), 0.0) if waiting.oldest_at else 0.0,
        reconciled_at=row.reconciled_at,
        drift=Drift(missing=row.drift_missing, extra=row.drift_extra, stale=row.drift_stale),
    )


def _documents(row: IndexPointer) -> tuple[int | None, str]:
    """Return how many documents the active index has and why that is unknown."""
    if not is_engine_wanted():
        return None, ""
    administration = Administration(url=settings.MEILISEARCH_URL, key=settings.MEILISEARCH_KEY, timeout=_SECONDS)
    try:
        if row.active not in administration.indexes(row.prefix):
            return (None, f"index {row.active} is lost") if row.active else (0, "")
        return administration.count(row.active), ""
    except EngineDown as error:
        return None, str(error)
