"""Reads of single items count, over every road, once for each visitor, and never cost a query."""

from collections import Counter
from threading import Event as Signal
from threading import Thread

import pytest
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext

from api import view_counts
from api.view_counts import ViewBatch
from api.visitors import Visitors
from content.models import PendingViews
from content.preview_tokens import make_token
from content.view_counts import Viewed
from tests.api.roads import Road
from tests.factories import a_business, a_promotion, a_user, an_event

pytestmark = pytest.mark.django_db
PHONE = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile"


class Counted(Counter):
    """What was counted, instead of a batch."""

    def add(self, viewed):
        self[viewed] += 1


@pytest.fixture
def counted(settings, monkeypatch):
    settings.COUNT_VIEWS = True
    counted = Counted()
    monkeypatch.setattr(view_counts, "_batch", counted)
    monkeypatch.setattr(view_counts, "_visitors", Visitors(is_shared=False))
    return counted


def a_phone(number):
    return f"{PHONE} Safari/{number}"


def of(kind, entry, times=1):
    return {Viewed(kind, entry.public_id): times}


@pytest.mark.parametrize("is_keeping", [False, True])
def test_every_answer_of_the_short_road_counts(counted, settings, is_keeping):
    settings.API_RESPONSE_CACHE = is_keeping
    road, event = Road(), an_event()
    for number, path in enumerate((event.public_id, event.slug, event.public_id, event.slug)):
        assert road(f"/events/{path}", User_Agent=a_phone(number)).status == 200
    assert counted == of("event", event, 4)


@pytest.mark.parametrize("is_keeping", [False, True])
def test_an_unchanged_answer_counts(counted, settings, is_keeping):
    settings.API_RESPONSE_CACHE = is_keeping
    road, event = Road(), an_event()
    etag = road(f"/events/{event.slug}").headers["ETag"]
    for number in range(3):
        unchanged = road(f"/events/{event.slug}", User_Agent=a_phone(number), If_None_Match=etag)
        assert (unchanged.status, unchanged.body) == (304, b"")
    assert counted == of("event", event, 3)
    assert road(f"/events/{event.slug}", User_Agent=a_phone(4), If_Match='"x"').status == 412
    assert counted == of("event", event, 3)


def test_the_long_road_counts_too(counted, call):
    event = an_event()
    for number in range(2):
        answer = call(f"/events/{event.slug}", User_Agent=a_phone(number), Authorization="Bearer x")
        assert answer.status_code == 200
    assert counted == of("event", event, 2)


def test_all_kinds_count_and_in_any_language(counted, settings):
    settings.API_RESPONSE_CACHE = True
    road, business = Road(), a_business()
    promotion = a_promotion(business=business)
    for number, language in enumerate(("ru", "kk", "ru")):
        road(f"/businesses/{business.slug}", {"lang": language}, User_Agent=a_phone(number))
        road(f"/promotions/{promotion.slug}", {"fields": "title"}, User_Agent=a_phone(number))
    assert counted == {**of("business", business, 3), **of("promotion", promotion, 3)}


def test_the_same_visitor_counts_once_whatever_the_address_of_the_page(counted, settings):
    settings.API_RESPONSE_CACHE = True
    road, event = Road(), an_event()
    for path in (event.slug, event.public_id, event.slug):
        road(f"/events/{path}", User_Agent=PHONE)
        road(f"/events/{path}", {"lang": "kk"}, User_Agent=PHONE)
    assert counted == of("event", event)


def test_programs_heads_prefetches_and_other_reads_do_not_count(counted, settings):
    settings.API_RESPONSE_CACHE = True
    road, event = Road(), an_event()
    page = f"/events/{event.slug}"
    for _round in range(2):
        road(page)
        road(page, User_Agent="Googlebot/2.1")
        road(page, method="HEAD", User_Agent=PHONE)
        road(page, User_Agent=PHONE, Sec_Purpose="prefetch")
        for path in (
            "/events",
            f"{page}.ics",
            f"{page}.jsonld",
            f"{page}/similar",
            "/events/nothing",
            "/events/facets",
        ):
            road(path, User_Agent=PHONE)
    assert counted == {}


def test_drafts_do_not_count(counted):
    event = an_event()
    assert Road()(f"/events/{make_token(event, by=a_user(is_superuser=True))}", User_Agent=PHONE).status == 200
    assert counted == {}


def test_counting_can_be_turned_off(counted, settings):
    settings.COUNT_VIEWS = False
    Road()(f"/events/{an_event().slug}", User_Agent=PHONE)
    assert counted == {}


@pytest.mark.parametrize(("is_keeping", "expected"), [(False, [1, 1, 1]), (True, [2, 1, 1])])
def test_a_view_costs_no_query(counted, settings, is_keeping, expected):
    settings.API_RESPONSE_CACHE = is_keeping
    for counts in (False, True):
        settings.COUNT_VIEWS = counts
        road, event = Road(), an_event(f"Концерт {counts}")
        # The statement itself is composed once.
        road(f"/events/{an_event().slug}")
        queries = []
        for number in range(3):
            with CaptureQueriesContext(connection) as asked:
                road(f"/events/{event.slug}", User_Agent=a_phone(number))
            queries.append(len(asked))
        assert queries == expected
    assert counted.total() == 3


# -- the batch ------------------------------------------------------------------------------------


@pytest.fixture
def batch():
    made = []

    def make(write, seconds=3600.0):
        made.append(ViewBatch(write, seconds=seconds))
        return made[-1]

    yield make
    for each in made:
        each.stop()


def test_a_batch_is_written_once(batch):
    event, business = an_event(), a_business()
    written = batch(view_counts.record)
    for _time in range(3):
        written.add(Viewed("event", event.public_id))
    written.add(Viewed("business", business.public_id))
    with CaptureQueriesContext(connection) as queries:
        written.flush()
        written.flush()
    assert len(queries) == 1
    rows = PendingViews.objects.order_by("views").values_list("kind", "public_id", "views")
    assert list(rows) == [("business", business.public_id, 1), ("event", event.public_id, 3)]


def test_what_the_database_does_not_take_waits(batch):
    given, is_away = [], True

    def write(views):
        if is_away:
            raise OperationalError("gone")
        given.append(dict(views))

    event, waiting = Viewed("event", an_event().public_id), batch(write)
    waiting.add(event)
    waiting.flush()
    waiting.add(event)
    waiting.flush()
    is_away = False
    waiting.flush()
    assert given == [{event: 2}]


def test_no_more_than_so_many_items_wait(batch, monkeypatch):
    monkeypatch.setattr(view_counts, "_MOST", 3)
    given = []
    full = batch(given.append)
    for number in [*range(5), 0]:
        full.add(Viewed("event", number))
    full.flush()
    assert given == [{("event", 0): 2, ("event", 1): 1, ("event", 2): 1}]


@pytest.mark.parametrize("reason", ["time", "size", "end"])
def test_it_writes_by_itself(batch, monkeypatch, reason):
    written, given = Signal(), []

    def write(views):
        given.append(views)
        written.set()

    if reason == "size":
        monkeypatch.setattr(view_counts, "_MANY", 2)
    waiting = batch(write, seconds=0.01 if reason == "time" else 3600.0)
    waiting.add(("event", 1))
    if reason == "size":
        waiting.add(("event", 2))
    if reason == "end":
        waiting.stop()
    assert written.wait(10)
    assert given[0].keys() <= {("event", 1), ("event", 2)}


def test_no_view_is_lost_between_threads(batch):
    total = Counter()
    busy = batch(total.update, seconds=0.001)

    def work():
        for number in range(2000):
            busy.add(("event", number % 7))

    threads = [Thread(target=work) for _thread in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    busy.stop()
    assert total.total() == 8000
