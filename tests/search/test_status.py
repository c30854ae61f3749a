"""What the admin and monitoring are told of search, and what the buttons of the page do."""

import threading
from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import orjson
import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from accounts.roles import ADMINISTRATORS, EDITORS, SUPPORT
from search import outbox
from search.indexes import active_index, ask_for_comparison, pointer
from search.meilisearch.administration import Administration
from search.models import OutboxEntry
from search.reconciliation import Drift
from search.status import status
from search.sync import Worker
from tests.factories import a_business, a_user, an_event
from tests.factories.admin import signed_in

pytestmark = pytest.mark.django_db

Sync = Callable[[], object]
PAGE = "/admin/search-status/"


def test_a_good_state(administration: Administration, sync: Sync) -> None:
    an_event()
    a_business()
    sync()
    found = status(now=timezone.now())
    assert (found.engine, found.is_reachable, found.documents, found.listed, found.columns) == (
        "meilisearch",
        True,
        2,
        2,
        2,
    )
    assert (found.active, found.is_current, found.waiting, found.lag) == (active_index(), True, 0, 0.0)
    assert not found.needs_attention


def test_what_waits_and_what_was_parked(administration: Administration, sync: Sync) -> None:
    sync()
    event = an_event()
    for _ in range(outbox.MAX_ATTEMPTS):
        row = OutboxEntry.objects.get()
        claimed = outbox.Claim(public_id=row.public_id, kind=row.kind, version=row.wanted_version)
        outbox.note_failure(claimed, error="index: no")
    found = status(now=timezone.now())
    assert (found.waiting, found.parked, found.lag > 0, found.needs_attention) == (1, 1, True, True)

    admin = signed_in(a_user(ADMINISTRATORS))
    page = admin.get(PAGE).content.decode()
    assert str(event.public_id) in page
    assert "index: no" in page
    assert admin.post(f"{PAGE}retry/").status_code == 302
    assert status(now=timezone.now()).parked == 0


def test_a_worker_that_is_away_is_noticed(administration: Administration, sync: Sync) -> None:
    sync()
    an_event()
    assert not status(now=timezone.now()).needs_attention
    later = timezone.now() + timedelta(minutes=2)
    assert status(now=later).needs_attention
    OutboxEntry.objects.update(enqueued_at=timezone.now() - timedelta(minutes=2))
    page = signed_in(a_user(SUPPORT)).get(PAGE).content.decode()
    assert "Изменения ждут дольше минуты" in page


def test_an_engine_that_is_away_is_told_and_the_page_opens(administration: Administration, settings: Settings) -> None:
    settings.MEILISEARCH_URL = "http://127.0.0.1:9"
    an_event()
    found = status(now=timezone.now())
    assert (found.engine, found.is_reachable, found.documents, found.needs_attention) == ("postgres", False, None, True)
    page = signed_in(a_user(SUPPORT)).get(PAGE).content.decode()
    assert "Meilisearch не отвечает, ищет PostgreSQL" in page


def test_the_worker_compares_when_somebody_asks_and_tells_what_differed(
    administration: Administration, sync: Sync
) -> None:
    missing, stale = an_event(), an_event()
    sync()
    uid = active_index()
    worker = Worker(administration=administration, stop=threading.Event(), say=lambda _text: None)
    worker.step()
    assert pointer().reconciled_at is not None
    tasks = [
        administration.remove(uid, [missing.public_id]),
        administration.send(uid, [orjson.dumps({"id": str(stale.public_id), "kind": "event", "_v": 1})]),
        administration.send(uid, [orjson.dumps({"id": str(uuid4()), "kind": "event", "_v": 7})]),
    ]
    for task in tasks:
        administration.wait(task, uid=uid, seconds=10)
    ask_for_comparison(now=timezone.now())
    assert status(now=timezone.now()).is_comparison_wanted

    worker.step()

    found = status(now=timezone.now())
    assert (found.drift, found.is_comparison_wanted, found.waiting) == (Drift(missing=1, extra=1, stale=1), False, 3)
    page = signed_in(a_user(ADMINISTRATORS)).get(PAGE).content.decode()
    assert "не хватало 1, лишних 1, устаревших 1" in page


def test_the_buttons_are_for_administrators(administration: Administration, sync: Sync) -> None:
    sync()
    for role, is_shown, may_act in ((ADMINISTRATORS, True, True), (SUPPORT, True, False), (EDITORS, False, False)):
        client = signed_in(a_user(role))
        assert (client.get(PAGE).status_code == 200) is is_shown
        for action in ("rebuild", "reconcile", "retry"):
            # Wagtail leads whoever may not do something back to its first page.
            assert (client.post(f"{PAGE}{action}/").headers.get("Location") == PAGE) is may_act
            assert client.get(f"{PAGE}{action}/").status_code in {302, 405}
    row = pointer()
    assert row.rebuild_wanted_at is not None
    assert row.reconcile_wanted_at is not None


def test_monitoring_is_told_if_it_has_the_token(administration: Administration, sync: Sync, settings: Settings) -> None:
    an_event()
    sync()
    client = Client()
    for token, header in (("", "Bearer "), ("secret", "Bearer other"), ("secret", "")):
        settings.STATUS_TOKEN = token
        refused = client.get("/statusz", headers={"Authorization": header})
        assert (refused.status_code, refused.json()) == (401, {"status": "unauthorised"})
    answer = client.get("/statusz", headers={"Authorization": "Bearer secret"})
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
    told = answer.json()
    assert told["status"] == "ok"
    assert told["search"] | {"index": "", "reconciledAt": None} == {
        "engine": "meilisearch",
        "reachable": True,
        "breaker": "closed",
        "index": "",
        "building": "",
        "documents": 1,
        "listed": 1,
        "waiting": 0,
        "parked": 0,
        "lag": 0,
        "drift": {"missing": 0, "extra": 0, "stale": 0},
        "reconciledAt": None,
    }


def test_without_an_engine_there_is_nothing_to_rebuild(postgres_only: None) -> None:
    an_event()
    found = status(now=timezone.now())
    assert (found.engine, found.is_wanted, found.is_reachable) == ("postgres", False, None)
    assert not found.needs_attention
    page = signed_in(a_user(ADMINISTRATORS)).get(PAGE).content.decode()
    assert "Построить индекс заново" not in page
