"""When a message is tried again. Pure: chance is an argument."""

from datetime import timedelta
from typing import Final

KEPT_TRYING: Final = timedelta(days=3)
_FIRST: Final = timedelta(minutes=1)
_FACTOR: Final = 3
_LONGEST: Final = timedelta(hours=12)
_LONGEST_PAUSE: Final = timedelta(minutes=30)
# A fifth earlier or later, so that what failed together does not come again together.
_JITTER: Final = 0.2
_ENOUGH: Final = 10


def wait_after(attempts: int, *, chance: float) -> timedelta:
    """Return how long to wait after so many failed attempts; ``chance`` is between 0 and 1.

    About 1, 3, 9, 27, 81 minutes, 4 hours, then 12 hours, which makes eleven attempts in three days.
    """
    grown = _FIRST * _FACTOR ** min(attempts - 1, _ENOUGH)
    return min(grown, _LONGEST) * (1 - _JITTER + 2 * _JITTER * chance)


def pause_after(failures: int) -> timedelta:
    """Return how long nothing at all is sent to a server that did not answer so many times in a row.

    1, 2, 4, 8, 16, then 30 minutes: its other messages need not find out one by one.
    """
    return min(_FIRST * 2 ** min(failures - 1, _ENOUGH), _LONGEST_PAUSE)
