"""Keeping the real engine in step, whatever goes wrong in between."""

import threading
from collections.abc import Callable, Sequence
from datetime import timedelta
from uuid import UUID, uuid4

import orjson
import psycopg
import pytest
from django.db import connection
from django.utils import timezone
from pytest_django import Settings

from content.operations import publish, save_draft, unpublish
from events.models import Event, EventListing
from events.search import event_facts
from search import documents, outbox, sync
from search.documents import Facts, SearchKind
from search.indexes import active_index, ask_for_rebuild, pointer
from search.meilisearch import definition
from search.meilisearch.administration import Administration, EngineDown
from search.models import OutboxEntry, SearchEntry
from search.outbox import Claim
from search.queries import search
from search.rebuild import rebuild, why_rebuild
from search.reconciliation import Drift, reconcile
from search.sending import MAX_DOCUMENTS, Rendered, Round, Sender, split
from search.sync import configured_administration, sync_once
from tests.factories import a_business, a_promotion, an_event

pytestmark = pytest.mark.django_db

Sync = Callable[[], Round | None]


def indexed(administration: Administration) -> dict[UUID, int]:
    return {public_id: version for public_id, _kind, version in administration.documents(active_index(is_fresh=True))}


def listed() -> dict[UUID, int]:
    return {
        public_id: version
        for kind in documents.search_kinds()
        for public_id, version in kind.listing._default_manager.values_list("public_id", "version")
    }


def retitle(event: Event, title: str) -> None:
    event.title_ru = title
    save_draft(event, by=None)
    publish(event, by=None, authorisation="test")


def found(query: str) -> list[UUID]:
    answer = search(query=query, now=timezone.now())
    assert (answer.engine, answer.degraded) == ("meilisearch", False)
    return [hit.public_id for hit in answer.hits]


def test_the_engine_holds_exactly_what_is_listed(administration: Administration, sync: Sync) -> None:
    events = [an_event(f"Событие {number}") for number in range(3)]
    a_promotion(business=a_business())
    an_event(live=False)

    # The first run builds the index from the listings, which serves the outbox as well.
    sync()
    assert (indexed(administration), OutboxEntry.objects.count()) == (listed(), 0)

    retitle(events[0], "Событие переименованное")
    unpublish(events[1], by=None)
    an_event("Событие новое")
    assert sync() == Round(claimed=3, delivered=3)

    assert (indexed(administration), OutboxEntry.objects.count()) == (listed(), 0)
    assert found("переименованное") == [events[0].public_id]
    assert sync() == Round()


def test_unpublished_and_published_again_within_one_round(administration: Administration, sync: Sync) -> None:
    event = an_event("Парад")
    sync()

    unpublish(event, by=None)
    publish(event, by=None, authorisation="test")
    sync()

    assert (indexed(administration), found("парад")) == (listed(), [event.public_id])


def test_changes_wait_while_the_engine_is_away(administration: Administration, sync: Sync, settings: Settings) -> None:
    an_event("Балет")
    sync()
    address = settings.MEILISEARCH_URL

    settings.MEILISEARCH_URL = "http://127.0.0.1:9"
    event = an_event("Опера")
    with pytest.raises(EngineDown):
        sync_once(administration=configured_administration(), say=lambda _text: None)
    answer = search(query="опера", now=timezone.now())

    assert OutboxEntry.objects.get().attempts == 0
    assert ([hit.public_id for hit in answer.hits], answer.engine, answer.degraded) == (
        [event.public_id],
        "postgres",
        True,
    )

    settings.MEILISEARCH_URL = address
    sync()
    assert (found("опера"), OutboxEntry.objects.count()) == ([event.public_id], 0)


def test_a_wrong_key_counts_as_an_engine_that_is_away(administration: Administration, settings: Settings) -> None:
    settings.MEILISEARCH_KEY = "wrong"
    event = an_event("Опера")

    with pytest.raises(EngineDown):
        sync_once(administration=configured_administration(), say=lambda _text: None)

    answer = search(query="опера", now=timezone.now())
    assert ([hit.public_id for hit in answer.hits], answer.degraded) == ([event.public_id], True)
    assert OutboxEntry.objects.get().attempts == 0


class Editing(Administration):
    """The real server, while an editor changes an entry at the moment its document is sent."""

    def __init__(self, *, url: str, key: str, edit: Callable[[], None]) -> None:
        super().__init__(url=url, key=key)
        self.edit = edit

    def send(self, uid: str, lines: Sequence[bytes]) -> int:
        task = super().send(uid, lines)
        edit, self.edit = self.edit, lambda: None
        edit()
        return task


def test_what_changes_while_it_is_sent_is_sent_again(
    administration: Administration, sync: Sync, settings: Settings
) -> None:
    event = an_event("Концерт хора")
    sync()
    retitle(event, "Концерт оркестра")
    first_version = EventListing.objects.get().version
    editing = Editing(
        url=settings.MEILISEARCH_URL,
        key=settings.MEILISEARCH_KEY,
        edit=lambda: retitle(event, "Концерт квартета"),
    )
    sender = Sender(administration=editing, targets=[active_index()])

    assert sender.send_due() == Round(claimed=1, delivered=1)
    assert OutboxEntry.objects.get().wanted_version == EventListing.objects.get().version > first_version

    assert sender.send_due() == Round(claimed=1, delivered=1)
    assert (OutboxEntry.objects.count(), indexed(administration)) == (0, listed())
    assert (found("квартета"), found("оркестра")) == ([event.public_id], [])


@pytest.fixture
def poison(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[EventListing], Facts]], None]:
    """Replace the facts of events."""

    def replace(facts: Callable[[EventListing], Facts]) -> None:
        kind = SearchKind(name="event", listing=EventListing, facts=facts, ended_field="ended_at")
        monkeypatch.setitem(documents._kinds, "event", kind)

    return replace


def test_one_bad_document_does_not_hold_up_the_others(
    administration: Administration, sync: Sync, poison: Callable[..., None]
) -> None:
    sync()
    bad = an_event("Событие на краю света")
    for number in range(6):
        an_event(f"Событие {number}")

    def facts(listing: EventListing) -> Facts:
        # What is not a number becomes null, which Meilisearch refuses as a coordinate.
        return Facts(latitude=float("nan"), longitude=1.0) if listing.public_id == bad.public_id else Facts()

    poison(facts)
    assert sync() == Round(claimed=7, delivered=6, failed=1)

    row = OutboxEntry.objects.get()
    assert (row.public_id, row.attempts, "geo" in row.last_error) == (bad.public_id, 1, True)
    assert set(indexed(administration)) == set(listed()) - {bad.public_id}

    poison(event_facts)
    outbox.retry_all()
    sync()
    assert (indexed(administration), OutboxEntry.objects.count()) == (listed(), 0)


def test_a_listing_that_cannot_be_rendered_is_put_off_alone(
    administration: Administration, sync: Sync, poison: Callable[..., None]
) -> None:
    sync()
    bad, good = an_event("Сломанное"), an_event("Целое")

    def facts(listing: EventListing) -> Facts:
        if listing.public_id == bad.public_id:
            raise ZeroDivisionError("nothing works")
        return event_facts(listing)

    poison(facts)

    assert sync() == Round(claimed=2, delivered=1, failed=1)
    assert OutboxEntry.objects.get().last_error == "ZeroDivisionError: nothing works"
    assert set(indexed(administration)) == {good.public_id}


def test_a_bad_document_does_not_stop_a_rebuild(
    administration: Administration, sync: Sync, poison: Callable[..., None]
) -> None:
    bad, good = an_event("Сломанное"), an_event("Целое")
    OutboxEntry.objects.all().delete()
    poison(
        lambda listing: Facts(latitude=float("nan"), longitude=1.0) if listing.public_id == bad.public_id else Facts()
    )

    sync()

    assert set(indexed(administration)) == {good.public_id}
    assert (OutboxEntry.objects.get().public_id, OutboxEntry.objects.get().attempts > 0) == (
        bad.public_id,
        True,
    )


@pytest.mark.parametrize("comes_back_empty", [False, True])
def test_lost_data_are_noticed_and_made_again(
    administration: Administration, sync: Sync, comes_back_empty: bool
) -> None:
    event = an_event("Балет")
    sync()
    uid = active_index()

    administration.drop(uid)
    if comes_back_empty:
        # Meilisearch makes an index of its own accord when documents arrive for one it does not know.
        administration.wait(administration.send(uid, [b'{"id": "x"}']), uid=uid, seconds=10)
    assert OutboxEntry.objects.count() == 0
    answer = search(query="балет", now=timezone.now())
    sync()

    if not comes_back_empty:
        assert ([hit.public_id for hit in answer.hits], answer.degraded) == ([event.public_id], True)
    assert (found("балет"), indexed(administration)) == ([event.public_id], listed())


def test_a_changed_definition_builds_a_new_index_and_drops_the_old_one(
    administration: Administration, sync: Sync, monkeypatch: pytest.MonkeyPatch
) -> None:
    event = an_event("Балет")
    sync()
    old = active_index()
    assert why_rebuild(administration) == ""

    monkeypatch.setitem(definition.SETTINGS, "searchCutoffMs", 299)
    assert why_rebuild(administration) == "its definition or the normaliser changed"
    # Until then the old one answers.
    assert found("балет") == [event.public_id]
    sync()

    assert active_index(is_fresh=True) != old
    assert (found("балет"), indexed(administration)) == ([event.public_id], listed())
    # The old index stays for readers who still have its name, until the next one is built.
    ask_for_rebuild(now=timezone.now())
    sync()
    assert administration.indexes(pointer().prefix) == sorted([active_index(is_fresh=True), _previous(active_index())])


def _previous(uid: str) -> str:
    prefix, _hyphen, number = uid.rpartition("-")
    return f"{prefix}-{int(number) - 1}"


def test_changes_during_a_rebuild_reach_both_indexes(
    administration: Administration, sync: Sync, settings: Settings
) -> None:
    event = an_event("Балет")
    sync()
    old = active_index()
    editing = Editing(url=settings.MEILISEARCH_URL, key=settings.MEILISEARCH_KEY, edit=lambda: retitle(event, "Опера"))

    new = rebuild(editing, clock=timezone.now)

    assert new == active_index() != old
    in_both = [{row[0]: row[2] for row in administration.documents(uid)} for uid in (old, new)]
    assert in_both == [listed(), listed()]
    assert OutboxEntry.objects.count() == 0


def test_a_rebuild_that_is_stopped_changes_nothing_for_readers(administration: Administration, sync: Sync) -> None:
    event = an_event("Балет")
    sync()
    old = active_index()

    assert rebuild(administration, clock=timezone.now, is_stopping=lambda: True) is None

    assert (active_index(is_fresh=True), found("балет")) == (old, [event.public_id])


def test_reconciling_finds_what_is_missing_extra_and_stale(administration: Administration, sync: Sync) -> None:
    missing, stale, _good = (an_event(f"Событие {number}") for number in range(3))
    sync()
    uid = active_index()
    tasks = [
        administration.remove(uid, [missing.public_id]),
        administration.send(
            uid, [orjson.dumps({"id": str(stale.public_id), "kind": "event", "_v": stale.listing.version - 1})]
        ),
        administration.send(uid, [orjson.dumps({"id": str(uuid4()), "kind": "event", "_v": 7})]),
    ]
    for task in tasks:
        administration.wait(task, uid=uid, seconds=10)

    assert reconcile(administration, uid=uid) == Drift(missing=1, extra=1, stale=1)
    assert sync() == Round(claimed=3, delivered=3)

    assert indexed(administration) == listed()
    assert reconcile(administration, uid=uid) == Drift()
    assert OutboxEntry.objects.count() == 0


def test_one_worker_at_a_time(administration: Administration, sync: Sync, settings: Settings) -> None:
    an_event()
    parameters = connection.get_connection_params()
    address = {
        name: parameters[name] for name in ("host", "port", "user", "password", "dbname") if parameters.get(name)
    }
    with psycopg.connect(**address) as other:
        other.execute(
            "SELECT pg_advisory_lock(hashtextextended(%s, 0))", [f"search-sync:{settings.SEARCH_INDEX_PREFIX}"]
        )
        assert sync() is None
        assert OutboxEntry.objects.count() == 1
        other.execute("SELECT pg_advisory_unlock_all()")

    assert sync() == Round()
    assert OutboxEntry.objects.count() == 0


def test_a_worker_repairs_drift_that_no_outbox_row_tells_of(administration: Administration, sync: Sync) -> None:
    event = an_event()
    sync()
    uid = active_index()
    administration.wait(administration.remove(uid, [event.public_id]), uid=uid, seconds=10)
    worker = sync_worker(administration)

    assert worker.step() == Round()  # it counts, compares and enqueues
    assert worker.step() == Round(claimed=1, delivered=1)
    assert indexed(administration) == listed()


def sync_worker(administration: Administration) -> sync.Worker:
    return sync.Worker(administration=administration, stop=threading.Event(), say=lambda _text: None)


def test_old_search_columns_are_written_anew(sync: Sync, administration: Administration) -> None:
    event = an_event("Балет")
    right = SearchEntry.objects.values().get()
    SearchEntry.objects.update(words="'other':1A", normaliser_version=0)
    a_business()
    SearchEntry.objects.filter(kind="business").delete()

    sync()

    assert SearchEntry.objects.values().get(public_id=event.public_id) == right
    assert SearchEntry.objects.count() == 2


def test_batches_are_limited_in_number_and_size_and_removals_go_apart() -> None:
    def rendered(line: bytes | None) -> Rendered:
        return Rendered(claim=Claim(public_id=uuid4(), kind="event", version=1), version=1, line=line)

    many = [rendered(b"x") for _ in range(MAX_DOCUMENTS + 1)]
    large = [rendered(b"x" * 3_000_000) for _ in range(2)]
    gone = [rendered(None) for _ in range(2)]

    batches = list(split([*large, gone[0], *many, gone[1]]))

    assert [len(batch) for batch in batches] == [2, 1, 500, 2]
    assert batches[0] == gone
    assert [row for batch in batches[1:] for row in batch] == [*large, *many]
    assert list(split([])) == []


def test_sending_stops_while_too_much_is_unfinished(administration: Administration, sync: Sync) -> None:
    class Busy(Administration):
        def unfinished(self, uids: Sequence[str]) -> int:
            return super().unfinished(uids) + 51

    sync()
    an_event()
    busy = Busy(url=administration._client.config.url, key=administration._client.config.api_key)

    with pytest.raises(EngineDown):
        Sender(administration=busy, targets=[active_index()]).send_due()
    assert (OutboxEntry.objects.get().attempts, indexed(administration)) == (0, {})


def test_an_entry_ends_without_anybody_telling_the_engine(administration: Administration, sync: Sync) -> None:
    now = timezone.now()
    event = an_event("Маскарад", starts_at=now + timedelta(hours=1), ends_at=now + timedelta(hours=2))
    sync()

    def at(moment: timedelta) -> list[UUID]:
        return [hit.public_id for hit in search(query="маскарад", now=now + moment).hits]

    assert (at(timedelta()), at(timedelta(hours=1, minutes=59)), at(timedelta(hours=2, seconds=1))) == (
        [event.public_id],
        [event.public_id],
        [],
    )
