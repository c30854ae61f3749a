"""The OpenAPI document: valid, without warnings, complete, and the recorded one is current."""

import json
import re
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from jsonschema import Draft202012Validator, FormatChecker

from api import event_filters, filters
from api.schema import openapi_document

RECORDED = Path(settings.BASE_DIR) / "docs" / "openapi.json"
OPERATIONS = {
    (path, method): operation
    for path, methods in openapi_document()["paths"].items()
    for method, operation in methods.items()
}
SCHEMAS: dict[str, Any] = openapi_document()["components"]["schemas"]


def test_the_document_is_valid_and_made_without_warnings():
    out, err = StringIO(), StringIO()
    call_command("spectacular", validate=True, fail_on_warn=True, format="openapi-json", stdout=out, stderr=err)
    assert json.loads(out.getvalue()) == openapi_document()


def test_the_recorded_document_is_current():
    """A change of the API shows up in review: run ``make schema`` and look at the difference."""
    assert json.loads(RECORDED.read_text()) == openapi_document()


def test_the_document_is_answered(client):
    assert client.get("/api/v1/openapi.json").json() == openapi_document()


def test_the_document_depends_on_the_code_alone(settings):
    settings.PUBLIC_BASE_URL = "https://elsewhere.example"
    openapi_document.cache_clear()
    assert json.loads(RECORDED.read_text()) == openapi_document()


def test_every_operation_has_a_name_of_its_own_and_says_what_it_does():
    names = [operation["operationId"] for operation in OPERATIONS.values()]
    assert len(set(names)) == len(names)
    for key, operation in OPERATIONS.items():
        assert re.fullmatch("[a-z][A-Za-z]+", operation["operationId"]), key
        assert operation["summary"], key
        assert operation["description"].endswith("."), key
        assert all(parameter["description"] for parameter in operation["parameters"]), key


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_object_is_described(name):
    assert SCHEMAS[name].get("description") or "oneOf" in SCHEMAS[name]


@pytest.mark.parametrize("key", OPERATIONS, ids=str)
def test_examples_are_answers_that_the_schema_allows(key):
    components = {"components": openapi_document()["components"]}
    for status, response in OPERATIONS[key]["responses"].items():
        for content in response.get("content", {}).values():
            assert content["examples"], (key, status)
            for example in content["examples"].values():
                validator = Draft202012Validator({**content["schema"], **components}, format_checker=FormatChecker())
                validator.validate(example["value"])


def test_every_key_of_an_answer_is_always_there():
    optional = {name: set(schema["properties"]) - set(schema.get("required", ())) for name, schema in SCHEMAS.items()
                if "properties" in schema}  # fmt: skip
    assert {name for name, keys in optional.items() if keys} == {"EventCounts"}


@pytest.mark.parametrize(
    ("path", "parameters"),
    [
        ("/api/v1/events", event_filters.EventParameters),
        ("/api/v1/businesses", filters.BusinessParameters),
        ("/api/v1/promotions", filters.PromotionParameters),
        ("/api/v1/search", filters.SearchParameters),
        ("/api/v1/events/categories", event_filters.EventCountParameters),
    ],
)
def test_what_a_read_cleans_is_what_it_documents(path, parameters):
    documented = [parameter["name"] for parameter in OPERATIONS[path, "get"]["parameters"]]
    assert documented == list(parameters.base_filters)
