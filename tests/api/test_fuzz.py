"""Every operation of the OpenAPI document, asked whatever comes to mind, over both roads.

The document says what may be asked and what may come back: an operation that is added to it is asked too. ``make test``
asks the same questions each time, ``make fuzz CASES=50000`` others.
"""

import os
from math import ceil

import orjson
import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, note, settings
from schemathesis.checks import not_a_server_error
from schemathesis.core.transport import Response
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from api.short_road import ShortRoad
from tests.api.questions import Question, operations, questions, share
from tests.api.roads import Told, told_by
from tests.factories import a_business, a_promotion, an_event

pytestmark = pytest.mark.django_db

CASES = int(os.environ.get("FUZZ_CASES", "2400"))
SECRET = "Никому не известный черновик"
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]


@pytest.fixture
def _one_connection():
    """Stay inside the transaction of the test: Django's handler closes what looks broken or old after a request."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.usefixtures("_one_connection")
@pytest.mark.parametrize(("path", "method"), operations(), ids=[f"{method} {path}" for path, method in operations()])
def test_whatever_is_asked_the_answer_is_one_that_the_document_allows(town, settings, path, method):
    settings.API_RESPONSE_CACHE = True
    whole_site, keeping = WSGIHandler(), ShortRoad()
    there = {"cities": town.city, "events": town.event, "businesses": town.business, "promotions": town.promotion}
    entry = there.get(path.split("/")[3], town.event)
    hidden = [make(SECRET, live=False) for make in (an_event, a_business, a_promotion)]
    entries = [str(entry.public_id), entry.slug, *(str(each.public_id) for each in hidden)]

    @_settings(ceil(CASES * share(path, method)))
    @given(question=questions(path, method, entries))
    def ask(question: Question) -> None:
        note(f"{question.method} {question.prepared.url} {question.headers}")
        told = told_by(whole_site, question.environ())
        hold(question, told)
        assert SECRET.encode() not in told.body
        if keeping.takes(question.environ()):
            for _round in range(2):
                short = told_by(keeping, question.environ())
                assert short.status == told.status
                assert short.headers.get("Content-Type") == told.headers.get("Content-Type")
                assert question.method == "HEAD" or short.body == told.body

    ask()


def _settings(cases: int) -> settings:
    return settings(
        max_examples=cases,
        deadline=None,
        database=None,
        derandomize="FUZZ_CASES" not in os.environ,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )


def hold(question: Question, told: Told) -> None:
    """Hold an answer against the document, and a refusal against what every refusal has."""
    is_refused_unseen = told.status == 400 and orjson.loads(told.body)["code"] == "api.bad_request"
    if question.method == question.case.method and not is_refused_unseen:
        headers = {name.lower(): [value] for name, value in told.headers.items()}
        response = Response(told.status, headers, told.body, question.prepared, 0.01, verify=False)
        question.case.validate_response(response, checks=CHECKS)
    elif question.method in {"HEAD", "OPTIONS"}:
        assert told.status < 500
    else:
        assert told.status in {400, 404, 405}
    if told.status >= 400 and question.method != "HEAD":
        assert told.headers["Content-Type"] == "application/problem+json"
        body = orjson.loads(told.body)
        assert all(isinstance(body[name], str) and body[name] for name in ("error", "message", "code", "title"))
        assert body["status"] == told.status
