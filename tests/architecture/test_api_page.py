"""``docs/api.md`` names everything that the API has, and what it tells to ask can be asked."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from api.problems import ALL_TYPES
from api.schema import openapi_document
from tests.api.conftest import call, town  # noqa: F401 - fixtures

TEXT = (Path(settings.BASE_DIR) / "docs" / "api.md").read_text()
WORDS = {word for quoted in re.findall(r"`([^`\n]+)`", TEXT) for word in re.split(r"[ ,=&?…]+", quoted)}
OPERATIONS = [path["get"] for path in openapi_document()["paths"].values()]
PATHS = sorted(path.removeprefix("/api/v1") for path in openapi_document()["paths"])


def test_every_read_is_named():
    """Of the formats of a list and of an item the page writes the first in full, the others by their endings."""
    named = {_pattern(address) for address in re.findall(r"`(/[^`]+)`", TEXT)}
    assert {_pattern(re.sub(r"\.(rss|csv|jsonld)$", ".ics", path)) for path in PATHS} - named == set()
    assert {".rss", ".csv", ".jsonld"} - WORDS == set()


def _pattern(address):
    return re.sub(r"\{[^}]*\}", "{}", address).partition("?")[0]


def test_every_parameter_is_named():
    parameters = {each["name"] for operation in OPERATIONS for each in operation["parameters"] if each["in"] == "query"}
    assert parameters - WORDS == set()


def test_every_code_of_a_refusal_is_named():
    assert {problem.code for problem in ALL_TYPES} - WORDS == set()


def test_links_within_the_page_lead_somewhere():
    headings = [line.lstrip("# ").lower() for line in TEXT.splitlines() if line.startswith("#")]
    anchors = {re.sub(r"[^\w -]", "", heading).replace(" ", "-") for heading in headings}
    assert set(re.findall(r"\]\(#([^)]+)\)", TEXT)) - anchors == set()


@pytest.mark.django_db
def test_what_the_page_tells_to_ask_is_answered(call, town):  # noqa: F811 - fixtures
    written = re.findall(r"(?:127\.0\.0\.1:8000|GET )/api/v1(/[^'\"\s)]+)", TEXT)
    written += [f"/{address}" for address in re.findall(r"`/([^`]+)`", TEXT) if not address.startswith("api/")]
    # A token cannot be written down, and a feed begins without `since`.
    asked = {address for address in written if "{token}" not in address and not address.endswith("since=")}
    assert len(asked) > 25
    told = {address: call(_filled(address, town)).status_code for address in asked}
    assert {address: status for address, status in told.items() if status != 200} == {}


def _filled(address, town):  # noqa: F811 - fixture
    entries = {"cities": town.city, "businesses": town.business, "promotions": town.promotion}
    entry = entries.get(re.split(r"\W", address)[1], town.event)
    # The page of a business asks for its events and promotions too.
    asked_of = town.business if "business={id}" in address else entry
    address = address.replace("{id}", str(asked_of.public_id)).replace("…", "jezkazgan")
    return re.sub(r"\{[^}]+\}", entry.slug, address)
