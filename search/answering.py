"""Which engine answers: Meilisearch where there is one and it works, otherwise PostgreSQL."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

import structlog
from django.conf import settings

from search.answers import Engine as EngineName
from search.budget import Breaker, Budget
from search.engine import EngineUnavailable, SearchEngine
from search.indexes import active_index, is_engine_wanted
from search.meilisearch.searching import IndexMissing, MeilisearchEngine
from search.postgres import PostgresEngine

log = structlog.get_logger(__name__)

BUDGET_SECONDS: Final = 0.35

Result = TypeVar("Result")
Ask = Callable[[SearchEngine], Result]

breaker: Final = Breaker()


@dataclass(frozen=True, kw_only=True)
class Answered(Generic[Result]):
    """An engine's answer; ``is_degraded`` when it is not the one that should have answered."""

    value: Result
    engine: EngineName
    is_degraded: bool


def answered(ask: Ask[Result], *, nothing: Result) -> Answered[Result]:
    """Return what the first engine that can answer says; ``nothing`` when none can. Never raises."""
    if is_engine_wanted() and breaker.allows():
        try:
            value = _ask_meilisearch(ask)
        except EngineUnavailable as error:
            breaker.failed()
            log.warning("search engine unavailable", reason=str(error))
        else:
            breaker.succeeded()
            return Answered(value=value, engine="meilisearch", is_degraded=False)
    is_degraded = is_engine_wanted()
    try:
        return Answered(
            value=ask(PostgresEngine(budget=Budget(seconds=BUDGET_SECONDS))), engine="postgres", is_degraded=is_degraded
        )
    except EngineUnavailable as error:
        log.warning("search in the database failed", reason=str(error))
        return Answered(value=nothing, engine="postgres", is_degraded=True)


def _ask_meilisearch(ask: Ask[Result]) -> Result:
    budget = Budget(seconds=BUDGET_SECONDS)
    uid = active_index()
    if not uid:
        raise EngineUnavailable("no index has been built yet")
    try:
        return ask(_engine(uid, budget))
    except IndexMissing:
        # Another process may just have switched to a new index.
        current = active_index(is_fresh=True)
        if current in {uid, ""}:
            raise
        return ask(_engine(current, budget))


def _engine(uid: str, budget: Budget) -> MeilisearchEngine:
    return MeilisearchEngine(url=settings.MEILISEARCH_URL, key=settings.MEILISEARCH_KEY, uid=uid, budget=budget)
