"""What operators type."""

import os
import signal
import subprocess
import sys
import time
from datetime import timedelta
from io import StringIO
from pathlib import Path
from uuid import UUID

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone
from pytest_django import Settings

from content.operations import unpublish
from search import indexes
from search.meilisearch.administration import Administration
from search.models import OutboxEntry, SearchEntry
from search.queries import search
from tests.factories import an_event

ROOT = Path(__file__).resolve().parents[2]


def run(command: str, *arguments: str) -> list[str]:
    out = StringIO()
    call_command(command, *arguments, stdout=out)
    return out.getvalue().splitlines()


@pytest.mark.django_db
def test_one_run_delivers_and_says_so(administration: Administration, settings: Settings) -> None:
    an_event("Балет")
    first = run("search_sync")
    an_event("Опера")

    assert first[0] == "search sync: building a new index: there is no index yet"
    assert first[-1] == "search sync: delivered: 0, failed: 0"
    assert run("search_sync") == ["search sync: delivered: 1, failed: 0"]
    assert run("search_status") == [
        "listed: 2",
        "search columns: 2",
        "drafts: 2",
        f"engine: Meilisearch at {settings.MEILISEARCH_URL}",
        f"index: {settings.SEARCH_INDEX_PREFIX}-1, 2 documents, definition current",
        "outbox: 0 waiting, oldest 0 s, 0 given up",
    ]


@pytest.mark.django_db
def test_a_rebuild_makes_the_next_index(administration: Administration, settings: Settings) -> None:
    an_event("Балет")
    run("search_sync")

    run("search_rebuild")

    assert indexes.active_index(is_fresh=True) == f"{settings.SEARCH_INDEX_PREFIX}-2"
    assert indexes.pointer().rebuild_wanted_at is None


@pytest.mark.django_db
def test_reconciling_repairs_and_counts(administration: Administration) -> None:
    event = an_event("Балет")
    run("search_sync")
    uid = indexes.active_index()
    administration.wait(administration.remove(uid, [event.public_id]), uid=uid, seconds=10)

    assert run("search_reconcile") == [
        "search columns written anew: 0",
        "drafts written anew for the admin: 0",
        "missing: 1, extra: 0, stale: 0",
    ]
    assert [row[0] for row in administration.documents(uid)] == [event.public_id]
    assert run("search_reconcile", "--retry")[-1] == "missing: 0, extra: 0, stale: 0"


@pytest.mark.django_db
@pytest.mark.parametrize("command", ["search_sync", "search_rebuild"])
def test_an_engine_that_is_away_is_an_error_of_one_line(
    administration: Administration, settings: Settings, command: str
) -> None:
    settings.MEILISEARCH_URL = "http://127.0.0.1:9"
    an_event("Балет")

    with pytest.raises(CommandError, match="the search engine is away"):
        run(command)
    assert OutboxEntry.objects.get().attempts == 0
    assert run("search_status")[-1].startswith("outbox: 1 waiting")


@pytest.mark.django_db
def test_without_an_engine_the_outbox_keeps_one_row_per_entry(postgres_only: None) -> None:
    an_event("Балет")
    SearchEntry.objects.all().delete()

    assert run("search_sync") == ["search sync: search runs in PostgreSQL: there is no engine to keep in step"]
    assert (OutboxEntry.objects.count(), SearchEntry.objects.count()) == (1, 1)
    assert run("search_status")[3] == "engine: PostgreSQL"


@pytest.mark.django_db
def test_the_status_names_what_failed(postgres_only: None) -> None:
    event = an_event("Балет")
    OutboxEntry.objects.update(attempts=8, last_error="broken", enqueued_at=timezone.now() + timedelta(hours=1))

    assert run("search_status")[-2:] == [
        "outbox: 1 waiting, oldest 0 s, 1 given up",
        f"failed: event {event.public_id}, 8 times: broken",
    ]


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("administration")
def test_the_process_follows_changes_until_it_is_told_to_stop(settings: Settings) -> None:
    process = follow(settings)
    try:
        event = an_event("Балет на площади")
        wait_until(lambda: found("балет") == ("meilisearch", [event.public_id]))
        unpublish(event, by=None)
        assert found("балет")[1] == []
        wait_until(lambda: OutboxEntry.objects.count() == 0)
    finally:
        process.send_signal(signal.SIGTERM)
        output, _ = process.communicate(timeout=20)

    assert process.returncode == 0, output
    assert "building a new index: there is no index yet" in output


def found(query: str) -> tuple[str, list[UUID]]:
    answer = search(query=query, now=timezone.now())
    return answer.engine, [hit.public_id for hit in answer.hits]


def wait_until(is_so: object, seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while not is_so():  # type: ignore[operator]  # a callable
        assert time.monotonic() < deadline, "nothing happened"
        time.sleep(0.05)


def follow(settings: Settings) -> subprocess.Popen[str]:
    """Start the real process on the test database."""
    database = connection.settings_dict
    host = database["HOST"] or "localhost"
    address = f"postgres://{database['USER']}:{database['PASSWORD']}@{host.replace('/', '%2F')}:{database['PORT']}"
    environment = {
        **os.environ,
        "DATABASE_URL": f"{address}/{database['NAME']}",
        "DJANGO_SETTINGS_MODULE": "cms.settings.dev",
        "SEARCH_ENGINE": "meilisearch",
        "SEARCH_INDEX_PREFIX": settings.SEARCH_INDEX_PREFIX,
    }
    return subprocess.Popen(
        [sys.executable, "manage.py", "search_sync", "--follow"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
