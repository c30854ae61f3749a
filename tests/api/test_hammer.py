"""Publishing and reading at the same time, for real: several web processes, their caches, several publishers.

Every text of a published version carries its number. Whoever has been told that a version is out may from then on get
that one or a newer one, in every answer of every process; never parts of two, never a draft, never what was taken off.
"""

import re
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from threading import Event as Signal
from threading import Thread
from typing import Any

import orjson
import pytest
from django.db import connections, transaction

from content.models import PendingViews
from content.operations import publish, save_draft, unpublish
from content.view_counts import Viewed
from directory.models import Business
from events.models import Event
from tests.api.servers import PHONE, Reader, web_server
from tests.factories import a_business, a_city, an_event

# Other processes see only what is really committed.
pytestmark = pytest.mark.django_db(transaction=True)
SECONDS, MOST_SECONDS = 4.0, 10.0
ENOUGH = {"publish": 10, "toggle": 2, "200": 100, "304": 10}
VERSION = re.compile(r"(№\d)·в(\d+)")
PAIR, SINGLE, CAFE, TOGGLED = ("№0", "№1"), "№2", "№3", "№4"


class Truth:
    """What may be read: for each number the newest version that is surely out, and the newest that may be."""

    def __init__(self) -> None:
        self.out: dict[str, int] = defaultdict(lambda: 1)
        self.begun: dict[str, int] = defaultdict(lambda: 1)
        # Even while the toggled event is surely public, odd with .5 added while it is surely not; in between neither.
        self.phase = 0.0
        self.stop = Signal()
        self.done: Counter[str] = Counter()
        self.wrong: list[str] = []

    def run(self, work: Callable[[], object]) -> Thread:
        """Repeat some work in a thread of its own until the end, or until it fails."""

        def repeat() -> None:
            try:
                while not self.stop.is_set():
                    work()
            except Exception as error:  # noqa: BLE001 - told by the test
                self.wrong.append(repr(error))
                self.stop.set()
            finally:
                connections.close_all()

        thread = Thread(target=repeat, daemon=True)
        thread.start()
        return thread

    def has_done(self, enough: dict[str, int]) -> bool:
        return all(self.done[what] >= times for what, times in enough.items())

    def check(self, what: str, body: str, *, least: dict[str, int]) -> None:
        """Compare an answer with what was out before the question, and with what has been begun by now."""
        found: dict[str, set[int]] = defaultdict(set)
        for number, version in VERSION.findall(body.replace("\r\n ", "")):
            found[number].add(int(version))
        for number, versions in found.items():
            if len(versions) > 1 or not least.get(number, 1) <= max(versions) <= self.begun[number]:
                self.wrong.append(f"{what}: {number} in {versions}, out were {least.get(number, 1)}")
        if len({max(found[number]) for number in PAIR if number in found}) > 1:
            self.wrong.append(f"{what}: half of a transaction {dict(found)}")
        if "черновик" in body:
            self.wrong.append(f"{what}: a draft")


def dressed(entry: Event | Business, text: str) -> Event | Business:
    entry.title_ru = entry.title_kk = text
    entry.description_ru = entry.description_kk = f"<p>{text}</p>"
    if isinstance(entry, Event):
        entry.place_ru = entry.place_kk = text
    else:
        entry.address_ru = entry.address_kk = text
    return entry


def publishers(truth: Truth, pks: dict[str, int]) -> list[Callable[[], None]]:
    def publish_next(*numbers: str) -> None:
        version = truth.begun[numbers[0]] + 1
        for number in numbers:
            truth.begun[number] = version
        with transaction.atomic():
            for number in numbers:
                model = Business if number == CAFE else Event
                entry = dressed(model.objects.get(pk=pks[number]), f"{number}·в{version}")
                save_draft(entry, by=None)
                publish(entry, by=None, authorisation="test")
                save_draft(dressed(entry, "черновик"), by=None)
        for number in numbers:
            truth.out[number] = version
        truth.done["publish"] += 1

    def toggle() -> None:
        event = Event.objects.get(pk=pks[TOGGLED])
        truth.phase += 0.5
        unpublish(event, by=None)
        truth.phase += 0.5
        time.sleep(0.1)
        truth.phase += 0.5
        publish(event, by=None, authorisation="test")
        truth.phase += 0.5
        truth.done["toggle"] += 1
        time.sleep(0.1)

    return [lambda: publish_next(*PAIR), lambda: publish_next(SINGLE), lambda: publish_next(CAFE), toggle]


def adds_up(headers: Any, body: str) -> bool:
    """Tell whether the numbers of an answer that needs several queries are of one moment."""
    if (total := headers["X-Total-Count"]) is not None:
        return int(total) == len(orjson.loads(body))
    if body.startswith('{"total"'):
        facets = orjson.loads(body)
        return {sum(facets[name].values()) for name in ("categories", "cities", "free")} == {facets["total"]}
    return True


def reader(truth: Truth, port: int, ids: dict[str, str], city: str) -> Callable[[], None]:
    ask = Reader(port)
    pages = [
        ("/events", {}),
        ("/events", {"city": city, "lang": "kk", "count": "true"}),
        *((f"/events/{ids[number]}", {}) for number in (*PAIR, SINGLE, TOGGLED)),
        ("/events.jsonld", {}),
        ("/events.csv", {"city": city}),
        (f"/events/{ids[SINGLE]}.ics", {}),
        (f"/events/{ids[SINGLE]}/similar", {"limit": "9"}),
        ("/businesses", {"city": city}),
        (f"/businesses/{ids[CAFE]}", {"lang": "kk"}),
        ("/events/facets", {"city": city}),
    ]
    known: dict[tuple[str, str], tuple[str, str]] = {}

    def read_all() -> None:
        for path, query in pages:
            place, what = (path, str(query)), f"{path} {query}"
            etag, before = known.get(place, ("", ""))
            least, phase = dict(truth.out), truth.phase
            status, headers, body = ask(path, query, **({"If_None_Match": etag} if etag else {}))
            is_steady = phase == truth.phase and phase % 1 == 0
            truth.done[f"{status}"] += 1
            if status == 304:
                body = before
            if status == 200:
                known[place] = (headers["ETag"], body)
            truth.check(f"{status} {what}", body, least=least)
            if path == f"/events/{ids[TOGGLED]}":
                expected = {200, 304} if phase % 2 == 0 else {410}
                if is_steady and status not in expected:
                    truth.wrong.append(f"{what}: {status} in phase {phase}")
            elif status not in {200, 304}:
                truth.wrong.append(f"{what}: {status} {body[:200]}")
            elif path == "/events" and is_steady and (TOGGLED in body) != (phase % 2 == 0):
                truth.wrong.append(f"{what}: {status} in phase {phase} {'lists' if TOGGLED in body else 'lacks'} it")
            if status == 200 and not adds_up(headers, body):
                truth.wrong.append(f"{what}: {headers['X-Total-Count']} {body[:300]} does not add up")

    return read_all


def test_publishing_and_reading_at_the_same_time(tmp_path, monkeypatch):
    city = a_city()
    cafe = dressed(a_business("Кафе"), f"{CAFE}·в1")
    save_draft(cafe, by=None)
    publish(cafe, by=None, authorisation="test")
    entries = {CAFE: cafe}
    for number in (*PAIR, SINGLE, TOGGLED):
        entry = dressed(an_event(f"Событие {number}", organiser=cafe, city=city), f"{number}·в1")
        save_draft(entry, by=None)
        publish(entry, by=None, authorisation="test")
        entries[number] = entry
    truth = Truth()
    pks = {number: entry.pk for number, entry in entries.items()}
    ids = {number: str(entry.public_id) for number, entry in entries.items()}
    with web_server(tmp_path, monkeypatch) as port:
        # Both processes have answered everything before the first change.
        for _round in range(4):
            reader(truth, port, ids, city.slug)()
        work = [*publishers(truth, pks), *(reader(truth, port, ids, city.slug) for _reader in range(4))]
        threads = [truth.run(one) for one in work]
        began = time.monotonic()
        while not truth.stop.wait(0.1) and time.monotonic() < began + MOST_SECONDS:
            if time.monotonic() > began + SECONDS and truth.has_done(ENOUGH):
                break
        truth.stop.set()
        for thread in threads:
            thread.join(timeout=30)
    assert truth.wrong[:5] == []
    assert truth.has_done(ENOUGH), truth.done


def test_a_web_server_that_stops_has_written_its_views(tmp_path, monkeypatch):
    event = an_event()
    with web_server(tmp_path, monkeypatch) as port:
        for number in range(20):
            # A new connection may reach either process.
            for _time in range(2):
                assert Reader(port)(f"/events/{event.slug}", User_Agent=f"{PHONE} {number}")[0] == 200
        assert not PendingViews.objects.exists()
    rows = list(PendingViews.objects.values_list("kind", "public_id", "views"))
    assert {Viewed(kind, public_id) for kind, public_id, _views in rows} == {Viewed("event", event.public_id)}
    assert sum(views for _kind, _public_id, views in rows) == 20
    assert len(rows) in {1, 2}
