"""Counting views of items, so that no reader waits for it: in memory first, and in the database some seconds later."""

import time
from collections.abc import Callable, Mapping
from multiprocessing.util import Finalize
from threading import Event, Lock, Thread
from typing import Any, Final

import structlog
from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection

from api.visitors import Visitors, is_person
from content.view_counts import Viewed, record

_SECONDS: Final = 10.0
# So many items are written at once without waiting for the time to pass, and not more than so many are kept.
_MANY: Final = 5_000
_MOST: Final = 50_000

log = structlog.get_logger(__name__)


class ViewBatch:
    """What this process has counted and not yet written; a thread of its own writes it, which the first view starts.

    While the database is away the numbers wait, of at most so many items. A process that stops writes what it has; one
    that is killed loses that. Nothing is written twice but where the answer to a commit got lost.
    """

    def __init__(self, write: Callable[[Mapping[Viewed, int]], None], *, seconds: float = _SECONDS) -> None:
        self._write = write
        self._seconds = seconds
        self._counted: dict[Viewed, int] = {}
        self._lock = Lock()
        self._writing = Lock()
        self._wake = Event()
        self._is_stopped = False
        self._thread: Thread | None = None

    def add(self, viewed: Viewed, times: int = 1) -> None:
        """Count a view."""
        with self._lock:
            before = self._counted.get(viewed)
            if before is None and len(self._counted) >= _MOST:
                return
            self._counted[viewed] = (before or 0) + times
            is_much = before is None and len(self._counted) == _MANY
        if is_much:
            self._wake.set()
        if self._thread is None:
            self._start()

    def flush(self) -> None:
        """Write what was counted, or keep it where the database does not take it."""
        with self._writing:
            with self._lock:
                counted, self._counted = self._counted, {}
            if not counted:
                return
            try:
                self._write(counted)
            except (DatabaseError, InterfaceError) as error:
                for viewed, times in counted.items():
                    self.add(viewed, times)
                log.warning("views wait for the database", items=len(counted), error=str(error))

    def stop(self) -> None:
        """Write what was counted, and nothing by itself from now on."""
        self._is_stopped = True
        self._wake.set()
        self.flush()

    def _start(self) -> None:
        with self._lock:
            if self._thread is not None:
                return
            self._thread = Thread(target=self._run, name="views", daemon=True)
        self._thread.start()
        # Unlike atexit it is also called in the processes that web servers start with multiprocessing.
        Finalize(None, self.stop, exitpriority=10)

    def _run(self) -> None:
        while not self._is_stopped:
            self._wake.wait(self._seconds)
            self._wake.clear()
            try:
                self.flush()
            finally:
                # It is needed again in some seconds only.
                connection.close()


_visitors: Final = Visitors()
_batch: Final = ViewBatch(record)


def count_view(viewed: Viewed | None, environ: Mapping[str, Any]) -> None:
    """Count that the page of an item was read, if a person did who was not there a moment ago.

    It asks the database nothing. ``environ`` is the WSGI environment, which Django calls ``request.META``.
    """
    if viewed is None or not settings.COUNT_VIEWS or not is_person(environ):
        return
    if not _visitors.is_back(environ, viewed.public_id, at=time.time()):
        _batch.add(viewed)
