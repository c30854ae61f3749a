"""Counters of views: what web processes have counted is added to them, and to what listings say, in batches.

A view changes no row that answers are made of. Once a minute those of all processes are added up, so that answers
which show the numbers are out of date once a minute at most, and nobody who listens for changes hears of them.
"""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final, NamedTuple
from uuid import UUID

from django.db import models, transaction

from content.bulk_rows import insert
from content.kinds import Kind, all_kinds
from content.models.pending_views import PendingViews
from content.projections import project_many

# Who publishes one of the items meanwhile waits for so many listings at most.
_CHUNK: Final = 200


class Viewed(NamedTuple):
    """An item whose own page was read."""

    kind: str
    public_id: UUID


def record(views: Mapping[Viewed, int]) -> None:
    """Store how often items were seen, to be added to their counters later; one statement."""
    insert([PendingViews(kind=kind, public_id=item, views=times) for (kind, item), times in views.items()])


def fold(*, now: datetime) -> int:
    """Add all that is stored to the counters and renew the listings that show them; answers how many views that were.

    Several hundred items take several transactions. Views of what is gone meanwhile are forgotten.
    """
    done = 0
    while True:
        rows, views = _fold_chunk(now)
        done += views
        if rows < _CHUNK:
            return done


def _fold_chunk(now: datetime) -> tuple[int, int]:
    with transaction.atomic():
        rows = list(PendingViews.objects.select_for_update(skip_locked=True).order_by("pk")[:_CHUNK])
        views: Counter[Viewed] = Counter()
        for row in rows:
            views[Viewed(row.kind, row.public_id)] += row.views
        for kind in all_kinds():
            _add(kind, {item: times for (name, item), times in views.items() if name == kind.name}, now=now)
        PendingViews.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return len(rows), views.total()


def _add(kind: Kind, views: Mapping[UUID, int], *, now: datetime) -> None:
    if kind.standing is None or not views:
        return
    found = kind.model._default_manager.filter(public_id__in=views).values_list("pk", "public_id")
    times = {pk: views[public_id] for pk, public_id in found}
    standings: models.Manager[Any] = kind.standing._default_manager
    standings.bulk_create([kind.standing(pk=pk) for pk in sorted(times)], ignore_conflicts=True)
    rows = list(standings.select_for_update(of=("self",)).filter(pk__in=times).order_by("pk"))
    for row in rows:
        row.views_count += times[row.pk]
    standings.bulk_update(rows, ["views_count"])
    if kind.shows_views:
        project_many(kind, list(times), now=now, by_clock=True)
