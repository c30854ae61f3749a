"""How the developer ends a start: Ctrl-C, SIGTERM, a closed terminal, a signal that only ``make`` got."""

import os
import signal
import threading
from pathlib import Path
from types import FrameType
from typing import Final

_INTERRUPT_BIT: Final = 1 << (signal.SIGINT - 1)
_SIGNALS: Final = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Interruption:
    """Turns signals into two events: ``stop``, and ``hurry`` when the developer asks a second time."""

    def __init__(self) -> None:
        self.stop = threading.Event()
        self.hurry = threading.Event()
        self.last_signal = 0
        self._parent = os.getppid()
        self._is_under_make = _name_of(self._parent) in {"make", "gmake"}
        self._make_listens = self._is_under_make and _catches_interrupt(self._parent)

    def listen(self) -> None:
        """Install the handlers. A shell's background programs start with Ctrl-C ignored; here it counts."""
        for number in _SIGNALS:
            if number == signal.SIGHUP and signal.getsignal(number) is signal.SIG_IGN:
                # Started under nohup: meant to outlive the terminal.
                continue
            signal.signal(number, self._handle)

    def notice_make(self) -> None:
        """Set ``stop`` when ``make`` has gone or was interrupted alone.

        ``make`` keeps a SIGINT that a program sent to it to itself and waits for its recipe, which would wait
        for ever. While it waits so, it no longer catches the signal, which its parent state shows.
        """
        if not self._is_under_make or self.stop.is_set():
            return
        has_gone = os.getppid() != self._parent
        was_interrupted = self._make_listens and not _catches_interrupt(self._parent)
        if has_gone or was_interrupted:
            self.stop.set()

    def _handle(self, number: int, frame: FrameType | None) -> None:
        self.last_signal = number
        if self.stop.is_set():
            self.hurry.set()
        self.stop.set()


def _name_of(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/comm").read_text().strip()
    except OSError:
        return ""


def _catches_interrupt(pid: int) -> bool:
    try:
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith("SigCgt:"):
                return bool(int(line.split()[1], 16) & _INTERRUPT_BIT)
    except OSError:
        return False
    return False
