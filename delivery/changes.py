"""Handing changes of what is public to whoever registered for them: webhooks and the CDN."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Final

from django.db import connection, transaction

from delivery.change_triggers import QUIET
from delivery.models.change import Change

Consumer = Callable[[Sequence[Change]], None]

_CHUNK: Final = 500

_consumers: list[Consumer] = []


def register(consumer: Consumer) -> None:
    """Call ``consumer(changes)`` for every change, in the order of each item's changes.

    It runs in the transaction that takes the changes out of the outbox, in a worker: it writes rows and defers jobs,
    and leaves everything that can fail or take long to those jobs. What it raises leaves the changes where they are.
    """
    if consumer not in _consumers:
        _consumers.append(consumer)


def hand_on() -> int:
    """Hand on everything that waits and return how many changes that were. Several workers may do it at once."""
    done = 0
    while handed := _hand_on_chunk():
        done += handed
    return done


def _hand_on_chunk() -> int:
    with transaction.atomic():
        changes = list(Change.objects.select_for_update(skip_locked=True).order_by("pk")[:_CHUNK])
        if not changes:
            return 0
        for consumer in _consumers:
            consumer(changes)
        Change.objects.filter(pk__in=[change.pk for change in changes]).delete()
        return len(changes)


@contextmanager
def quietly() -> Iterator[None]:
    """Let updates of listings inside be nobody's news, as when only the clock or a counter moved on.

    What appears or goes is told all the same. To be used inside a transaction, which is as far as it reaches.
    """
    _set("on")
    yield
    # After an error the transaction, or its savepoint, is rolled back, and the setting with it.
    _set("off")


def _set(value: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config(%s, %s, true)", [QUIET, value])
