"""The outbox: what the engine has yet to hear of. Rows are written by triggers; here they are read and cleared.

Due times are compared with the database's clock, because the triggers set them by it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import connection, transaction
from django.db.models import DateTimeField, Func, Min, QuerySet

from search.models import OutboxEntry

MAX_ATTEMPTS: Final = 8
"""After so many failures of its own a row is parked: it stays, with its error, until the listing changes again."""

_ERROR_LENGTH: Final = 500
_LONGEST_WAIT: Final = timedelta(minutes=10)
_ENQUEUE: Final = """
    INSERT INTO search_outbox (public_id, kind, wanted_version, enqueued_at, attempts, next_try_at, last_error)
    VALUES (%(public_id)s, %(kind)s, %(version)s, clock_timestamp(), 0, clock_timestamp(), '')
    ON CONFLICT (public_id) DO UPDATE
    SET wanted_version = EXCLUDED.wanted_version, attempts = 0, next_try_at = EXCLUDED.next_try_at, last_error = ''
    WHERE search_outbox.wanted_version < EXCLUDED.wanted_version
"""


class DatabaseNow(Func):
    """The database's clock, also inside a long transaction."""

    function = "clock_timestamp"
    output_field = DateTimeField()


@dataclass(frozen=True, kw_only=True, slots=True)
class Claim:
    """A listing of which the engine should hear."""

    public_id: UUID
    kind: str
    version: int


@dataclass(frozen=True, kw_only=True, slots=True)
class OutboxState:
    """How much waits: rows in all, rows that were given up, and since when the oldest waits."""

    waiting: int
    parked: int
    oldest_at: datetime | None


def claim(*, limit: int) -> list[Claim]:
    """Return due rows, oldest first, skipping those that somebody is just writing.

    Nothing is marked: one worker at a time sends, and what it does not confirm stays due.
    """
    with transaction.atomic():
        rows = (
            OutboxEntry.objects.select_for_update(skip_locked=True)
            .filter(next_try_at__lte=DatabaseNow(), attempts__lt=MAX_ATTEMPTS)
            .order_by("next_try_at", "public_id")[:limit]
        )
        return [Claim(public_id=row.public_id, kind=row.kind, version=row.wanted_version) for row in rows]


def confirm(delivered: Mapping[UUID, int]) -> int:
    """Clear the rows whose wanted version is not newer than what was delivered; return how many.

    Rows that somebody is just writing are about to get a newer version. Waiting for them, with others locked, could end
    in a deadlock that fails an editor's transaction.
    """
    if not delivered:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM search_outbox WHERE public_id IN ("
            "SELECT public_id FROM search_outbox "
            "JOIN unnest(%s::uuid[], %s::bigint[]) AS sent(public_id, version) USING (public_id) "
            "WHERE wanted_version <= sent.version FOR UPDATE OF search_outbox SKIP LOCKED)",
            [list(delivered), list(delivered.values())],
        )
        return cursor.rowcount


def note_failure(failed: Claim, *, error: str) -> int:
    """Count a failure of one row and put it off, ever longer; return how often it failed by now, 0 if it is gone.

    A version that is newer than the failed one is not to blame.
    """
    with transaction.atomic():
        row = (
            OutboxEntry.objects.select_for_update(skip_locked=True)
            .filter(public_id=failed.public_id, wanted_version=failed.version)
            .first()
        )
        if row is None:
            return 0
        row.attempts += 1
        row.last_error = error[:_ERROR_LENGTH]
        wait = min(timedelta(seconds=2**row.attempts), _LONGEST_WAIT)
        row.next_try_at = DatabaseNow() + wait
        row.save(update_fields=["attempts", "last_error", "next_try_at"])
        return row.attempts


def enqueue(entries: Iterable[tuple[UUID, str, int]]) -> int:
    """Add (public id, kind, version) by hand, as reconciling does; return how many.

    A row that waits for this version or a newer one stays as it is, parked ones too. One statement each, so that no
    lock is held while waiting for another (see ``confirm``).
    """
    count = 0
    for public_id, kind, version in entries:
        with connection.cursor() as cursor:
            cursor.execute(_ENQUEUE, {"public_id": public_id, "kind": kind, "version": version})
        count += 1
    return count


def failures(*, limit: int) -> QuerySet[OutboxEntry]:
    """Return the rows that failed, the most often tried first."""
    return OutboxEntry.objects.filter(attempts__gt=0).order_by("-attempts", "public_id")[:limit]


def retry_all() -> int:
    """Make every row due now, parked ones too; return how many."""
    return OutboxEntry.objects.update(attempts=0, next_try_at=DatabaseNow())


def state() -> OutboxState:
    """Return how much waits."""
    return OutboxState(
        waiting=OutboxEntry.objects.count(),
        parked=OutboxEntry.objects.filter(attempts__gte=MAX_ATTEMPTS).count(),
        oldest_at=OutboxEntry.objects.aggregate(oldest=Min("enqueued_at"))["oldest"],
    )
