"""Writing all listings of a kind with several processes: most of the work is composing JSON, which one core limits."""

from concurrent.futures import ProcessPoolExecutor
from datetime import datetime
from functools import partial
from multiprocessing import get_context

from django.db import connections

from content.kinds import get_kind
from content.projections import all_pks, project_many

_PORTION = 2000


def rebuild_in_parallel(kind_name: str, *, now: datetime, processes: int) -> int:
    """Bring every listing of a kind in step with its entry; answers how many were written.

    Not to be called inside a transaction: every process has its own connection, and nothing of them is undone together.
    """
    pks = all_pks(get_kind(kind_name))
    portions = [pks[start : start + _PORTION] for start in range(0, len(pks), _PORTION)]
    # A connection cannot be shared with a forked process.
    connections.close_all()
    with ProcessPoolExecutor(max_workers=processes, mp_context=get_context("fork")) as pool:
        return sum(pool.map(partial(_write, kind_name, now), portions))


def _write(kind_name: str, now: datetime, pks: list[int]) -> int:
    return project_many(get_kind(kind_name), pks, now=now).written
