"""The OpenAPI document in words, and the page made of it."""

import re

import pytest
from django.template.loader import render_to_string

from api.reference import Parameter, TypeText, schemas, sections, type_text
from api.schema import openapi_document, problem_codes
from api.templatetags.reference import with_code


@pytest.mark.parametrize(
    ("schema", "told"),
    [
        ({"type": "string"}, TypeText(text="строка")),
        ({"type": ["string", "null"], "format": "date-time"}, TypeText(text="момент, ISO 8601", is_nullable=True)),
        ({"type": "string", "enum": ["ru", "kk"]}, TypeText(text="строка", choices=("ru", "kk"))),
        ({"$ref": "#/components/schemas/City"}, TypeText(text="City", schema="City")),
        ({"type": "array", "items": {"$ref": "#/x/City"}}, TypeText(text="массив: City", schema="City")),
        (
            {"oneOf": [{"$ref": "#/x/City"}, {"type": "null"}]},
            TypeText(text="City", schema="City", is_nullable=True),
        ),
        ({"oneOf": [{"$ref": "#/x/A"}, {"$ref": "#/x/B"}]}, TypeText(text="A или B")),
        (
            {"type": "object", "additionalProperties": {"type": "integer"}},
            TypeText(text="объект, значения: целое число"),
        ),
        ({"type": "null"}, TypeText(text="null")),
        ({}, TypeText(text="объект")),
    ],
)
def test_types_in_words(schema, told):
    assert type_text(schema) == told


def test_sections_keep_the_order_of_the_document():
    titles = [section.title for section in sections(openapi_document())]
    assert titles == ["Города", "События", "Заведения", "Акции", "Справочники", "Изменения", "Поиск"]


def test_parameters_of_every_list_come_last():
    events = sections(openapi_document())[1].operations[0]
    assert [parameter.name for parameter in events.parameters] == [
        "city", "cityId", "category", "featured", "free", "business", "venue", "weekday", "time", "priceMin",
        "priceMax", "age", "language", "accessible", "status", "updatedSince", "when", "from", "to",
        "bbox", "near", "radius", "q", "sort", "fields", "limit", "offset", "cursor", "count", "lang",
    ]  # fmt: skip
    category = next(parameter for parameter in events.parameters if parameter.name == "category")
    assert category == Parameter(
        name="category",
        where="query",
        type=TypeText(text="массив: строка"),
        description=category.description,
        default="",
        example="concerts",
        repeats=True,
    )


def test_text_between_backticks_is_code_and_everything_is_escaped():
    assert with_code("`a<b>` & <script>") == "<code>a&lt;b&gt;</code> &amp; &lt;script&gt;"


@pytest.fixture(scope="module")
def page():
    document = openapi_document()
    context = {
        "sections": sections(document),
        "schemas": schemas(document),
        "problems": problem_codes(),
        "title": "API",
    }
    return render_to_string("api/docs.html", context)


def test_every_link_inside_the_page_leads_somewhere(page):
    ids = re.findall(r'id="([^"]+)"', page)
    assert len(set(ids)) == len(ids)
    assert set(re.findall(r'href="#([^"]+)"', page)) - set(ids) == set()


def test_every_operation_object_and_error_is_on_the_page(page):
    document = openapi_document()
    for methods in document["paths"].values():
        for operation in methods.values():
            assert f'id="{operation["operationId"]}"' in page
    for name in document["components"]["schemas"]:
        assert f'id="schema-{name}"' in page


def test_no_key_is_left_without_a_word(page):
    empty = [
        (schema.name, each.name)
        for schema in schemas(openapi_document())
        for each in schema.properties
        if not each.description and not each.type.schema and schema.name != "EventCounts"
    ]
    assert empty == []


def test_the_page_needs_no_other_host(client):
    response = client.get("/api/v1/docs")
    html = response.content.decode()
    loaded = re.findall(r'<(?:script|link|img)[^>]*(?:src|href)="([^"]*)"', html)
    assert loaded == ["data:,", "/static/api/docs.css", "/static/api/docs.js"]
    assert not re.search(r"<style|<script>|\son\w+=|style=", html)
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert client.get("/api/v1/docs", headers={"if-none-match": response.headers["ETag"]}).status_code == 304


def test_the_page_names_the_address_of_this_site(client, settings):
    settings.PUBLIC_BASE_URL = "https://city.example"
    assert "VITE_API_URL=https://city.example/api/v1" in client.get("/api/v1/docs").content.decode()
