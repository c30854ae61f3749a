"""Lists as files."""

import csv
from io import BytesIO, StringIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from accounts.roles import EDITORS
from content.bulk import export
from content.models import CityAssignment
from content.operations import save_draft
from events.models import Event
from tests.factories import a_business, a_city, a_promotion, a_user, an_event
from tests.factories.admin import signed_in, url_of

pytestmark = pytest.mark.django_db


def table(response: Any) -> list[dict[str, str]]:
    body = b"".join(response.streaming_content) if response.streaming else response.content
    assert body.startswith("\ufeff".encode())
    return list(csv.DictReader(StringIO(body.decode().removeprefix("\ufeff")), delimiter=";"))


def sheet(response: Any) -> list[dict[str, Any]]:
    book = load_workbook(BytesIO(b"".join(response.streaming_content)))
    headings, *rows = book.active.iter_rows(values_only=True)
    return [dict(zip(headings, row, strict=True)) for row in rows]


@pytest.fixture
def client() -> Client:
    return signed_in(a_user(EDITORS))


def test_everything_that_the_filters_find_is_exported_in_both_languages(client: Client) -> None:
    event = an_event("Концерт", title_kk="Концерт күні", description_ru="<p>Начало в семь</p>", price_kind="free")
    an_event("Театр", category="theater")
    rows = table(client.get(url_of(Event, "list"), {"export": "csv", "q": "концерт"}))
    assert len(rows) == 1
    row = rows[0]
    assert row["Идентификатор"] == str(event.public_id)
    assert (row["Название"], row["Название на казахском"], row["Описание"]) == (
        "Концерт",
        "Концерт күні",
        "Начало в семь",
    )
    assert (row["Состояние"], row["Город"], row["Категория"]) == ("опубликовано", "Жезказган", "Концерты")
    assert row["Источник"] == "вручную"


def test_tags_are_exported_by_name(client: Client) -> None:
    tagged = an_event("Концерт", live=False)
    an_event("Ярмарка", live=False)
    tagged.tags.add("джаз", "для семьи")
    save_draft(tagged, by=None)
    tagged.save()
    rows = table(client.get(url_of(Event, "list"), {"export": "csv"}))
    assert {row["Название"]: row["Теги"] for row in rows} == {"Концерт": "джаз, для семьи", "Ярмарка": ""}
    response = client.get(f"/admin/bulk/events/event/export-csv/?id={tagged.pk}")
    assert [row["Теги"] for row in table(response)] == ["джаз, для семьи"]


def test_the_sheet_holds_the_same(client: Client) -> None:
    an_event("Концерт")
    row = sheet(client.get(url_of(Event, "list"), {"export": "xlsx"}))[0]
    assert (row["Название"], row["Состояние"]) == ("Концерт", "опубликовано")


def test_only_own_cities_are_exported() -> None:
    editor = a_user(EDITORS)
    an_event("Чужое", city=a_city("satpayev", name_ru="Сатпаев"))
    own = an_event("Своё")
    CityAssignment.objects.create(user=editor, city=own.city)
    rows = table(signed_in(editor).get(url_of(Event, "list"), {"export": "csv"}))
    assert [row["Название"] for row in rows] == ["Своё"]


@pytest.mark.parametrize("text", ["=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-2+3+cmd", "\tx"])
def test_no_text_becomes_a_formula(client: Client, text: str) -> None:
    an_event(text, live=False)
    rows = table(client.get(url_of(Event, "list"), {"export": "csv"}))
    assert rows[0]["Название"].startswith("'")
    book = load_workbook(BytesIO(b"".join(client.get(url_of(Event, "list"), {"export": "xlsx"}).streaming_content)))
    assert {cell.data_type for row in book.active.iter_rows() for cell in row} <= {"s", "n", "d", "inlineStr"}


def test_a_telephone_number_stays_one(client: Client) -> None:
    business = a_business(phones=["+77102123456"])
    rows = table(client.get(url_of(type(business), "list"), {"export": "csv"}))
    assert "+77102123456" in rows[0].values()


def test_what_is_ticked_is_exported(client: Client) -> None:
    first = an_event("Первое")
    an_event("Второе")
    response = client.get(f"/admin/bulk/events/event/export-csv/?id={first.pk}")
    assert [row["Название"] for row in table(response)] == ["Первое"]
    response = client.get(f"/admin/bulk/events/event/export-xlsx/?id={first.pk}")
    assert [row["Название"] for row in sheet(response)] == ["Первое"]


def test_promotions_and_businesses_are_exported(client: Client) -> None:
    promotion = a_promotion()
    for entry in (promotion, promotion.business):
        assert len(table(client.get(url_of(type(entry), "list"), {"export": "csv"}))) == 1


def test_a_sheet_of_too_many_rows_is_refused_in_words(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export, "MAX_SHEET_ROWS", 1)
    an_event("Первое")
    an_event("Второе")
    response = client.get(url_of(Event, "list"), {"export": "xlsx"}, follow=True)
    assert "Записей слишком много для XLSX: 2." in response.content.decode()


def test_nobody_exports_what_he_may_not_see() -> None:
    an_event()
    stranger = signed_in(a_user())
    assert stranger.get(url_of(Event, "list"), {"export": "csv"}).status_code == 302
    assert stranger.get("/admin/bulk/events/event/export-csv/?id=all").status_code == 302


def test_an_export_asks_as_much_of_the_database_for_thirty_rows_as_for_one(client: Client) -> None:
    counts: dict[int, int] = {}
    for wanted in (1, 3, 30):
        for number in range(wanted - Event.objects.count()):
            an_event(f"Концерт {wanted} {number}", live=False)
        with CaptureQueriesContext(connection) as captured:
            assert len(table(client.get(url_of(Event, "list"), {"export": "csv"}))) == wanted
        counts[wanted] = len(captured)
    assert len(set(counts.values())) == 1, counts
