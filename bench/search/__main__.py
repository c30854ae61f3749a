"""``make bench-search``: how well the judged and the mechanical queries are answered, by engine, and how fast.

The demo city is loaded into a database of its own that is dropped afterwards. Latency is that of ``/api/v1/search``
without its response cache, one request after the other, over a guide of many events. With ``--failures`` the queries
that failed are listed.
"""

import argparse
import os
import sys
from collections.abc import Mapping

from bench.databases import index_prefix, scratch
from bench.search import latency, quality, tables

_ENGINES = ("meilisearch", "postgres")
_DATABASE = "bench_search"
_PREFIX = index_prefix("search")


def main() -> None:
    """Carry out the run that the command line describes."""
    options = _options()
    if not options.latency_only:
        with scratch(_DATABASE, prefix=_PREFIX) as url:
            _say(f"{len(options.engines)} engines, load {os.getloadavg()[0]:.1f}")
            found = quality.measured(
                url, prefix=_PREFIX, engines=options.engines, with_mechanical=not options.judged_only
            )
        _report(found, with_failures=options.failures)
    if options.events:
        waits = latency.measured(events=options.events, engines=options.engines, keep=options.keep)
        _say("", *tables.latency_table(waits, events=options.events))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    available = _ENGINES if os.environ.get("MEILISEARCH_URL") else _ENGINES[1:]
    parser.add_argument("--engines", nargs="+", choices=_ENGINES, default=list(available))
    parser.add_argument("--events", type=int, default=20_000, help="size of the guide for latency; 0 leaves it out")
    parser.add_argument("--judged-only", action="store_true", help="leave out the mechanical queries")
    parser.add_argument("--latency-only", action="store_true", help="leave out how well queries are answered")
    parser.add_argument("--failures", action="store_true", help="list the queries that failed")
    parser.add_argument("--keep", action="store_true", help="leave the guide, and use what an earlier run has left")
    return parser.parse_args()


def _report(found: Mapping[str, quality.Answers], *, with_failures: bool) -> None:
    judged = {engine: answers.judged for engine, answers in found.items()}
    _say("\nJudged queries:\n", *tables.judged_table(judged))
    mechanical = {engine: answers.mechanical for engine, answers in found.items() if answers.mechanical}
    if mechanical:
        _say("\nMechanical queries, success@3:\n", *tables.mechanical_table(mechanical))
    for engine, answers in found.items() if with_failures else ():
        _say(f"\nNot among the first three, {engine}:\n", *tables.failures([*answers.judged, *answers.mechanical]))


def _say(*lines: str) -> None:
    for line in lines:
        sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
