"""The examples of the OpenAPI document are answers as they are given: no key too many, none missing."""

import orjson
import pytest
from jsonschema import Draft202012Validator, FormatChecker

from api import file_examples
from api.examples import EVENT as EVENT_CARD
from api.examples import EVENT_DETAIL
from api.formats import calendar, linked_data, rss, sitemap, table
from api.schema import openapi_document
from tests.api.closed_document import closed_document
from tests.factories import an_event

pytestmark = pytest.mark.django_db


JSON = {
    path: operation["get"]["responses"]["200"]["content"]["application/json"]
    for path, operation in openapi_document()["paths"].items()
    if "application/json" in operation["get"]["responses"]["200"]["content"]
}
COMPONENTS = closed_document()["components"]


def validator(path: str) -> Draft202012Validator:
    return Draft202012Validator({**JSON[path]["schema"], "components": COMPONENTS}, format_checker=FormatChecker())


@pytest.mark.parametrize("path", JSON)
def test_an_example_has_exactly_the_keys_of_a_real_answer(call, town, path):
    for example in JSON[path]["examples"].values():
        validator(path).validate(example["value"])
    an_event("Концерт неподалёку")
    entry = {"events": town.event, "businesses": town.business, "promotions": town.promotion}.get(path.split("/")[3])
    address = path.replace("{slug}", town.city.slug).replace("{id}", str(entry and entry.public_id))
    validator(path).validate(call.json(address.removeprefix("/api/v1"), q="кофе" if path.endswith("search") else ""))


def test_a_key_too_many_or_missing_would_be_seen():
    assert validator("/api/v1/events").is_valid([EVENT_CARD])
    assert not validator("/api/v1/events").is_valid([{**EVENT_CARD, "more": 1}])
    assert not validator("/api/v1/events").is_valid([{name: EVENT_CARD[name] for name in list(EVENT_CARD)[1:]}])


def test_files_are_the_example_of_an_event_as_it_is_written(settings):
    settings.FRONTEND_BASE_URL = "https://app.example"
    settings.PUBLIC_BASE_URL = "https://city.example"
    assert calendar.written([EVENT_DETAIL]).decode() == file_examples.CALENDAR_FILE
    assert rss.written([EVENT_DETAIL]).decode() == file_examples.RSS_FILE
    assert table.written([EVENT_DETAIL]).decode() == file_examples.CSV_FILE
    assert orjson.loads(linked_data.written([EVENT_DETAIL])) == file_examples.LINKED_DATA_FILE
    assert sitemap.index(["https://city.example/api/v1/sitemap?page=1"]).decode() == file_examples.SITEMAP_FILE
