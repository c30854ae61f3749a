"""The real search server for a test: an index of its own, removed afterwards."""

import os
from collections.abc import Callable, Iterator
from uuid import uuid4

import pytest
from pytest_django import Settings

from search import answering, indexes, statements
from search.budget import Breaker
from search.meilisearch.administration import Administration
from search.sending import Round
from search.sync import configured_administration, sync_once


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give engines the time that they do not need on a machine of their own: tests share theirs."""
    monkeypatch.setattr(answering, "BUDGET_SECONDS", 10.0)
    monkeypatch.setattr(statements, "TIMEOUT_MS", 10_000)


def _own_prefix(settings: Settings) -> None:
    settings.SEARCH_INDEX_PREFIX = f"test-{os.environ.get('PYTEST_XDIST_WORKER', 'main')}-{uuid4().hex[:8]}"


@pytest.fixture
def administration(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Administration]:
    """The real Meilisearch, switched on for search, under a prefix of the test's own."""
    if not settings.MEILISEARCH_URL:
        pytest.skip("MEILISEARCH_URL is not set: `make test` starts the server and sets it")
    settings.SEARCH_ENGINE = "meilisearch"
    _own_prefix(settings)
    monkeypatch.setattr(answering, "breaker", Breaker())
    found = configured_administration()
    yield found
    for uid in found.indexes(settings.SEARCH_INDEX_PREFIX):
        found.drop(uid)
    indexes._cache.clear()


@pytest.fixture
def postgres_only(settings: Settings) -> None:
    """An installation without a search server."""
    settings.SEARCH_ENGINE = "postgres"


@pytest.fixture(params=["meilisearch", "postgres"])
def engine(request: pytest.FixtureRequest) -> str:
    """Each engine in turn."""
    request.getfixturevalue("administration" if request.param == "meilisearch" else "postgres_only")
    return request.param


@pytest.fixture
def sync(request: pytest.FixtureRequest) -> Callable[[], Round | None]:
    """Deliver everything that waits; does nothing where PostgreSQL answers."""

    def deliver() -> Round | None:
        if not indexes.is_engine_wanted():
            return None
        return sync_once(administration=configured_administration(), say=lambda _text: None)

    return deliver
