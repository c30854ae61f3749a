import csv
from datetime import timedelta
from io import BytesIO, StringIO
from typing import Any

import pytest
from django.utils import timezone
from openpyxl import load_workbook
from procrastinate.contrib.django import app

from accounts.models import User
from accounts.roles import ADMINISTRATORS, CITY_MANAGERS, EDITORS, MODERATORS, ROLES, SENIOR_EDITORS, SUPPORT
from cms.logs import shown_arguments
from content.models import CityAssignment, ImportRecord, ImportRun, ImportSource
from content.models.importing import ImportKind, ImportState
from content.operations import submit
from search.models import OutboxEntry
from tests.factories import a_city, a_user, an_event
from tests.factories.admin import signed_in

pytestmark = pytest.mark.django_db
OUTBOX = "/admin/journals/search-outbox/"
RECORDS = "/admin/journals/import-records/"
DECISIONS = "/admin/journals/decisions/"
JOBS = "/admin/journals/jobs/"
RUNS = "/admin/content/importrun/"


def the_other() -> Any:
    return a_city("astana", name_ru="Астана")


def assigned(*roles: str) -> User:
    user = a_user(*roles)
    CityAssignment.objects.create(user=user, city=a_city())
    return user


def a_record(number: int, **fields: Any) -> ImportRecord:
    source, _new = ImportSource.objects.get_or_create(
        name="Афиша", city=fields.pop("city", None) or a_city(), defaults={"kind": ImportKind.ICAL}
    )
    values = {"kind": "event", "entry_public_id": an_event(live=False).public_id, "content_hash": "", **fields}
    return ImportRecord.objects.create(source=source, external_id=f"record-{number}", **values)


def a_run(name: str = "Афиша", **fields: Any) -> ImportRun:
    values = {"city": a_city(), "kind": ImportKind.ICAL, "state": ImportState.APPLIED, "started_at": timezone.now()}
    return ImportRun.objects.create(source_name=name, **{**values, **fields})


def a_decision(title: str = "Ждёт решения", **fields: Any) -> None:
    submit(an_event(title, live=False, **fields), by=a_user(EDITORS))


def rows_of(response: Any) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(b"".join(response.streaming_content).decode("utf-8-sig"))))


OPEN_TO = {
    RUNS: set(ROLES),
    RECORDS: set(ROLES),
    DECISIONS: {SENIOR_EDITORS, MODERATORS, CITY_MANAGERS, ADMINISTRATORS, SUPPORT},
    OUTBOX: {ADMINISTRATORS, SUPPORT},
    JOBS: {ADMINISTRATORS, SUPPORT},
}


@pytest.mark.parametrize("address", OPEN_TO)
def test_who_reads_a_journal(address: str) -> None:
    opened = {role for role in ROLES if signed_in(assigned(role)).get(address).status_code == 200}
    assert opened == OPEN_TO[address]


def test_nobody_changes_a_journal() -> None:
    event = an_event()
    before = list(OutboxEntry.objects.values())
    client = signed_in(a_user(is_superuser=True))
    for page in ("create/", f"edit/{event.public_id}/", f"delete/{event.public_id}/"):
        assert client.post(f"{OUTBOX}{page}").status_code == 404, page
    assert list(OutboxEntry.objects.values()) == before


def test_the_search_outbox_and_a_row_of_it() -> None:
    event = an_event()
    client = signed_in(a_user(SUPPORT))
    assert str(event.public_id) in client.get(OUTBOX).content.decode()
    page = client.get(f"{OUTBOX}inspect/{event.public_id}/")
    assert (page.status_code, "событие" in page.content.decode()) == (200, True)
    assert client.get(f"{OUTBOX}inspect/1/").status_code == 404


def test_rows_of_other_cities_are_neither_listed_nor_opened_nor_exported() -> None:
    an_event("Чужое", city=the_other())
    foreign = OutboxEntry.objects.get()
    a_record(1, city=the_other())
    a_run("Чужая", city=the_other())
    a_decision("Чужое решение", city=the_other())
    record, decision = ImportRecord.objects.get(), DECISIONS
    client = signed_in(assigned(ADMINISTRATORS))
    for address in (RECORDS, RUNS, DECISIONS, OUTBOX):
        assert client.get(address).context["result_count"] == 0, address
        assert rows_of(client.get(f"{address}?export=csv")) == [], address
    for address in (f"{RECORDS}inspect/{record.pk}/", f"{OUTBOX}inspect/{foreign.public_id}/"):
        assert client.get(address).url == "/admin/"
    everyone = signed_in(a_user(ADMINISTRATORS))
    assert [everyone.get(address).context["result_count"] for address in (RECORDS, RUNS, decision, OUTBOX)] == [
        1,
        1,
        1,
        1,
    ]


def test_decisions_say_who_submitted_what_and_who_decided() -> None:
    a_decision("Концерт у фонтана")
    row = rows_of(signed_in(a_user(SUPPORT)).get(f"{DECISIONS}?export=csv"))[0]
    assert (row["Запись"], row["Город"], row["Решение"]) == ("Концерт у фонтана", "Жезказган", "ждёт решения")


def test_filters_and_search_narrow_what_is_shown_and_exported() -> None:
    a_run("Старая", started_at=timezone.now() - timedelta(days=40))
    a_run("Новая")
    client = signed_in(a_user(ADMINISTRATORS))
    assert [row["Название источника"] for row in rows_of(client.get(f"{RUNS}?export=csv&period=7"))] == ["Новая"]
    assert [row["Название источника"] for row in rows_of(client.get(f"{RUNS}?export=csv&q=Старая"))] == ["Старая"]
    assert client.get(f"{RUNS}?city=jezkazgan").context["result_count"] == 2
    for nonsense in ("city=nowhere", "period=x", "o=99", "p=-1"):
        assert client.get(f"{RUNS}?{nonsense}").context["result_count"] == 2, nonsense


def test_an_address_asks_for_no_other_columns() -> None:
    root = a_user(is_superuser=True, password="Kuyrdak-2026-strong")
    a_run(by=root)
    client = signed_in(a_user(SUPPORT))
    for guess in ("md5", "pbkdf2", "zzz"):
        assert client.get(f"{RUNS}?by__password__startswith={guess}").context["result_count"] == 1


@pytest.mark.parametrize("text", ["=1+1", "+A1", "-2+A1", "@SUM(A1)", "\t=1", "  =HYPERLINK(1)"])
def test_no_cell_of_an_export_is_a_formula(text: str) -> None:
    a_run(text)
    client = signed_in(a_user(ADMINISTRATORS))
    assert rows_of(client.get(f"{RUNS}?export=csv"))[0]["Название источника"] == f"'{text}"
    workbook = load_workbook(BytesIO(client.get(f"{RUNS}?export=xlsx").content))
    assert workbook.active["A2"].value == f"'{text}"


def test_an_export_has_headings_in_words_and_times_of_the_city() -> None:
    a_run(started_at=timezone.now().replace(year=2026, month=3, day=7, hour=14, minute=0, second=0))
    workbook = load_workbook(BytesIO(signed_in(a_user(ADMINISTRATORS)).get(f"{RUNS}?export=xlsx").content))
    heading, row = ([cell.value for cell in cells] for cells in workbook.active.iter_rows())
    assert heading[:2] == ["Название источника", "Город"]
    assert row[6] == "2026-03-07 19:00:00"


def test_jobs_show_ids_and_nothing_else_of_their_arguments() -> None:
    assert shown_arguments({"image_id": 5, "email": "a@example.org", "user_pk": 7, "token_id": "secret"}) == (
        "image_id=5, user_pk=7"
    )
    job = app.configure_task("content.nothing", allow_unknown=True).defer(email="a@example.org", image_id=5)
    client = signed_in(a_user(ADMINISTRATORS))
    for address in (JOBS, f"{JOBS}inspect/{job}/", f"{JOBS}?export=csv"):
        response = client.get(address)
        text = b"".join(response).decode()
        assert ("image_id=5" in text, "a@example.org" in text) == (True, False), address
    assert client.get(f"{JOBS}?state=failed").context["result_count"] == 0


@pytest.mark.parametrize("address", [RUNS, RECORDS, DECISIONS, OUTBOX, JOBS])
def test_a_journal_asks_the_database_a_fixed_number_of_times(address: str, django_assert_max_num_queries: Any) -> None:
    client = signed_in(a_user(ADMINISTRATORS))
    counts = []
    for number in range(3):
        a_run(f"Афиша {number}", by=a_user())
        a_record(number)
        a_decision(f"Событие {number}")
        an_event(f"Живое {number}")
        app.configure_task("content.nothing", allow_unknown=True).defer(image_id=number)
        client.get(address)
        with django_assert_max_num_queries(40) as asked:
            client.get(address)
        counts.append(len(asked))
    assert len(set(counts)) == 1, counts


def test_the_journal_of_changes_names_cities_and_few_fields() -> None:
    an_event("Концерт")
    page = signed_in(a_user(ADMINISTRATORS)).get("/admin/journals/changes/").content.decode()
    assert "Жезказган" in page
    assert "и ещё" in page
    assert "Концерт" in page


@pytest.mark.parametrize("query", ["q=%00", "kind=%00&city=%00&action=%00", "items=1", "state__exact=%00"])
def test_a_made_up_address_of_a_journal_is_no_error(query: str) -> None:
    client = signed_in(a_user(is_superuser=True))
    for name in ("journals/changes", "journals/decisions", "journals/import-records", "journals/jobs"):
        assert client.get(f"/admin/{name}/?{query}").status_code in {200, 302}, name
