"""The generations of public content: what an answer that is kept has to be compared with.

Reading them from PostgreSQL for every request would cost more than a kept answer. A process therefore trusts what it
knows for ``settings.GENERATION_TRUST`` seconds, and not a moment longer once another process of this machine has
*signalled* a commit: a publish shows in the very next request here, and within that time on other machines.
"""

import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from threading import Lock
from typing import Final

from django.conf import settings
from django.db import connection, transaction

from content.commit_signal import commit_signal
from content.kinds import get_kind

_READ: Final = "SELECT source, city_id, sum(number)::bigint, max(changed_at) FROM content_generation GROUP BY 1, 2"
# Counts move from processes that may be gone to one row for all of them; the sum stays what it is.
_COMPACT: Final = """
    WITH gone AS (
        DELETE FROM content_generation WHERE id IN (
            SELECT id FROM content_generation WHERE writer <> 0 FOR UPDATE SKIP LOCKED
        ) RETURNING source, city_id, number, changed_at
    )
    INSERT INTO content_generation AS kept (source, city_id, writer, number, changed_at)
    SELECT source, city_id, 0, sum(number), max(changed_at) FROM gone GROUP BY source, city_id
    ON CONFLICT (source, city_id, writer) DO UPDATE SET
        number = kept.number + EXCLUDED.number, changed_at = greatest(kept.changed_at, EXCLUDED.changed_at)
"""


@dataclass(frozen=True, slots=True)
class Dependency:
    """Rows that an answer is made of: a table, of one city or (``None``) of all."""

    source: str
    city: int | None = None


@dataclass(frozen=True, kw_only=True)
class Generations:
    """The generations at one moment. ``read_at`` is a reading of the monotonic clock."""

    numbers: Mapping[Dependency, tuple[int, datetime]] = field(default_factory=dict)
    signal: bytes = b""
    read_at: float = 0.0

    def token(self, dependencies: Sequence[Dependency]) -> tuple[int, ...]:
        """Return what changes whenever one of the dependencies does."""
        return tuple(self.numbers.get(each, _NEVER)[0] for each in dependencies)

    def changed_at(self, dependencies: Sequence[Dependency]) -> datetime:
        """Return when the dependencies changed last."""
        return max(self.numbers.get(each, _NEVER)[1] for each in dependencies)


_NEVER: Final = (0, datetime(2020, 1, 1, tzinfo=UTC))
_lock: Final = Lock()
_known = Generations()


def generations() -> Generations:
    """Return the generations, read anew where they may have changed; raises the database's own errors."""
    global _known  # noqa: PLW0603 - one value for all threads of the process, replaced as a whole
    known, signal = _known, commit_signal()
    if signal and signal == known.signal and time.monotonic() - known.read_at < settings.GENERATION_TRUST:
        return known
    with _lock:
        # Whoever waited for the lock behind somebody who has just read needs not read again.
        if signal and _known is not known and _known.signal == signal:
            return _known
        _known = _read(signal)
        return _known


def _read(signal: bytes) -> Generations:
    # The signal was looked at before: a commit in between is signalled again and read again.
    read_at = time.monotonic()
    with connection.cursor() as cursor:
        cursor.execute(_READ)
        rows = cursor.fetchall()
    numbers: dict[Dependency, tuple[int, datetime]] = {}
    totals: dict[str, list[tuple[int, datetime]]] = defaultdict(list)
    for source, city, number, changed_at in rows:
        numbers[Dependency(source, city)] = (number, changed_at)
        totals[source].append((number, changed_at))
    for source, parts in totals.items():
        numbers[Dependency(source)] = (sum(number for number, _at in parts), max(at for _number, at in parts))
    return Generations(numbers=numbers, signal=signal, read_at=read_at)


def signal_after_commit() -> None:
    """Tell the other processes of this machine, once the current transaction has committed, to read anew."""
    transaction.on_commit(commit_signal.send)


def listing_dependency(kind: str, *, city: int | None) -> Dependency:
    """Return the dependency on the listings of a kind, of one city or of all."""
    return Dependency(get_kind(kind).listing._meta.db_table, city)


def compact() -> None:
    """Forget which process counted what; run now and then, because processes come and go."""
    with connection.cursor() as cursor:
        cursor.execute(_COMPACT)


def forget() -> None:
    """Know nothing of the database; for tests, which roll changes back."""
    global _known  # noqa: PLW0603 - see above
    _known = Generations()
