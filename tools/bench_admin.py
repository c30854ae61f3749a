"""``python -m tools.bench_admin``: lists, forms and publishing with very many events, in a database of its own.

Needs the services of this clone (``make services`` or ``make run``); the site's own data is not touched. The database
is made anew unless ``--keep`` left one of the same size. Durations are medians of requests inside this process: what
the server does, without a network. "our CPU" is the time that Python itself worked: on a busy machine it tells more
than the clock.
"""

import argparse
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.test")

import django

_NAME: Final = "bench_admin"
# Milliseconds; listings are written so many a second.
GOALS: Final = {"list": 300, "form": 400, "publish": 150, "listings": 2000}
_MILLISECONDS: Final = 1000


def main() -> None:
    """Fill the database, measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=100_000, help="how many events there are")
    parser.add_argument("--rounds", type=int, default=5, help="requests of every page")
    parser.add_argument("--listings", type=int, default=10_000, help="listings written by the measured rebuild")
    parser.add_argument("--keep", action="store_true", help="leave the database for the next time")
    options = parser.parse_args()
    django.setup()
    from tools import bench_data, bench_pages  # noqa: PLC0415 - they load models

    with scratch_database(keep=options.keep):
        if bench_data.count() != options.events:
            bench_data.clear()
            timed("generate", lambda: bench_data.generate(options.events, say=say), unit="s")
        bench_pages.rebuilds(options.listings, say=say)
        bench_pages.pages(rounds=options.rounds, say=say)


@contextmanager
def scratch_database(*, keep: bool) -> Iterator[None]:
    """Work in a database of our own on the same server."""
    from django.db import connection  # noqa: PLC0415 - settings come first

    connection.settings_dict["TEST"]["NAME"] = _NAME
    before = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=not keep, keepdb=keep, serialize=False)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(before, verbosity=0, keepdb=keep)


def timed(name: str, step: Callable[[], Any], *, unit: str) -> None:
    """Do something and print how long it took."""
    started = time.perf_counter()
    step()
    say(f"{name:<44} {time.perf_counter() - started:>9.1f} {unit}")


def median_ms(step: Callable[[], Any], *, rounds: int) -> tuple[float, float]:
    """Return the medians of how long a step takes and of how long Python itself works at it, in milliseconds."""
    durations, efforts = [], []
    for _ in range(rounds):
        started, worked = time.perf_counter(), time.process_time()
        step()
        efforts.append((time.process_time() - worked) * _MILLISECONDS)
        durations.append((time.perf_counter() - started) * _MILLISECONDS)
    return statistics.median(durations), statistics.median(efforts)


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
