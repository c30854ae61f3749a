"""``make bench``: reads of the running site, as ratios to an answer that costs it nothing (``/healthz``).

Absolute figures depend on the machine and on what else it does; the ratio to the reference, measured in the same
run and in turns with it, says how much of a request is the site's own work.
"""

import argparse
import http.client
import statistics
import sys
import threading
import time
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

from tools.running_site import address

_REFERENCE: Final = "/healthz"
_PATHS: Final = (
    "/api/v1/cities",
    "/api/v1/events?limit=20",
    "/api/v1/events?limit=20&offset=40",
    "/api/v1/events?category=concerts&free=true",
    "/api/v1/businesses?limit=20",
    "/api/v1/promotions?limit=20",
    "/api/v1/search?q=%D0%BA%D0%BE%D0%BD%D1%86%D0%B5%D1%80%D1%82",
)
_MILLISECONDS: Final = 1000


@dataclass
class Measure:
    """Requests per second of every round, and the duration of every request in milliseconds."""

    rates: list[float] = field(default_factory=list)
    durations: list[float] = field(default_factory=list)


def main() -> None:
    """Measure every path in turns and print a line for each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=1.0, help="length of one turn of one path")
    parser.add_argument("--rounds", type=int, default=3, help="turns of every path")
    parser.add_argument("--clients", type=int, default=4, help="connections at the same time")
    options = parser.parse_args()
    site = address()
    measures = {path: Measure() for path in (_REFERENCE, *_PATHS)}
    for _ in range(options.rounds):
        for path, measure in measures.items():
            turn(site=site, path=path, seconds=options.seconds, clients=options.clients, into=measure)
    reference = statistics.median(measures[_REFERENCE].rates)
    say(f"{site}, {options.clients} clients, median of {options.rounds} rounds; reference {_REFERENCE}")
    say(f"{'path':<62} {'requests/s':>10} {'ratio':>6} {'p50 ms':>7} {'p95 ms':>7}")
    for path, measure in measures.items():
        rate = statistics.median(measure.rates)
        cuts = statistics.quantiles(measure.durations, n=20)
        say(f"{path:<62} {rate:>10.0f} {rate / reference:>6.2f} {cuts[9]:>7.2f} {cuts[18]:>7.2f}")


def turn(*, site: str, path: str, seconds: float, clients: int, into: Measure) -> None:
    """Ask for ``path`` with several clients for ``seconds`` and add what was measured to ``into``."""
    failures: list[str] = []
    before = len(into.durations)
    threads = [
        threading.Thread(
            target=ask, kwargs={"site": site, "path": path, "seconds": seconds, "into": into, "failures": failures}
        )
        for _ in range(clients)
    ]
    started = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        sys.exit(f"{path}: {failures[0]}")
    into.rates.append((len(into.durations) - before) / (time.perf_counter() - started))


def ask(*, site: str, path: str, seconds: float, into: Measure, failures: list[str]) -> None:
    """Ask over one kept connection until the time is over; anything but 200 ends it."""
    connection = http.client.HTTPConnection(urlsplit(site).netloc, timeout=10)
    deadline = time.perf_counter() + seconds
    try:
        while (started := time.perf_counter()) < deadline:
            connection.request("GET", path)
            response = connection.getresponse()
            response.read()
            if response.status != http.HTTPStatus.OK:
                failures.append(f"status {response.status}")
                return
            into.durations.append((time.perf_counter() - started) * _MILLISECONDS)
    except (OSError, http.client.HTTPException) as error:
        failures.append(repr(error))
    finally:
        connection.close()


def say(text: str) -> None:
    """Print one line."""
    sys.stdout.write(f"{text}\n")


if __name__ == "__main__":
    main()
