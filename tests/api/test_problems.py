"""Refusals that the framework makes: still JSON, in words, without a trace of the inside."""

from concurrent.futures import ThreadPoolExecutor

import orjson
import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.urls import include, path

from api.problems import ALL_TYPES, problem_body, problem_of_status
from tests.api.conftest import problem_of

SECRET = "the secret detail of a failure"


def broken(request):
    raise RuntimeError(SECRET)


def refused(request):
    return HttpResponse(f"<h1>{SECRET}</h1>", status=int(request.GET["status"]), headers={"Retry-After": "7"})


urlpatterns = [
    path("api/v1/broken", broken),
    path("api/v1/refused", refused),
    path("elsewhere/refused", refused),
    path("api/v1/", include("api.urls")),
]


@pytest.mark.parametrize("debug", [True, False])
@pytest.mark.urls("tests.api.test_problems")
def test_a_failure_of_ours_tells_nothing_of_the_inside(call, db, settings, debug):
    settings.DEBUG = debug
    response = call("/broken", origin="http://localhost:5173")
    body = problem_of(response)
    assert (body["status"], body["code"]) == (500, "api.internal_error")
    assert SECRET.encode() not in response.content
    assert b"Traceback" not in response.content
    assert response.headers["Access-Control-Allow-Origin"] == "http://localhost:5173"


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (400, "api.bad_request"),
        (401, "api.unauthorised"),
        (403, "api.forbidden"),
        (404, "api.unknown_address"),
        (405, "api.method_not_allowed"),
        (412, "api.bad_request"),
        (413, "api.too_large"),
        (429, "api.too_many_requests"),
        (502, "api.internal_error"),
        (503, "api.unavailable"),
    ],
)
@pytest.mark.urls("tests.api.test_problems")
def test_a_bare_refusal_becomes_a_problem_and_keeps_its_headers(call, db, status, code):
    response = call("/refused", {"status": status})
    body = problem_of(response)
    assert (body["status"], body["code"]) == (status, code)
    assert response.headers["Retry-After"] == "7"
    assert int(response.headers["Content-Length"]) == len(response.content)
    assert SECRET.encode() not in response.content


@pytest.mark.urls("tests.api.test_problems")
def test_other_parts_of_the_site_keep_their_pages(db):
    response = Client().get("/elsewhere/refused", {"status": 403})
    assert response.content == f"<h1>{SECRET}</h1>".encode()


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "trace"])
def test_methods_that_reads_do_not_know(call, town, method):
    for address in (*town.addresses, "/docs"):
        response = getattr(call.client, method)(f"/api/v1{address}")
        body = problem_of(response)
        assert (body["status"], body["code"]) == (405, "api.method_not_allowed")
        assert {"GET", "HEAD"} <= set(response.headers["Allow"].split(", "))


@pytest.mark.parametrize(
    "address", ["/api", "/api/", "/api/v1", "/api/v1/", "/api/v2/events", "/api/v1/nowhere", "/api/v1/a/b"]
)
@pytest.mark.parametrize("debug", [True, False])
def test_unknown_addresses(call, db, settings, address, debug):
    settings.DEBUG = debug
    assert problem_of(call.client.get(address))["code"] == "api.unknown_address"


@pytest.mark.parametrize("debug", [True, False])
def test_a_host_we_do_not_answer_for(call, db, settings, debug):
    settings.DEBUG, settings.ALLOWED_HOSTS = debug, ["city.example"]
    response = call("/events", host="evil.example")
    body = problem_of(response)
    assert (body["status"], body["code"]) == (400, "api.bad_request")
    assert b"evil" not in response.content


def test_thousands_of_parameters(call, db):
    response = call.client.get("/api/v1/events?" + "a=1&" * 10_001)
    assert problem_of(response)["code"] == "api.bad_request"


def test_a_broken_query_string_is_read_as_far_as_it_goes(call, town):
    for query in ("?&&==&%", "?%ff=%fe&category=concerts", "?category=concerts&category", "?q=%ed%a0%80"):
        assert call.client.get(f"/api/v1/events{query}").status_code == 200


def ask_without_a_database(call):
    """Ask in a thread of its own, whose connection leads nowhere."""
    connection.settings_dict = {**connection.settings_dict, "PORT": "1"}
    return call("/events")


def test_a_database_that_is_away(call, db):
    with ThreadPoolExecutor(max_workers=1) as thread:
        response = thread.submit(ask_without_a_database, call).result()
    body = problem_of(response)
    assert (body["status"], body["code"]) == (503, "api.unavailable")
    assert response.headers["Retry-After"] == "60"
    assert call("/events").status_code == 200


def test_the_language_of_a_refusal_of_the_framework(call, db):
    assert call("/nowhere", accept_language="kk").headers["Content-Language"] == "kk"
    assert call("/nowhere", {"lang": "kk"}).headers["Content-Language"] == "kk"
    assert call("/nowhere", {"lang": "xx"}).headers["Content-Language"] == "ru"


def test_every_code_has_a_sentence_and_an_address_of_its_own(call, db):
    codes = [problem.code for problem in ALL_TYPES]
    assert len(set(codes)) == len(codes)
    page = call("/docs").content.decode()
    for problem in ALL_TYPES:
        body = orjson.loads(problem_body(problem, language="ru"))
        assert body["type"] == f"/api/v1/docs#{problem.code}"
        assert f'id="{problem.code}"' in page


def test_a_dead_session_is_recognised_by_the_frontend():
    body = orjson.loads(problem_body(problem_of_status(401), language="ru"))
    assert "Unauthorized" in body["message"]
