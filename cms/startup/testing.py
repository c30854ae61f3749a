"""``make test`` and ``make check``: a command with the clone's second set of databases, which no site uses.

Several commands may use the set at the same time; the last one stops it.
"""

import signal
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Final

from cms.startup.backing import Backing
from cms.startup.clone import Clone
from cms.startup.console import Console
from cms.startup.failure import Interrupted, StartupFailure
from cms.startup.interruption import Interruption
from cms.startup.lock import FileLock

_EXIT_AFTER_SIGNAL: Final = 128
_INTERRUPTED: Final = 130


def run_tests(
    *,
    clone: Clone,
    console: Console,
    environment: Mapping[str, str],
    interruption: Interruption,
    command: Sequence[str],
) -> int:
    """Run the test suite's ``command`` and return its exit status.

    Raises ``StartupFailure`` when the tests of this clone are running already: they would share a test
    database.
    """
    lock = FileLock(path=clone.var / "test.lock")
    if not lock.acquire():
        raise StartupFailure(
            "the tests of this clone are running already: wait for them, or stop them with Ctrl-C there"
        )
    try:
        return run_with_databases(
            clone=clone, console=console, environment=environment, interruption=interruption, command=command
        )
    finally:
        lock.release()


def run_with_databases(
    *,
    clone: Clone,
    console: Console,
    environment: Mapping[str, str],
    interruption: Interruption,
    command: Sequence[str],
) -> int:
    """Run ``command`` with the databases' addresses in its environment and return its exit status."""
    try:
        with _databases(clone=clone, console=console, environment=environment, interruption=interruption) as backing:
            return _run(clone=clone, command=command, environment=backing.variables, interruption=interruption)
    except Interrupted:
        return _INTERRUPTED


@contextmanager
def _databases(
    *, clone: Clone, console: Console, environment: Mapping[str, str], interruption: Interruption
) -> Iterator[Backing]:
    """Share the second set of databases: the first user starts it, the last one stops it."""
    gate = FileLock(path=clone.var / "test-gate.lock")
    users = FileLock(path=clone.var / "test-users.lock")
    backing = Backing(clone=clone, console=console, environment=environment, is_durable=False)
    gate.acquire(wait=True)
    try:
        users.acquire(shared=True, wait=True)
        try:
            backing.start_search()
            backing.start_database(stop=interruption.stop)
            backing.finish_search(stop=interruption.stop)
            gate.release()
            yield backing
        finally:
            gate.acquire(wait=True)
            if users.acquire():
                backing.stop()
            else:
                backing.leave()
            users.release()
    finally:
        gate.release()


def _run(*, clone: Clone, command: Sequence[str], environment: Mapping[str, str], interruption: Interruption) -> int:
    """Run the command in the terminal's process group, so that it gets Ctrl-C itself."""
    try:
        child = subprocess.Popen(command, cwd=clone.root, env=dict(environment))
    except FileNotFoundError as error:
        raise StartupFailure(f"there is no program {command[0]!r}") from error
    is_told = False
    while True:
        try:
            status = child.wait(timeout=0.2)
        except subprocess.TimeoutExpired:
            interruption.notice_make()
            if interruption.stop.is_set() and not is_told:
                is_told = True
                # After Ctrl-C the command has had the signal already; a second one would cut its report
                # short.
                if interruption.last_signal != signal.SIGINT:
                    child.terminate()
            if interruption.hurry.is_set():
                child.kill()
        else:
            return status if status >= 0 else _EXIT_AFTER_SIGNAL - status
