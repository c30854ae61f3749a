"""Every operation of the OpenAPI document, asked whatever comes to mind, over both roads.

The document says what may be asked and what may come back: an operation added to it is asked too. ``make test`` asks the
same ``FUZZ_CASES`` questions every time, ``make fuzz CASES=50000`` others each time.
"""

import os
from functools import cache
from math import ceil
from typing import Any
from urllib.parse import urlsplit

import orjson
import pytest
import requests
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.test import RequestFactory
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.transport import Response
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from api.schema import openapi_document
from api.short_road import ShortRoad
from tests.api.roads import Told, told_by

pytestmark = pytest.mark.django_db

CASES = int(os.environ.get("FUZZ_CASES", "2400"))
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
METHODS = {"get", "post", "put", "patch", "delete"}
HEADERS = {
    "Accept-Language": st.sampled_from(["kk", "ru-KZ,ru;q=0.9", "*", "en;q=x", ",;,", "kk" * 3000, "\u00e9"]),
    "Origin": st.sampled_from(["http://localhost:5173", "https://evil.example", "null", "://", "http://[", "x" * 3000]),
    "Host": st.sampled_from(["testserver", "localhost:8000", "[::1]", "evil.example:99999", "a b", "..", "x" * 300]),
    "If-None-Match": st.sampled_from(["*", '"x"', "W/", '"' * 3000, ",", "\u00e9"]),
    "If-Modified-Since": st.sampled_from(["yesterday", "Wed, 25 Nov 2026 10:00:00 GMT", "-1"]),
    "Range": st.sampled_from(["bytes=0-1", "bytes=-", "lines=1"]),
    "Accept": st.sampled_from(["text/html", "*/*", "application/xml;q=0.1", "/", "json"]),
    "Content-Type": st.sampled_from(["application/json", "text/plain", "multipart/form-data", "/"]),
    "X-Request-ID": st.sampled_from(["abc", "a b", "x" * 5000]),
    "X-Forwarded-Proto": st.sampled_from(["https", "gopher", ""]),
}


@cache
def document() -> Any:
    return openapi_document()


def operations() -> list[tuple[str, str]]:
    paths: dict[str, Any] = document()["paths"]
    return [(path, method) for path, known in paths.items() for method in known if method in METHODS]


@cache
def schema() -> Any:
    return schemathesis.openapi.from_dict(document())


def examples(path: str, method: str) -> dict[str, list[Any]]:
    """Return the values of parameters that the document itself gives as examples."""
    declared = document()["paths"][path][method].get("parameters", [])
    return {
        each["name"]: [
            *each["schema"].get("examples", []),
            *each["schema"].get("enum", []),
            *(value["value"] for value in each.get("examples", {}).values()),
        ]
        for each in declared
        if each["in"] == "query"
    }


def sensible(draw: Any, path: str, method: str) -> dict[str, Any]:
    """Return some parameters with values that find something."""
    known = {name: values for name, values in examples(path, method).items() if values}
    return {name: draw(st.sampled_from(known[name])) for name in known if draw(st.integers(0, 3)) == 0}


def environ_of(case: Any, headers: dict[str, str], prepared: requests.PreparedRequest) -> dict[str, Any]:
    address = urlsplit(prepared.url)
    sent = {f"HTTP_{name.upper().replace('-', '_')}": text for name, text in headers.items()}
    if (content_type := sent.pop("HTTP_CONTENT_TYPE", None)) is not None:
        sent["CONTENT_TYPE"] = content_type
    body = prepared.body.encode() if isinstance(prepared.body, str) else prepared.body or b""
    content_type = sent.pop("CONTENT_TYPE", prepared.headers.get("Content-Type") or "")
    return (
        RequestFactory()
        .generic(case.method, address.path, body, content_type, QUERY_STRING=address.query, **sent)
        .environ
    )


def hold(case: Any, told: Told, prepared: requests.PreparedRequest) -> None:
    """Hold an answer against the document; refusals also against what every refusal has."""
    headers = {name.lower(): [value] for name, value in told.headers.items()}
    response = Response(told.status, headers, told.body, prepared, 0.01, verify=False)
    if told.status in {304, 400, 412}:
        # A host that is nobody's and conditions are no matter of an operation.
        assert told.status != 304 or told.body == b""
        if told.status == 304:
            return
    else:
        case.validate_response(response, checks=CHECKS)
    if told.status >= 400:
        assert told.headers["Content-Type"] == "application/problem+json"
        body = orjson.loads(told.body)
        assert all(isinstance(body[name], str) and body[name] for name in ("error", "message", "code", "title"))
        assert body["status"] == told.status


@pytest.mark.parametrize(("path", "method"), operations(), ids=[f"{verb} {path}" for path, verb in operations()])
def test_whatever_is_asked_the_answer_is_one_that_the_document_allows(town, settings_of_roads, path, method):
    operation = schema()[path][method.upper()]
    cases = st.one_of(
        operation.as_strategy(generation_mode=GenerationMode.POSITIVE),
        operation.as_strategy(generation_mode=GenerationMode.NEGATIVE),
    )
    ids = [str(each.public_id) for each in (town.event, town.business, town.promotion)]
    keys = [*ids, town.event.slug, town.business.slug, "jezkazgan", "\x00", "%", "..", "🎺", "a/b", "x" * 5000]
    whole_site, keeping = settings_of_roads

    @settings(
        max_examples=ceil(CASES / len(operations())),
        deadline=None,
        database=None,
        derandomize="FUZZ_CASES" not in os.environ,
        phases=[Phase.explicit, Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    @given(data=st.data(), case=cases)
    def ask(data: st.DataObject, case: Any) -> None:
        for name in case.path_parameters or {}:
            if data.draw(st.booleans()):
                case.path_parameters[name] = data.draw(st.sampled_from(keys))
        if data.draw(st.booleans()):
            case.query = {**(case.query or {}), **sensible(data.draw, path, method)}
        names = data.draw(st.lists(st.sampled_from(sorted(HEADERS)), max_size=3, unique=True))
        headers = {name: data.draw(HEADERS[name]) for name in names}
        prepared = requests.Request(**case.as_transport_kwargs(base_url="http://testserver")).prepare()
        answers = [told_by(whole_site, environ_of(case, headers, prepared))]
        environ = environ_of(case, headers, prepared)
        if keeping.takes(environ):
            answers.append(told_by(keeping, environ))
            assert (answers[1].status, answers[1].body) == (answers[0].status, answers[0].body)
        for told in answers[:1]:
            hold(case, told, prepared)

    ask()


@pytest.fixture
def settings_of_roads(settings):
    """Return the whole site and a short road that keeps its answers."""
    settings.API_RESPONSE_CACHE = True
    return WSGIHandler(), ShortRoad()
