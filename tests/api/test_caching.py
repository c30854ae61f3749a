"""Entity tags, 304, and what caches between us and the reader are told."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from content.operations import publish, save_draft
from tests.api.conftest import on
from tests.factories import a_user, an_event

SHORT = "public, max-age=15, stale-while-revalidate=60"
LONG = "public, max-age=60, stale-while-revalidate=600"


def vary(response):
    return {name.strip().lower() for name in response.headers["Vary"].split(",")}


def test_every_read_has_a_strong_tag_and_a_304(call, town):
    for path in town.addresses:
        first = call(path)
        tag = first.headers["ETag"]
        assert tag.startswith('"'), tag
        assert call(path).headers["ETag"] == tag
        again = call(path, if_none_match=tag)
        assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", tag)
        assert again.headers["Cache-Control"] == first.headers["Cache-Control"]
        assert vary(again) == vary(first) == {"accept-language", "origin"}
        assert again.headers["Content-Language"] == first.headers["Content-Language"]


@pytest.mark.parametrize("header", ['"other", {tag}', "W/{tag}", "*"])
def test_forms_of_a_matching_condition(call, town, header):
    tag = call("/events").headers["ETag"]
    assert call("/events", if_none_match=header.format(tag=tag)).status_code == 304


@pytest.mark.parametrize("header", ['"other"', "nonsense", "\x00"])
def test_forms_of_a_condition_that_does_not_match(call, town, header):
    assert call("/events", if_none_match=header).status_code == 200


def test_a_change_changes_the_tag_at_once(call, town):
    addresses = ("/events", f"/events/{town.event.slug}")
    before = {path: call(path).headers["ETag"] for path in addresses}
    draft = town.event.get_latest_revision_as_object()
    draft.title_ru = "Концерт перенесён в зал"
    save_draft(draft, by=None)
    publish(town.event, by=None, authorisation="test")
    for path, tag in before.items():
        response = call(path, if_none_match=tag)
        assert response.status_code == 200
        assert "Концерт перенесён в зал" in response.content.decode()


def test_languages_and_totals_have_tags_of_their_own(call, db):
    an_event()
    queries = ({"city": "nowhere"}, {"city": "nowhere", "lang": "kk"}, {"city": "nowhere", "count": "true"})
    assert len({call("/events", query).headers["ETag"] for query in queries}) == 3


def test_a_304_renews_the_headers_that_stand_beside_the_list(call, db):
    an_event()
    first = call("/events", {"count": "true"})
    again = call("/events", {"count": "true"}, if_none_match=first.headers["ETag"])
    assert {name: again.headers[name] for name in ("Link", "X-Total-Count")} == {
        name: first.headers[name] for name in ("Link", "X-Total-Count")
    }


def test_how_long_answers_may_be_kept(call, town):
    reference = {"/cities", "/cities/jezkazgan", "/cities/jezkazgan/photos", "/categories", "/openapi.json"}
    told = {path: call(path).headers["Cache-Control"] for path in town.addresses}
    # Who follows the feed asks for what is new.
    assert told.pop("/changes") == "no-cache"
    assert told == {path: LONG if path in reference else SHORT for path in told}


def test_refusals_are_never_kept(call, town):
    for path in ("/events/nothing", "/nowhere", "/events?from=x"):
        response = call(path)
        assert (response.headers["Cache-Control"], vary(response)) == ("no-store", {"accept-language", "origin"})
        assert "ETag" not in response.headers


def test_head_is_get_without_a_body(call, town):
    for path in town.addresses:
        got, head = call(path), call.client.head(f"/api/v1{path}")
        assert (head.status_code, head.content) == (200, b"")
        names = ("ETag", "Content-Type", "Cache-Control", "Content-Language")
        assert {name: head.headers[name] for name in names} == {name: got.headers[name] for name in names}


def test_options_tells_the_methods(call, town):
    for path in ("/events", "/cities/jezkazgan", "/search"):
        response = call.client.options(f"/api/v1{path}")
        assert (response.status_code, response.headers["Allow"]) == (200, "GET, HEAD, OPTIONS")
        assert response.json() == {"allow": ["GET", "HEAD", "OPTIONS"]}


def test_security_headers(call, town):
    for path in [*town.addresses, "/events/nothing", "/nowhere"]:
        response = call(path)
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["Referrer-Policy"] == "no-referrer"
        assert response.headers["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'"


def test_no_cookie_is_read_or_set(call, town):
    strangers, signed_in = "x" * 32, Client()
    signed_in.force_login(a_user(is_superuser=True))
    for session in (strangers, signed_in.cookies["sessionid"].value):
        call.client.cookies["sessionid"] = session
        for path in [*town.addresses, "/docs"]:
            with CaptureQueriesContext(connection) as queries:
                response = call(path)
            assert [query["sql"] for query in queries if "session" in query["sql"]] == []
            assert not response.cookies
            assert "cookie" not in vary(response)


def test_the_language_cookie_of_the_admin_changes_nothing(call, town):
    call.client.cookies["django_language"] = "kk"
    assert call("/events").json()[0]["language"] == "ru"
    assert call("/events", {"from": "x"}).json()["title"] == "Не удалось разобрать параметры запроса."


def test_a_period_has_a_tag_of_its_own(call, db):
    an_event(starts_at=on(5))
    plain, ranged = call("/events"), call("/events", {"from": f"{on(5).year}-06-05"})
    assert plain.headers["ETag"] != ranged.headers["ETag"]
