"""How long a search may take, and when to stop asking an engine that does not answer."""

import threading
import time
from collections.abc import Callable
from typing import Final

FAILURES: Final = 5
PROBE_SECONDS: Final = 5.0


class Budget:
    """Seconds that everything asked of an engine for one search may take together."""

    def __init__(self, *, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._ends = clock() + seconds

    @property
    def left(self) -> float:
        """Seconds left, 0 when there are none."""
        return max(0.0, self._ends - self._clock())


class Breaker:
    """Spares readers the wait for an engine that failed several times in a row: then one request in 5 s tries it."""

    def __init__(self, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._failures = 0
        self._next_probe = 0.0

    @property
    def is_open(self) -> bool:
        """Tell whether the engine is being spared."""
        return self._failures >= FAILURES

    def allows(self) -> bool:
        """Tell whether to ask the engine now; while open, only the request that is to probe gets a yes."""
        with self._lock:
            if not self.is_open:
                return True
            if self._clock() < self._next_probe:
                return False
            self._next_probe = self._clock() + PROBE_SECONDS
            return True

    def succeeded(self) -> None:
        """Note an answer in time."""
        with self._lock:
            self._failures = 0

    def failed(self) -> None:
        """Note an error or a time-out."""
        with self._lock:
            self._failures += 1
            if self._failures == FAILURES:
                self._next_probe = self._clock() + PROBE_SECONDS
