"""Progress on the developer's terminal: one line per finished step, a sign of life while a step is long."""

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final, TextIO

_FIRST_SIGN_SECONDS: Final = 2.0
_SIGN_INTERVAL_SECONDS: Final = 5.0


class Step:
    """A step that is under way; ``detail`` and ``result`` may be set while it runs."""

    def __init__(self, *, title: str) -> None:
        self.title = title
        self.detail = ""
        self.result = "done"


class Console:
    """Prints whole lines from any thread; a closed terminal never disturbs the work."""

    def __init__(self, *, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stdout
        self._lock = threading.Lock()

    def say(self, text: str) -> None:
        """Print ``text`` as one or more whole lines."""
        with self._lock:
            try:
                self._stream.write(f"{text}\n")
                self._stream.flush()
            except (OSError, ValueError):
                # Whoever read the output has gone; starting and stopping go on without an audience.
                return

    @contextmanager
    def step(self, title: str) -> Iterator[Step]:
        """Announce a step: its result and duration when it is over, a sign of life while it lasts."""
        step = Step(title=title)
        started = time.monotonic()
        over = threading.Event()

        def show_life() -> None:
            pause = _FIRST_SIGN_SECONDS
            while not over.wait(pause):
                detail = f" ({step.detail})" if step.detail else ""
                self.say(f"  {step.title} … {time.monotonic() - started:.0f} s{detail}")
                pause = _SIGN_INTERVAL_SECONDS

        thread = threading.Thread(target=show_life, daemon=True)
        thread.start()
        try:
            yield step
        finally:
            over.set()
            thread.join()
        self.say(f"  {step.title}: {step.result} ({time.monotonic() - started:.1f} s)")
