"""``make stop``, ``make status``, ``make reset``: about the clone as a whole, from another terminal."""

import shutil
import signal
from collections.abc import Iterator
from typing import Final

from cms.startup import process
from cms.startup.clone import Clone
from cms.startup.console import Console
from cms.startup.environment import withdraw
from cms.startup.failure import StartupFailure
from cms.startup.lock import FileLock
from cms.startup.meilisearch import Server
from cms.startup.occupancy import occupant, occupy
from cms.startup.postgres import Cluster
from cms.startup.postgres.place import recorded_refuge
from cms.startup.running import mark_of
from cms.startup.supervisor import end_leftovers

_OCCUPANT_SECONDS: Final = 60.0
_LEFTOVER_SECONDS: Final = 10.0
_SETS: Final = (("postgres", "meilisearch"), ("test-postgres", "test-meilisearch"))
# What belongs to the data that a reset removes; downloads and logs stay.
_DATA: Final = ("postgres", "meilisearch", "test-postgres", "test-meilisearch")
_RECORDS: Final = ("prepared.json", "demo_accounts.json", "demo-unfinished", "refuge.json")


def stop(*, clone: Clone, console: Console) -> int:
    """Stop everything of this clone that runs, whoever started it; return 0."""
    found = occupant(clone=clone)
    if found is not None:
        console.say(f"  Stopping process {found.pid} …")
        process.send(found.pid, signal.SIGTERM)
        if process.wait_until_gone([found.pid], seconds=_OCCUPANT_SECONDS):
            raise StartupFailure(
                f"process {found.pid} does not stop: end it with `kill -9 {found.pid}`, then run this again"
            )
    with occupy(clone=clone, url=""):
        count = end_leftovers(mark=mark_of(clone), seconds=_LEFTOVER_SECONDS)
        withdraw(var=clone.var)
        for cluster, server in _existing(clone):
            count += server.stop() + cluster.stop()
    console.say("Stopped." if found or count else "Nothing of this clone was running.")
    return 0


def status(*, clone: Clone, console: Console) -> int:
    """Say what of this clone runs; return 0 when the site does, else 3 (as init scripts do)."""
    found = occupant(clone=clone)
    if found is None:
        console.say("The site of this clone is not running.")
        return 3
    console.say(f"Running at {found.url} (process {found.pid})" if found.url else f"Services run (process {found.pid})")
    return 0


def reset(*, clone: Clone, console: Console) -> int:
    """Stop everything and remove the databases of this clone with all they hold; return 0."""
    stop(clone=clone, console=console)
    refuge = recorded_refuge(clone=clone)
    for path in [*(clone.var / name for name in _DATA), *([refuge] if refuge else [])]:
        if path.exists():
            shutil.rmtree(path)
            console.say(f"  Removed {path}")
    for name in _RECORDS:
        (clone.var / name).unlink(missing_ok=True)
    console.say("The next `make run` begins with empty databases and loads the demo city.")
    return 0


def _existing(clone: Clone) -> Iterator[tuple[Cluster, Server]]:
    """Yield the sets of databases that may run; the tests' set only when no test uses it."""
    for cluster, server in _SETS:
        users = FileLock(path=clone.var / "test-users.lock")
        if cluster.startswith("test-") and not users.acquire():
            continue
        yield Cluster(clone=clone, name=cluster), Server(clone=clone, name=server)
        users.release()
