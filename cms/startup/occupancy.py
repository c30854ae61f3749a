"""Who runs this clone: one ``make run`` or ``make services`` at a time, found by those that come later."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from cms.startup.clone import Clone
from cms.startup.failure import StartupFailure
from cms.startup.lock import FileLock

_LOCK: Final = "run.lock"


@dataclass(frozen=True, kw_only=True)
class Occupant:
    """The process that runs this clone, and where it serves (empty for ``make services``)."""

    pid: int
    url: str


@contextmanager
def occupy(*, clone: Clone, url: str) -> Iterator[None]:
    """Be the one that runs this clone. Raises ``StartupFailure`` when another process is."""
    lock = FileLock(path=clone.var / _LOCK)
    if not lock.acquire():
        found = _read(lock)
        where = f" at {found.url}" if found and found.url else ""
        who = f" (process {found.pid})" if found else ""
        raise StartupFailure(
            f"this clone is already running{where}{who}: use it, or end it with Ctrl-C there or `make stop`"
        )
    try:
        lock.note(json.dumps({"pid": os.getpid(), "url": url}))
        yield
    finally:
        lock.note("")
        lock.release()


def occupant(*, clone: Clone) -> Occupant | None:
    """Return who runs this clone now, or None."""
    lock = FileLock(path=clone.var / _LOCK)
    if lock.acquire(shared=True):
        lock.release()
        return None
    return _read(lock)


def _read(lock: FileLock) -> Occupant | None:
    try:
        found = json.loads(lock.read_note())
        return Occupant(pid=int(found["pid"]), url=str(found["url"]))
    except (ValueError, KeyError, TypeError):
        return None
