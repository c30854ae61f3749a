"""The hard rules of the frontend (H1–H22), as far as reads are concerned. A broken one is a white page.

Each holds over the whole site, over the short road and for kept answers. The reads one by one are in
``test_contract_reads.py``.
"""

import re
from datetime import datetime, timedelta
from urllib.parse import urlsplit

import orjson
import pytest
from django.utils import timezone

from api.vocabulary import EVENT_CATEGORIES, TIERS
from content.operations import publish
from content.taxonomy import EVENT_CATEGORIES as TAXONOMY
from events.models import EventDate, EventListing
from tests.api.conftest import many, problem_of
from tests.factories import a_business, a_promotion, an_event

CAMEL = re.compile(r"[a-z][a-zA-Z0-9]*")
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
LISTS = ("/cities", "/events", "/businesses", "/promotions")
# Answers whose keys are what was counted: slugs, days, weekdays.
COUNTS = ("/events/categories", "/events/facets", "/events/calendar")
FILES = ("/events.ics", "/events.rss", "/events.csv", "/events.jsonld", "/sitemap")


@pytest.fixture
def call(each_road):
    """Hold every rule over every road."""
    return each_road


def keys(value):
    """Return every key anywhere in a JSON value."""
    if isinstance(value, dict):
        return set(value) | {key for inner in value.values() for key in keys(inner)}
    if isinstance(value, list):
        return {key for inner in value for key in keys(inner)}
    return set()


def pairs(value):
    """Return every (key, value) anywhere in a JSON value."""
    if isinstance(value, dict):
        return [*value.items(), *(pair for inner in value.values() for pair in pairs(inner))]
    if isinstance(value, list):
        return [pair for inner in value for pair in pairs(inner)]
    return []


def paths_in(links):
    """Return the addresses of a ``Link`` header without their hosts."""
    return [urlsplit(address).path for address in re.findall(r"<([^>]+)>", links)]


def answers(call, town):
    return {path: orjson.loads(call(path).content) for path in town.addresses if path != "/openapi.json"}


def test_every_hard_rule_has_a_test():
    tested = {int(found[1]) for name in globals() if (found := re.match(r"test_h(\d+)_", name))}
    assert tested == set(range(1, 23))


def test_h1_the_api_lives_behind_a_prefix_and_nowhere_else(call, town):
    assert call("/cities").status_code == 200
    for path in ("/cities", "/events", f"/events/{town.event.public_id}"):
        assert call.client.get(path).status_code == 404
    assert paths_in(call("/events", {"limit": "1"}).headers["Link"]) == ["/api/v1/events"]


def test_h2_every_read_answers_at_once_without_a_trailing_slash(call, town):
    assert {path: call(path).status_code for path in town.addresses} == dict.fromkeys(town.addresses, 200)


@pytest.mark.parametrize("path", ["", "/", "/events/", "/cities/jezkazgan/", "/docs/", "/openapi.json/"])
def test_h2_a_trailing_slash_is_told_not_redirected(call, town, path):
    response = call(path)
    assert problem_of(response)["code"] == "api.unknown_address"
    assert response.status_code == 404


def test_h3_keys_are_camel_case(call, town):
    told = {key for path, body in answers(call, town).items() for key in keys(body) if path not in COUNTS}
    told |= {key for path in COUNTS[1:] for key in call.json(path)}
    assert {key for key in told if not CAMEL.fullmatch(key)} == set()


@pytest.mark.parametrize("path", LISTS)
def test_h4_lists_are_bare_arrays(call, town, path):
    assert isinstance(call.json(path), list)
    assert call.json(path, city="nowhere") == ([] if path != "/cities" else call.json("/cities"))


def test_h4_similar_events_are_a_bare_array(call, town):
    another = an_event("Ещё концерт")
    assert [card["id"] for card in call.json(f"/events/{another.public_id}/similar")] == [str(town.event.public_id)]


def test_h4_details_are_bare_objects(call, town):
    assert call.json(f"/events/{town.event.public_id}")["id"] == str(town.event.public_id)


def test_h5_every_success_has_a_json_body(call, town):
    for path in town.addresses:
        response = call(path)
        assert (response.status_code, response.headers["Content-Type"]) == (200, "application/json")
        assert response.content


def test_h5_files_answer_too_and_are_no_json(call, town):
    told = {path: call(path) for path in FILES}
    assert {(path, response.status_code) for path, response in told.items()} == {(path, 200) for path in FILES}
    assert all(response.content and "problem" not in response.headers["Content-Type"] for response in told.values())


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("ru", "Событие не найдено или снято с публикации."),
        ("kk", "Іс-шара табылмады немесе жарияланымнан алынды."),
    ],
    ids=["ru", "kk"],
)
def test_h6_errors_carry_two_sentences_in_the_callers_language(call, town, language, sentence):
    by_parameter = problem_of(call("/events/nothing", {"lang": language}))
    by_header = problem_of(call("/events/nothing", accept_language=f"{language}-KZ,en;q=0.5"))
    assert by_parameter == by_header
    assert (by_parameter["error"], by_parameter["message"]) == (sentence, sentence)
    assert (by_parameter["status"], by_parameter["code"], by_parameter["fields"]) == (404, "event.not_found", {})


def test_h7_ids_are_uuid_strings(call, town):
    for body in answers(call, town).values():
        ids = [value for key, value in pairs(body) if (key == "id" or key.endswith("Id")) and value is not None]
        assert [value for value in ids if not UUID.fullmatch(value)] == []


def test_h8_money_and_counters_are_whole_numbers(call, town):
    (card,) = call.json("/events")
    assert (card["price"], card["maxPrice"]) == (1500, 4000)
    for body in answers(call, town).values():
        counters = [value for key, value in pairs(body) if key.endswith("Count") or key in {"position", "total"}]
        assert [value for value in counters if type(value) is not int] == []


def test_h9_dates_are_iso_8601_with_a_zone(call, town):
    dates = {"date", "createdAt", "publishedAt", "validFrom", "validUntil"}
    for body in answers(call, town).values():
        for key, value in pairs(body):
            if key in dates or (key == "endDate" and value is not None):
                assert datetime.fromisoformat(value).utcoffset() == timedelta(0), (key, value)
                assert value.endswith("Z")


def test_h10_categories_are_the_ten_that_the_frontend_knows(call, db):
    for slug in EVENT_CATEGORIES:
        an_event(slug, category=slug)
    assert {item["title"]: item["category"] for item in call.json("/events")} == {
        slug: slug for slug in EVENT_CATEGORIES
    }


def test_h10_the_vocabulary_is_the_taxonomy_and_tiers_are_the_known_ones(call, town):
    assert tuple(row.slug for row in TAXONOMY) == (
        "concerts", "theater", "festivals", "education", "seminars", "leisure", "sports", "children", "exhibitions",
        "other",
    )  # fmt: skip
    assert TIERS == ("free", "lite", "premium")
    assert call.json("/businesses")[0]["tier"] == "lite"


def test_h11_searched_texts_are_never_null(call, db):
    an_event("Название и больше ничего", place_ru="", address_ru="ул. Сатпаева, 1")
    a_promotion(description_ru="", conditions_ru="Только сегодня")
    (event,), (promotion,) = call.json("/events"), call.json("/promotions")
    assert event["title"] == "Название и больше ничего"
    assert event["location"] == "ул. Сатпаева, 1"
    assert (promotion["title"], promotion["description"]) == ("Второй кофе в подарок", "")


@pytest.mark.parametrize(
    ("kind", "amounts", "told"),
    [
        ("unknown", {}, (None, False, "цена не указана")),
        ("free", {}, (None, True, "бесплатно")),
        ("fixed", {"price_min": 1500}, (1500, False, "1 500 ₸")),
    ],
)
def test_h12_the_key_price_is_always_there(call, db, kind, amounts, told):
    an_event(price_kind=kind, **amounts)
    (card,) = call.json("/events")
    text = card["priceText"].replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")
    assert (card["price"], card["isFree"], text) == told


def test_h13_nested_objects_are_whole_or_null(call, town):
    an_event("Без организатора")
    business = {
        "id": str(town.business.public_id),
        "name": "Кафе «Арома»",
        "logo": call.json("/businesses")[0]["logo"],
        "isVerified": True,
        "tier": "lite",
    }
    told = {card["title"]: card["business"] for card in call.json("/events")}
    assert told == {"Концерт у фонтана": business, "Без организатора": None}
    city = {"id": str(town.city.public_id), "name": "Жезказган", "slug": "jezkazgan"}
    for path in ("/events", "/businesses", "/promotions"):
        assert {tuple(card["city"].items()) for card in call.json(path)} == {tuple(city.items())}


@pytest.mark.parametrize("token", ["opaque", "a.b.c", "x" * 4000])
def test_h14_a_dead_token_breaks_no_read_and_no_cookie_is_set(call, town, token):
    for path in town.addresses:
        response = call(path, authorization=f"Bearer {token}")
        assert response.status_code == 200
        assert "Set-Cookie" not in response.headers
        assert "WWW-Authenticate" not in response.headers


def test_h15_a_preflight_passes_and_is_kept(call, town):
    response = call.client.options(
        "/api/v1/events",
        headers={
            "origin": "http://localhost:5173",
            "access-control-request-method": "GET",
            "access-control-request-headers": "authorization,content-type",
        },
    )
    allowed = set(response.headers["Access-Control-Allow-Headers"].split(", "))
    assert response.status_code == 200
    assert response.headers["Access-Control-Allow-Origin"] == "http://localhost:5173"
    assert {"authorization", "content-type"} <= allowed
    assert set(response.headers["Access-Control-Allow-Methods"].split(", ")) >= {
        "GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS",
    }  # fmt: skip
    assert response.headers["Access-Control-Max-Age"] == "86400"
    assert "Access-Control-Allow-Credentials" not in response.headers


@pytest.mark.parametrize("path", ["/events", "/events/nothing", "/nowhere", "/events?from=x"])
def test_h15_answers_and_refusals_alike_may_be_read_by_the_frontend(call, town, path):
    response = call(path, origin="http://localhost:5173")
    assert response.headers["Access-Control-Allow-Origin"] == "http://localhost:5173"
    exposed = set(response.headers["Access-Control-Expose-Headers"].split(", "))
    assert exposed >= {"ETag", "Link", "X-Total-Count", "X-Search-Degraded"}


def test_h15_strangers_may_not(call, town):
    response = call("/events", origin="https://evil.example")
    assert response.status_code == 200
    assert "Access-Control-Allow-Origin" not in response.headers


def test_h16_a_read_that_declares_a_body_and_sends_none_is_fine(call, town):
    for path in town.addresses:
        response = call.client.get(f"/api/v1{path}", headers={"content-type": "application/json"})
        assert response.status_code == 200


NONSENSE = ["workshops", "kids", "business", "\x00", "я" * 300, "%00", "null", "undefined", "NaN", "-1", "1e999"]


@pytest.mark.parametrize("name", ["cityId", "city", "category", "featured", "active"])
def test_h17_an_unknown_value_of_what_the_frontend_sends_gives_an_empty_list(call, town, name):
    knows = {
        "/events": {"cityId", "city", "category", "featured"},
        "/businesses": {"cityId", "city", "category"},
        "/promotions": {"cityId", "city", "active"},
    }
    for path, names in knows.items():
        found = {value: len(call.json(path, **{name: value})) for value in NONSENSE}
        assert found == dict.fromkeys(NONSENSE, 0 if name in names else 1), path


@pytest.mark.parametrize("name", ["cityId", "city", "category", "featured"])
def test_h17_counts_and_files_know_the_same_filters(call, town, name):
    for value in NONSENSE:
        assert call.json("/events/facets", **{name: value})["total"] == 0
        assert call.json("/events/calendar", **{name: value})["days"] == {}
        assert str(town.event.public_id).encode() not in call("/events.csv", {name: value}).content


@pytest.mark.parametrize("path", ["/events", "/businesses", "/promotions"])
def test_h17_a_nonsense_limit_or_offset_is_the_default(call, town, path):
    limits = [*NONSENSE, "", "0", "99999999999999999999"]
    assert {value: len(call.json(path, limit=value)) for value in limits} == dict.fromkeys(limits, 1)
    assert {value: len(call.json(path, offset=value)) for value in NONSENSE} == dict.fromkeys(NONSENSE, 1)


def test_h17_an_offset_beyond_everything_gives_an_empty_list(call, town):
    assert call.json("/events", offset="999999999999") == []


def test_h17_unknown_parameters_are_ignored(call, town):
    assert len(call.json("/events", utm_source="x", isFree="maybe", cityid="y", page="7")) == 1


def test_h17_blank_parameters_are_ignored(call, town):
    blank = dict.fromkeys(("cityId", "city", "category", "featured", "from", "to", "q", "limit", "lang", "free"), "")
    assert len(call.json("/events", **blank)) == 1


def test_h18_images_are_absolute_addresses(call, town, settings):
    settings.PUBLIC_BASE_URL = "https://city.example"
    names = {"image", "logo", "cover", "imageUrl", "url"}
    found = []
    for body in answers(call, town).values():
        assert b"media://" not in orjson.dumps(body)
        found += [value for key, value in pairs(body) if key in names and value is not None]
    assert len(found) >= 10
    assert {urlsplit(value)[:2] for value in found} == {("https", "city.example")}
    assert {urlsplit(value).path.split("/")[1] for value in found} == {"media"}


def test_h19_public_reads_are_never_limited(call, town):
    assert {call("/events").status_code for _ in range(150)} == {200}


@pytest.mark.parametrize(
    ("path", "kind"), [("/events", "event"), ("/businesses", "business"), ("/promotions", "promotion")]
)
def test_h20_a_list_without_a_limit_has_a_hundred_items(call, db, path, kind):
    many(kind, 205)
    assert len(call.json(path)) == 100
    assert len(call.json(path, limit=150)) == 150
    assert len(call.json(path, limit=1000)) == 200


def test_h21_a_token_changes_nothing(call, town):
    for token in ("Bearer nonsense", "Bearer ", "Basic eDp5", "\x00"):
        for path in town.addresses:
            plain, signed = call(path), call(path, authorization=token)
            assert (signed.status_code, signed.content) == (plain.status_code, plain.content)


def test_h22_a_repeated_question_gets_the_same_refusal_and_then_the_answer(call, db):
    event = an_event(live=False)
    asked = [call(f"/events/{event.public_id}") for _attempt in range(4)]
    assert [(refused.status_code, refused.content) for refused in asked] == [(404, asked[0].content)] * 4
    assert {refused.headers["Cache-Control"] for refused in asked} == {"no-store"}
    publish(event, by=None, authorisation="test")
    assert call.json(f"/events/{event.public_id}")["title"] == "Концерт у фонтана"


def test_t5_a_running_event_stays_although_it_began(call, db):
    now = timezone.now()
    an_event("Идёт", starts_at=now - timedelta(hours=3), ends_at=now + timedelta(hours=1))
    an_event("Прошло", starts_at=now - timedelta(hours=9), ends_at=now - timedelta(hours=6))
    assert EventListing.objects.count() == 2
    assert [card["title"] for card in call.json("/events")] == ["Идёт"]


def test_a_cancelled_event_stays_and_says_so(call, db):
    start = timezone.now() + timedelta(days=2)
    an_event("Концерт", dates=[EventDate(starts_at=start, status="cancelled")])
    (card,) = call.json("/events")
    assert (card["status"], card["statusText"]) == ("cancelled", "отменено")
    assert call.json("/events", lang="kk")[0]["statusText"] == "болмайды"


def test_businesses_that_are_not_verified_are_listed_after_those_that_are(call, town):
    a_business("А-кафе")
    assert [card["name"] for card in call.json("/businesses")] == ["Кафе «Арома»", "А-кафе"]
