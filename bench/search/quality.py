"""How well queries are answered, in this process: on a database made for it."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bench.search.asked import Asked

# Answers are judged here, not their speed: on a busy machine nothing is to be given up for lack of time.
_SECONDS = 30.0


@dataclass(frozen=True, kw_only=True)
class Answers:
    """What one engine answered."""

    judged: list[Asked]
    mechanical: list[Asked]


def measured(url: str, *, prefix: str, engines: Sequence[str], with_mechanical: bool) -> Mapping[str, Answers]:
    """Load the demo city into an empty database and ask every engine; to be called once in a process."""
    _set_up(url, prefix)
    from bench.search import city  # noqa: PLC0415 - settings come first
    from bench.search.asking import Asker  # noqa: PLC0415
    from bench.search.judged import read_judged  # noqa: PLC0415
    from bench.search.mechanical import mechanical_queries  # noqa: PLC0415

    judged = read_judged()
    city.load_city(now=judged.asked_at)
    made = mechanical_queries(city.titles(city=judged.city)) if with_mechanical else []
    asker = Asker(city=judged.city, now=judged.asked_at, slugs=city.slugs())
    found = {}
    for engine in engines:
        _use(engine)
        found[engine] = Answers(judged=asker.judged(judged.queries), mechanical=asker.mechanical(made))
    return found


def _set_up(url: str, prefix: str) -> None:
    os.environ.update(
        DATABASE_URL=url,
        DJANGO_SETTINGS_MODULE="cms.settings.dev",
        SEARCH_INDEX_PREFIX=prefix,
        LOG_LEVEL="ERROR",
    )
    import django  # noqa: PLC0415 - the environment comes first

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    from search import answering, statements  # noqa: PLC0415

    answering.BUDGET_SECONDS = _SECONDS  # type: ignore[misc]
    statements.TIMEOUT_MS = int(_SECONDS * 1000)  # type: ignore[misc]
    call_command("migrate", verbosity=0)


def _use(engine: str) -> None:
    from django.conf import settings  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415

    settings.SEARCH_ENGINE = engine
    if engine == "meilisearch":
        call_command("search_sync", verbosity=0)
