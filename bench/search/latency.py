"""How long search takes through the API, over a guide of many events."""

import time
from collections.abc import Mapping, Sequence
from urllib.parse import quote

from bench.databases import applications, filled
from bench.search.judged import read_judged
from bench.servers import Target, running

_CITY = "almaty"
_WARM_UP = 30


def measured(*, events: int, engines: Sequence[str], keep: bool) -> Mapping[str, list[float]]:
    """Return the milliseconds that each judged query took with each engine, asked one after the other."""
    queries = [one.text for one in read_judged().queries]
    waits = {}
    ours = applications(search="meilisearch", size=events)[1:]
    with filled(ours, size=events, keep=keep):
        for engine in engines:
            switches = {"API_RESPONSE_CACHE": "0", "SEARCH_ENGINE": engine}
            with running(ours[0], name=f"search in {engine}", environment=switches, is_reference=False) as target:
                for query in queries[:_WARM_UP]:
                    _wait(target, query)
                waits[engine] = [_wait(target, query) for query in queries]
    return waits


def _wait(target: Target, query: str) -> float:
    started = time.perf_counter()
    status, _headers, body = target.get(f"/api/v1/search?city={_CITY}&q={quote(query)}")
    milliseconds = (time.perf_counter() - started) * 1000
    if status != 200:  # noqa: PLR2004 - the only good answer
        raise RuntimeError(f"{query!r} was answered with {status}: {body[:200]!r}")
    return milliseconds
