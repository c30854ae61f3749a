"""Looking at and ending processes, never by name: by parentage, working folder or the clone's own mark."""

import contextlib
import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from cms.startup.failure import Interrupted

MARK_VARIABLE: Final = "CONNECT_CLONE_MARK"
_PROC: Final = Path("/proc")
_POLL_SECONDS: Final = 0.02


def is_alive(pid: int) -> bool:
    """Return whether a process with this id runs; a zombie that nobody has reaped counts as ended."""
    if pid <= 0:
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        # It exists and belongs to somebody else.
        pass
    try:
        state = (_PROC / str(pid) / "stat").read_bytes().rpartition(b") ")[2][:1]
        # The first thread of a program may have ended while others still work.
        has_other_threads = len(list((_PROC / str(pid) / "task").iterdir())) > 1
    except OSError:
        # Systems without /proc cannot tell zombies apart; on Linux the process has just ended.
        return not (_PROC / "self").exists()
    return has_other_threads or state not in {b"Z", b"X"}


def runs_in(*, pid: int, folder: Path) -> bool | None:
    """Return whether the process works in ``folder``; None where the system does not tell."""
    try:
        return (_PROC / str(pid) / "cwd").samefile(folder)
    except PermissionError:
        return None
    except OSError:
        return None if not (_PROC / "self").exists() else False


def command_line(pid: int) -> list[str]:
    """Return the arguments a process was started with, empty where there is no such process."""
    try:
        return (_PROC / str(pid) / "cmdline").read_bytes().decode(errors="replace").split("\0")
    except FileNotFoundError:
        if (_PROC / "self").exists():
            return []
    listed = subprocess.run(["ps", "-o", "command=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return listed.stdout.split()


def serves(*, pid: int, folder: Path) -> bool:
    """Return whether a live process works on ``folder``, by its working folder or else its command line.

    Working folders are compared by identity, so that a folder moved while the process runs is recognised.
    """
    if not is_alive(pid):
        return False
    found = runs_in(pid=pid, folder=folder)
    return str(folder) in command_line(pid) if found is None else found


def running_in(folder: Path) -> list[int]:
    """Return the ids of the live processes whose working folder is ``folder``."""
    return [pid for pid in _all_ids() if runs_in(pid=pid, folder=folder) and is_alive(pid)]


def marked(mark: str) -> list[int]:
    """Return the ids of the live processes that carry ``mark`` in their environment, except this one."""
    entry = f"{MARK_VARIABLE}={mark}".encode()
    found = []
    for pid in _all_ids():
        try:
            environment = (_PROC / str(pid) / "environ").read_bytes()
        except OSError:
            continue
        if pid != os.getpid() and entry in environment.split(b"\0") and is_alive(pid):
            found.append(pid)
    return found


def _all_ids() -> list[int]:
    try:
        return [int(entry.name) for entry in _PROC.iterdir() if entry.name.isdigit()]
    except OSError:
        return []


def wait_until_gone(pids: Iterable[int], *, seconds: float) -> list[int]:
    """Wait for the processes to end; return those that still run after ``seconds``."""
    deadline = time.monotonic() + seconds
    left = [pid for pid in pids if is_alive(pid)]
    while left and time.monotonic() < deadline:
        time.sleep(_POLL_SECONDS)
        left = [pid for pid in left if is_alive(pid)]
    return left


def send(pid: int, number: signal.Signals) -> None:
    """Send a signal to a process that may have ended meanwhile."""
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        return


def end(pids: Iterable[int], *, seconds: float) -> None:
    """Ask processes to end, and after ``seconds`` make them."""
    left = list(pids)
    for pid in left:
        send(pid, signal.SIGTERM)
    for pid in wait_until_gone(left, seconds=seconds):
        send(pid, signal.SIGKILL)
    wait_until_gone(left, seconds=seconds)


def end_group(process: "subprocess.Popen[Any]") -> None:
    """Kill what is left of the process group that ``process`` leads, and reap the leader."""
    # Nothing may be left (some systems report a group of zombies as not permitted).
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """How a program ended: its exit status and everything it printed."""

    status: int
    output: str


def call(
    arguments: Sequence[str | Path],
    *,
    stop: threading.Event,
    cwd: Path,
    environment: Mapping[str, str],
    on_line: Callable[[str], None] | None = None,
    identity: Mapping[str, Any] | None = None,
) -> Outcome:
    """Run a program to its end in a process group of its own, reading its output line by line.

    ``identity`` holds the ``user``, ``group`` and ``extra_groups`` of ``subprocess``. Raises ``Interrupted``
    when ``stop`` is set meanwhile (the whole group has ended then) and ``OSError`` when it cannot be started.
    """
    process = subprocess.Popen(
        [str(argument) for argument in arguments],
        cwd=cwd,
        env=dict(environment),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        start_new_session=True,
        **(identity or {}),
    )
    lines: list[str] = []

    def read() -> None:
        for line in process.stdout or ():
            lines.append(line)
            if on_line is not None:
                on_line(line.rstrip("\n"))

    reader = threading.Thread(target=read, daemon=True)
    reader.start()
    try:
        while process.poll() is None:
            if stop.wait(_POLL_SECONDS):
                raise Interrupted
    finally:
        end_group(process)
        reader.join(timeout=5)
    return Outcome(status=process.returncode, output="".join(lines))
