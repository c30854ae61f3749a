"""The process that keeps the engine in step with the listings; one of them works at a time, others stand by."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

import structlog
from django.conf import settings
from django.db import InterfaceError, OperationalError, connection
from django.utils import timezone

from search.columns import refresh_columns
from search.indexes import note_drift, pointer
from search.meilisearch.administration import Administration, EngineDown, Refused
from search.rebuild import drop_leftovers, rebuild, why_rebuild
from search.reconciliation import listed_count, reconcile
from search.sending import Round, Sender

log = structlog.get_logger(__name__)

POLL_SECONDS: Final = 0.25
_STAND_BY_SECONDS: Final = 1.0
_CHECK_SECONDS: Final = 5.0
_COUNT_SECONDS: Final = 60.0
_RECONCILE_SECONDS: Final = 3600.0
_LONGEST_BACK_OFF: Final = 5.0


def configured_administration() -> Administration:
    """Return the Meilisearch server that the settings name."""
    return Administration(url=settings.MEILISEARCH_URL, key=settings.MEILISEARCH_KEY)


@contextmanager
def working_alone() -> Iterator[bool]:
    """Hold this installation's lock, if nobody else does; give whether it is ours. Bound to the connection."""
    name = f"search-sync:{settings.SEARCH_INDEX_PREFIX}"
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(hashtextextended(%s, 0))", [name])
        is_ours = bool(cursor.fetchone()[0])
    try:
        yield is_ours
    finally:
        if is_ours and connection.connection is not None and not connection.connection.closed:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(hashtextextended(%s, 0))", [name])


@dataclass(kw_only=True)
class _Timer:
    """Something to be done every so many seconds."""

    seconds: float
    next_at: float = field(default=0.0)

    def is_due(self) -> bool:
        """Tell whether it is time, and begin the next period if so."""
        if time.monotonic() < self.next_at:
            return False
        self.next_at = time.monotonic() + self.seconds
        return True


@dataclass(kw_only=True)
class Worker:
    """Keeps the index in step while it holds the lock. ``say`` is told what an operator wants to see."""

    administration: Administration
    stop: threading.Event
    say: Callable[[str], None]
    clock: Callable[[], datetime] = timezone.now
    _check: _Timer = field(default_factory=lambda: _Timer(seconds=_CHECK_SECONDS))
    _count: _Timer = field(default_factory=lambda: _Timer(seconds=_COUNT_SECONDS))
    _reconcile: _Timer = field(default_factory=lambda: _Timer(seconds=_RECONCILE_SECONDS))

    def step(self) -> Round:
        """Do what is to be done now: rebuild, look for drift, deliver. Raises ``EngineDown``."""
        if self._check.is_due():
            self._keep_index()
        outcome = self._sender().send_due()
        if outcome.claimed:
            # Documents sent to an index that vanished make an empty one of that name: look before the next round.
            self._check.next_at = min(self._check.next_at, time.monotonic() + POLL_SECONDS)
        else:
            self._look_for_drift()
        return outcome

    def drain(self) -> Round:
        """Deliver everything that is due, after making sure that the index is good. Raises ``EngineDown``."""
        self._keep_index()
        total = Round()
        while not self.stop.is_set():
            outcome = self._sender().send_due()
            total.claimed += outcome.claimed
            total.delivered += outcome.delivered
            total.failed += outcome.failed
            if not outcome.claimed:
                break
        return total

    def _keep_index(self) -> None:
        if reason := why_rebuild(self.administration):
            self.say(f"building a new index: {reason}")
            started = time.monotonic()
            uid = rebuild(self.administration, clock=self.clock, is_stopping=self.stop.is_set)
            if uid:
                count = self.administration.count(uid)
                self.say(f"index {uid} is in use: {count} documents, {time.monotonic() - started:.1f} s")
            self._reconcile.is_due()

    def _look_for_drift(self) -> None:
        row = pointer()
        uid = row.active
        if not uid:
            return
        is_different = row.reconcile_wanted_at is not None
        if self._count.is_due():
            drop_leftovers(self.administration)
            is_different |= self.administration.count(uid) != listed_count()
        if self._reconcile.is_due() or is_different:
            started_at = self.clock()
            refresh_columns()
            drift = reconcile(self.administration, uid=uid)
            note_drift(missing=drift.missing, extra=drift.extra, stale=drift.stale, started_at=started_at)
            if drift.total:
                log.warning("search index had drifted", missing=drift.missing, extra=drift.extra, stale=drift.stale)

    def _sender(self) -> Sender:
        uid = pointer().active
        if not uid:
            raise EngineDown("there is no index yet")
        return Sender(administration=self.administration, targets=[uid], is_stopping=self.stop.is_set)


def follow(*, administration: Administration, stop: threading.Event, say: Callable[[str], None]) -> None:
    """Keep the engine in step until ``stop``; survive an engine and a database that come and go."""
    stands_by = False
    while not stop.is_set():
        try:
            with working_alone() as is_ours:
                if is_ours:
                    stands_by = False
                    refresh_columns()
                    _work(Worker(administration=administration, stop=stop, say=say))
                elif not stands_by:
                    stands_by = True
                    say("another process is at work; standing by")
        except (OperationalError, InterfaceError) as error:
            log.warning("the database is away", reason=str(error))
            connection.close()
        stop.wait(_STAND_BY_SECONDS)


def _work(worker: Worker) -> None:
    back_off = 0.0
    while not worker.stop.is_set():
        try:
            outcome = worker.step()
        except (EngineDown, Refused) as error:
            if not back_off:
                worker.say(f"the search engine is away, changes wait: {error}")
            back_off = min(max(back_off * 2, POLL_SECONDS), _LONGEST_BACK_OFF)
            worker.stop.wait(back_off)
            continue
        if back_off:
            worker.say("the search engine is back")
            back_off = 0.0
        if not outcome.delivered:
            worker.stop.wait(POLL_SECONDS)


def sync_once(*, administration: Administration, say: Callable[[str], None]) -> Round | None:
    """Deliver everything that waits, building the index if need be; ``None`` when another process does so already.

    Raises ``EngineDown``.
    """
    with working_alone() as is_ours:
        if not is_ours:
            return None
        refresh_columns()
        return Worker(administration=administration, stop=threading.Event(), say=say).drain()
