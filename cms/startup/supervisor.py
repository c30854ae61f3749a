"""Keeps the site's own programs running: starts them, shows their output, restarts and stops them."""

import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Final

from cms.startup import process
from cms.startup.console import Console
from cms.startup.failure import StartupFailure
from cms.startup.log import last_lines, new_output, open_log, size

_FIRST_PAUSE_SECONDS: Final = 1.0
_LONGEST_PAUSE_SECONDS: Final = 30.0
# A program that lived this long had started well: its next failure is a first one again.
_STEADY_SECONDS: Final = 60.0
_POLL_SECONDS: Final = 0.05


@dataclass(frozen=True, kw_only=True)
class Program:
    """A program of the site. An essential one is not restarted: when it ends, everything stops."""

    name: str
    arguments: Sequence[str | Path]
    environment: Mapping[str, str]
    is_essential: bool = False


@dataclass(kw_only=True)
class _Child:
    program: Program
    running: "subprocess.Popen[bytes] | None" = None
    reader: threading.Thread | None = None
    log_start: int = 0
    started_at: float = 0.0
    pause: float = _FIRST_PAUSE_SECONDS
    next_start_at: float = field(default=0.0)


class Supervisor:
    """Runs programs in the folder ``cwd``, each in a process group of its own that ends with it."""

    def __init__(self, *, console: Console, cwd: Path, log_of: Callable[[str], Path]) -> None:
        self._console = console
        self._cwd = cwd
        self._log_of = log_of
        self._children: list[_Child] = []

    def start(self, program: Program) -> None:
        """Start a program and look after it from now on."""
        child = _Child(program=program)
        self._children.append(child)
        self._launch(child)

    def check(self) -> None:
        """Restart what has ended, with growing pauses; ``StartupFailure`` when an essential program has."""
        now = time.monotonic()
        for child in self._children:
            if child.running is not None and child.running.poll() is not None:
                self._handle_end(child=child, now=now)
            elif child.running is None and now >= child.next_start_at:
                self._launch(child)

    def stop(self, *, seconds: float, hurried_seconds: float, hurry: threading.Event) -> None:
        """Ask all programs to end, wait for them together, and after ``seconds`` make them.

        When ``hurry`` is set, ``hurried_seconds`` more have to do.
        """
        running = [child for child in self._children if child.running is not None]
        for child in running:
            _ask_to_end(child)
        deadline = time.monotonic() + seconds
        while any(_runs(child) for child in running) and time.monotonic() < deadline:
            if hurry.is_set():
                deadline = min(deadline, time.monotonic() + hurried_seconds)
            time.sleep(_POLL_SECONDS)
        for child in running:
            if _runs(child):
                self._console.say(f"  {child.program.name} did not stop in time and was ended")
            _bury(child)
        self._children.clear()

    def _launch(self, child: _Child) -> None:
        log = self._log_of(child.program.name)
        sink = open_log(log)
        child.log_start = size(log)
        child.running = subprocess.Popen(
            [str(argument) for argument in child.program.arguments],
            cwd=self._cwd,
            env=dict(child.program.environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            # Ctrl-C in the terminal must reach the supervisor only, which stops things in order.
            start_new_session=True,
        )
        child.started_at = time.monotonic()
        child.reader = threading.Thread(
            target=self._show, args=(child.program.name, child.running.stdout, sink), daemon=True
        )
        child.reader.start()

    def _show(self, name: str, source: IO[bytes] | None, sink: IO[bytes]) -> None:
        """Copy a program's output to its log and, line by line, to the terminal."""
        with sink:
            for line in source or ():
                self._console.say(f"{name:<7}| {line.decode(errors='replace').rstrip()}")
                try:
                    sink.write(line)
                    sink.flush()
                except OSError:
                    # A full disk must not block the program whose output this is.
                    continue

    def _handle_end(self, *, child: _Child, now: float) -> None:
        if child.running is None:
            return
        status = child.running.returncode
        _bury(child)
        log = self._log_of(child.program.name)
        how = f"ended with status {status}" if status >= 0 else f"was ended by {signal.Signals(-status).name}"
        if child.program.is_essential:
            end = last_lines(new_output(path=log, start=child.log_start), count=15)
            raise StartupFailure(f"{child.program.name} {how}; the end of its log {log}:\n{end}")
        if now - child.started_at > _STEADY_SECONDS:
            child.pause = _FIRST_PAUSE_SECONDS
        self._console.say(f"{child.program.name} {how} and starts again in {child.pause:.0f} s; its log is {log}")
        child.next_start_at = now + child.pause
        child.pause = min(child.pause * 2, _LONGEST_PAUSE_SECONDS)


def _runs(child: _Child) -> bool:
    return child.running is not None and child.running.poll() is None


def _ask_to_end(child: _Child) -> None:
    if child.running is not None and child.running.poll() is None:
        child.running.send_signal(signal.SIGTERM)


def _bury(child: _Child) -> None:
    """End what is left of a program's process group and let its last words be shown."""
    if child.running is not None:
        process.end_group(child.running)
    if child.reader is not None:
        child.reader.join(timeout=1)
    child.running = None


def python_environment(environment: Mapping[str, str], *, mark: str) -> dict[str, str]:
    """Return the environment of a supervised Python program: unbuffered output and the clone's mark."""
    return {**environment, "PYTHONUNBUFFERED": "1", process.MARK_VARIABLE: mark}


def end_leftovers(*, mark: str, seconds: float) -> int:
    """End programs that a killed supervisor of this clone left running; return how many there were."""
    found = [pid for pid in process.marked(mark) if pid != os.getppid()]
    process.end(found, seconds=seconds)
    return len(found)
