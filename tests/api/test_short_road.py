"""The short road answers as the long one does, and kept answers are never out of date."""

from datetime import timedelta
from email.utils import parsedate_to_datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from content.generations import compact, generations
from content.models import Category, City, Image
from content.operations import publish, save_draft, unpublish
from content.projections import project_stale
from events.models import Event, EventStanding
from tests.api.conftest import on
from tests.api.roads import Road, operations, route
from tests.factories import a_business, a_city, a_promotion, an_event, an_image

pytestmark = pytest.mark.django_db

READS = [
    ("/events", {}),
    ("/events", {"city": "jezkazgan", "limit": "2", "count": "true"}),
    ("/events", {"category": ["concerts", "!other"], "from": "2027-01-01", "to": "2027-12-31", "free": "false"}),
    ("/events", {"q": "концерт", "lang": "kk"}),
    ("/events", {"from": "завтра"}),
    ("/events", {"city": "utopia"}),
    ("/events/categories", {"city": "jezkazgan"}),
    ("/events", {"weekday": "sat", "time": "22:00-02:00", "priceMax": "5000", "fields": "title,date"}),
    ("/events", {"near": "47.79,67.71", "radius": "3km", "bbox": "67,47,68,48", "status": "!cancelled"}),
    ("/events", {"sort": "newest", "limit": "1", "age": "12"}),
    ("/events", {"time": "noon"}),
    ("/events/facets", {"city": "jezkazgan", "category": "concerts"}),
    ("/events/facets", {"city": "utopia"}),
    ("/events/calendar", {"city": "jezkazgan", "month": "2027-06"}),
    ("/events/calendar", {"month": "13"}),
    ("/businesses", {"near": "47.79,67.71", "sort": "distance"}),
    ("/businesses", {"openNow": "false", "sort": "name", "fields": "name"}),
    ("/promotions", {"endingSoon": "false", "sort": "ending"}),
    ("/events/{event}", {"lang": "kk"}),
    ("/events/nothing", {}),
    ("/events.ics", {"free": "false"}),
    ("/events.rss", {"lang": "kk"}),
    ("/events.csv", {"city": "utopia"}),
    ("/events.jsonld", {"limit": "2"}),
    ("/events/{event}.ics", {}),
    ("/events/{event}.jsonld", {"lang": "kk"}),
    ("/events/{event}/similar", {"limit": "3"}),
    ("/sitemap", {}),
    ("/sitemap", {"page": "1"}),
    ("/businesses", {"verified": "false"}),
    ("/businesses/{business}", {}),
    ("/promotions", {"active": "true"}),
    ("/promotions/{promotion}", {}),
    ("/changes", {}),
    ("/changes", {"since": "x"}),
    ("/cities", {}),
    ("/cities/jezkazgan", {}),
    ("/cities/jezkazgan/photos", {}),
    ("/categories", {}),
    ("/search", {"q": "концерт"}),
    ("/search/suggest", {"q": "конц"}),
    ("/openapi.json", {}),
    ("/docs", {}),
    ("/nowhere", {}),
    ("/events/", {}),
]
NO_ROUTES = {"/nowhere", "/events/"}
# Each request has its own; the kept copy of the answer has its length from the beginning.
OF_A_REQUEST = {"X-Request-ID", "Content-Length"}


@pytest.fixture
def keeping(settings):
    settings.API_RESPONSE_CACHE = True
    return Road()


@pytest.fixture
def clock(monkeypatch):
    return lambda moment: monkeypatch.setattr(timezone, "now", lambda: moment)


def told(headers):
    found = {name: value for name, value in headers.items() if name not in OF_A_REQUEST}
    return {**found, "Vary": set(found["Vary"].lower().split(", "))}


@pytest.mark.parametrize("is_keeping", [False, True])
@pytest.mark.parametrize(("path", "query"), READS)
def test_both_roads_answer_the_same(call, town, settings, path, query, is_keeping):
    settings.API_RESPONSE_CACHE = is_keeping
    road = Road()
    path = path.format(event=town.event.public_id, business=town.business.slug, promotion=town.promotion.public_id)
    headers = {"Accept_Language": "kk, ru;q=0.5", "Origin": "http://localhost:5173"}
    long = call(path, query, **headers)
    for _round in range(2):
        short = road(path, query, **headers)
        assert (short.status, short.body) == (long.status_code, b"".join(long) if long.streaming else long.content)
        assert told(short.headers) == told(long.headers)
        assert short.headers["Content-Length"] == str(len(short.body))
        assert short.headers["X-Request-ID"]


def test_no_read_is_left_out():
    """Whoever adds a read adds it to ``READS``."""
    listed = {
        route(path.format(event="x", business="x", promotion="x")) for path, _query in READS if path not in NO_ROUTES
    }
    assert operations() - listed == set()


def test_only_public_reads_take_it(keeping):
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": "/api/v1/events"}
    assert keeping.application.takes(environ)
    assert not keeping.application.takes({**environ, "REQUEST_METHOD": "POST"})
    assert not keeping.application.takes({**environ, "REQUEST_METHOD": "OPTIONS"})
    assert not keeping.application.takes({**environ, "PATH_INFO": "/admin/"})
    assert not keeping.application.takes({**environ, "HTTP_AUTHORIZATION": "Bearer x"})


def test_a_kept_answer_asks_the_database_only_what_has_changed(keeping, town):
    for path, query in (("/events", {}), (f"/events/{town.event.slug}", {}), ("/cities", {}), ("/categories", {})):
        first = keeping(path, query)
        with CaptureQueriesContext(connection) as queries:
            second = keeping(path, query)
        assert [query["sql"].split(" GROUP")[0][-18:] for query in queries.captured_queries] == ["content_generation"]
        assert (second.status, second.body, told(second.headers)) == (first.status, first.body, told(first.headers))


def test_what_is_known_is_trusted_until_somebody_signals(keeping, town, settings):
    settings.GENERATION_TRUST = 60.0
    keeping("/events")
    with CaptureQueriesContext(connection) as queries:
        keeping("/events")
    assert len(queries) == 0


def test_a_change_is_seen_by_the_next_request(keeping):
    event = an_event("Концерт")
    titles = lambda path="/events": [card["title"] for card in keeping(path).json()]  # noqa: E731 - two letters shorter
    assert titles() == ["Концерт"]
    event.title_ru = "Концерт у фонтана"
    save_draft(event, by=None)
    assert titles() == ["Концерт"]
    publish(event, by=None, authorisation="role")
    assert titles() == ["Концерт у фонтана"]
    assert keeping(f"/events/{event.public_id}").json()["title"] == "Концерт у фонтана"
    event.title_ru = "Черновик"
    save_draft(event, by=None)
    assert titles() == ["Концерт у фонтана"]
    unpublish(event, by=None)
    assert titles() == []
    assert keeping(f"/events/{event.public_id}").status == 410


@pytest.mark.parametrize("how", ["update", "delete", "city"])
def test_roads_around_the_operations_are_seen_too(keeping, how):
    event = an_event("Концерт")
    assert len(keeping("/events").json()) == 1
    if how == "update":
        Event.objects.filter(pk=event.pk).update(live=False)
    elif how == "delete":
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM events_eventlisting")
    else:
        City.objects.filter(pk=event.city_id).update(is_active=False)
        assert keeping("/cities").json() == []
        return
    assert keeping("/events").json() == []


def test_another_city_does_not_end_what_is_kept(keeping):
    an_event("Здесь")
    other = a_city("satpayev", name_ru="Сатпаев")
    there = an_event("Там", city=other)
    before = generations()
    there.title_ru = "Там же"
    save_draft(there, by=None)
    publish(there, by=None, authorisation="role")
    after = generations()
    changed = {each for each, facts in after.numbers.items() if before.numbers.get(each) != facts}
    assert {each.city for each in changed if each.source == "events_eventlisting"} == {None, other.pk}


def test_reference_data_and_pictures_are_seen(keeping, town):
    assert keeping("/categories").json()["events"]
    Category.objects.filter(slug="concerts").update(name_ru="Концерты и шоу")
    assert "Концерты и шоу" in [row["name"] for row in keeping("/categories").json()["events"]]
    photos = keeping("/cities/jezkazgan/photos").json()["photos"]
    Image.objects.update(credit="А. Ким")
    assert {photo["credit"] for photo in keeping("/cities/jezkazgan/photos").json()["photos"]} == {"А. Ким"}
    assert "А. Ким" not in {photo["credit"] for photo in photos}


def test_compacting_changes_no_generation():
    an_event()
    a_promotion(business=a_business())
    before = generations()
    compact()
    compact()
    after = generations()
    assert {each: number for each, (number, _at) in before.numbers.items()} == {
        each: number for each, (number, _at) in after.numbers.items()
    }
    an_image()
    an_event()
    compact()
    assert generations() != after


def test_an_event_leaves_when_it_ends_without_any_publish(keeping, clock):
    now = timezone.now().replace(microsecond=0)
    clock(now)
    an_event("Идёт", starts_at=now - timedelta(hours=1), ends_at=now + timedelta(seconds=30))
    an_event("Будет", starts_at=now + timedelta(days=1))
    titles = lambda: [card["title"] for card in keeping("/events").json()]  # noqa: E731 - as above
    assert titles() == ["Идёт", "Будет"]
    clock(now + timedelta(seconds=29))
    assert titles() == ["Идёт", "Будет"]
    clock(now + timedelta(seconds=30))
    assert titles() == ["Будет"]


def test_a_featured_period_midnight_and_new_year_pass_without_any_publish(keeping, clock):
    start = on(20, 15)
    event = an_event("Концерт", starts_at=start)
    EventStanding.objects.create(event=event, featured_until=start - timedelta(hours=1))
    for moment, is_featured in ((start - timedelta(hours=2), True), (start - timedelta(hours=1), False)):
        clock(moment)
        project_stale(now=moment)
        assert [card["isFeatured"] for card in keeping("/events").json()] == [is_featured]
        assert len(keeping("/events", {"featured": "true"}).json()) == is_featured
        assert keeping(f"/events/{event.public_id}").json()["isFeatured"] is is_featured
    year = start.year
    clock(on(1).replace(year=year + 1, month=1, day=2))
    project_stale(now=timezone.now())
    assert keeping("/events").json() == []
    assert str(year) in keeping(f"/events/{event.public_id}").json()["dateText"]


def test_conditions(keeping, town):
    whole = keeping("/events", Origin="http://localhost:5173")
    etag = whole.headers["ETag"]
    assert not etag.startswith("W/")
    assert parsedate_to_datetime(whole.headers["Last-Modified"]) <= timezone.now()
    for known in (etag, f"W/{etag}", f'"x", {etag}', "*"):
        unchanged = keeping("/events", Origin="http://localhost:5173", If_None_Match=known)
        assert (unchanged.status, unchanged.body) == (304, b"")
        expected = {name: value for name, value in told(whole.headers).items() if name != "Content-Type"}
        assert told(unchanged.headers) == expected
    assert keeping("/events", If_None_Match='"x"').status == 200
    # It cannot tell two changes of one second apart, so it is not listened to.
    assert keeping("/events", If_Modified_Since=whole.headers["Last-Modified"]).status == 200
    assert keeping("/events", If_Match='"x"').status == 412
    an_event("Ещё")
    assert keeping("/events", If_None_Match=etag).status == 200


def test_a_question_without_a_body(keeping, town):
    whole = keeping("/events")
    for _round in range(2):
        head = keeping("/events", method="HEAD")
        assert (head.status, head.body, told(head.headers)) == (200, b"", told(whole.headers))
        assert head.headers["Content-Length"] == whole.headers["Content-Length"]


def test_languages_and_origins_are_kept_apart(keeping, town):
    answers = [
        keeping("/events", Accept_Language=language, Origin=origin)
        for _round in range(2)
        for language in ("ru", "kk-KZ", "en")
        for origin in ("http://localhost:5173", "https://evil.example", "")
    ]
    assert [
        (told["Content-Language"], told.get("Access-Control-Allow-Origin")) for told in (a.headers for a in answers)
    ] == [
        (language, origin)
        for _round in range(2)
        for language in ("ru", "kk", "ru")
        for origin in ("http://localhost:5173", None, None)
    ]


def test_request_ids_are_kept_where_they_are_harmless(keeping, town):
    assert keeping("/events", X_Request_ID="abc-1").headers["X-Request-ID"] == "abc-1"
    given = keeping("/events", X_Request_ID="x" * 65).headers["X-Request-ID"]
    assert len(given) == 36
    assert keeping("/events").headers["X-Request-ID"] != keeping("/events").headers["X-Request-ID"]


def test_the_cache_stays_within_its_memory(settings):
    settings.API_RESPONSE_CACHE = True
    settings.API_RESPONSE_CACHE_MB = 1
    road = Road()
    for number in range(700):
        assert road("/events", {"offset": number}).status == 200
    cache = road.application.cache
    assert 0 < cache._bytes <= 1024 * 1024
    assert sum(kept.size for kept in cache._kept.values()) == cache._bytes
    assert road("/events", "x=" + "y" * 5000).status == 200
    assert not any("y" * 5000 in key[1] for key in cache._kept)
