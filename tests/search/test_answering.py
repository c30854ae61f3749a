"""Who answers when the search server does not."""

import socket
from collections.abc import Iterator

import pytest
from django.db import connection
from django.utils import timezone
from pytest_django import Settings

from search import answering, postgres, statements
from search.answers import SearchAnswer
from search.budget import FAILURES, Breaker
from search.models import IndexPointer
from search.queries import matching, search
from tests.factories import an_event

pytestmark = pytest.mark.django_db


@pytest.fixture
def silent_server(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A server that takes connections and never says a word."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(32)
        settings.SEARCH_ENGINE = "meilisearch"
        settings.MEILISEARCH_URL = f"http://127.0.0.1:{listening.getsockname()[1]}"
        settings.SEARCH_INDEX_PREFIX = "test-silent"
        IndexPointer.objects.create(prefix="test-silent", active="test-silent-1")
        monkeypatch.setattr(answering, "breaker", Breaker())
        yield


def ask(query: str = "опера") -> SearchAnswer:
    return search(query=query, now=timezone.now())


def test_a_server_that_does_not_answer_is_spared_after_some_failures(silent_server: None) -> None:
    event = an_event("Опера")

    for number in range(FAILURES):
        assert answering.breaker.is_open is False, number
        answer = ask()
        assert ([hit.public_id for hit in answer.hits], answer.engine, answer.degraded) == (
            [event.public_id],
            "postgres",
            True,
        )

    assert answering.breaker.is_open
    # Spared, not forgotten: answers still say that they are not what they should be.
    assert (ask().engine, ask().degraded) == ("postgres", True)
    # The list of what contains the very word needs no engine, and what resembles it does.
    assert matching(query="опера", kind="event", now=timezone.now()).degraded is False
    assert matching(query="апера", kind="event", now=timezone.now()).degraded is True


def test_without_a_search_server_postgres_is_no_makeshift(settings: Settings) -> None:
    settings.SEARCH_ENGINE = "postgres"
    event = an_event("Опера")

    answer = ask()

    assert ([hit.public_id for hit in answer.hits], answer.engine, answer.degraded) == (
        [event.public_id],
        "postgres",
        False,
    )


def test_a_database_that_takes_too_long_answers_nothing_and_stays_usable(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.SEARCH_ENGINE = "postgres"
    event = an_event("Опера")
    with monkeypatch.context() as patched:
        patched.setattr(statements, "TIMEOUT_MS", 20)
        patched.setattr(postgres, "_SQL", "SELECT pg_sleep(5), 1 FROM search_entry WHERE {conditions}")

        assert (ask().hits, ask().total, ask().degraded) == ((), 0, True)

    assert [hit.public_id for hit in ask().hits] == [event.public_id]


def test_searching_leaves_the_settings_of_the_connection_alone(settings: Settings) -> None:
    settings.SEARCH_ENGINE = "postgres"
    an_event("Опера")

    def current() -> tuple[str, ...]:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT current_setting('statement_timeout'), current_setting('enable_seqscan'), "
                "current_setting('pg_trgm.word_similarity_threshold')"
            )
            return cursor.fetchone()

    ask("канцерт")
    before = current()
    ask()
    ask("апера")

    assert (before, current()) == (("0", "on", "0.6"), ("0", "on", "0.6"))


@pytest.mark.parametrize("url", ["http://127.0.0.1:9", "not an address", "http://no-such-host.invalid:7700"])
def test_a_wrong_address_degrades(settings: Settings, monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    settings.SEARCH_ENGINE, settings.MEILISEARCH_URL = "meilisearch", url
    settings.SEARCH_INDEX_PREFIX = "test-wrong-address"
    monkeypatch.setattr(answering, "breaker", Breaker())
    IndexPointer.objects.create(prefix="test-wrong-address", active="test-wrong-address-1")
    event = an_event("Опера")

    answer = ask()

    assert ([hit.public_id for hit in answer.hits], answer.degraded) == ([event.public_id], True)
