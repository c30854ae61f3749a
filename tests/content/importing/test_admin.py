"""Importing in the admin."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.models import User
from accounts.roles import ADMINISTRATORS, EDITORS, MODERATORS
from content.importing.formats import guess_kind
from content.models import CityAssignment, ImportRecord, ImportRun, ImportSource
from content.models.importing import ImportState
from events.models import Event
from tests.factories import a_category, a_city, a_user

pytestmark = pytest.mark.django_db

GOOD = "external_id,title_ru,starts_at,category,place\n1,Рок & ролл,2027-03-06 19:00,concerts,Парк\n"


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def upload(client: Client, *, content: str = GOOD, name: str = "a.csv", **fields: Any) -> Any:
    city = fields.pop("city", None) or a_city()
    file = SimpleUploadedFile(name, content.encode())
    return client.post("/admin/import/", {"file": file, "kind": "", "city": city.pk, "source": "", **fields})


@pytest.fixture
def editor() -> User:
    a_category()
    return a_user(EDITORS)


def test_a_file_is_shown_first_and_applied_on_demand(editor: User) -> None:
    client = client_of(editor)
    response = upload(client)
    run = ImportRun.objects.get()
    assert (response.status_code, response.headers["Location"]) == (302, f"/admin/import/{run.public_id}/")
    assert (run.state, run.kind, run.source_name, run.by) == (ImportState.PREVIEWED, "csv", "a.csv", editor)
    assert (Event.objects.count(), ImportSource.objects.count()) == (0, 0)
    page = client.get(response.headers["Location"]).content.decode()
    assert "Применить" in page
    assert "Рок &amp; ролл" in page
    done = client.post(response.headers["Location"], follow=True).content.decode()
    event = Event.objects.get()
    assert "Импорт применён. Создано: 1, обновлено: 0." in done
    assert f"/admin/events/edit/{event.pk}/" in done
    assert "Применить" not in done
    assert (event.live, ImportRecord.objects.get().last_run) == (False, run)


def test_a_second_click_applies_nothing_again(editor: User) -> None:
    client = client_of(editor)
    address = upload(client).headers["Location"]
    client.post(address)
    before = (Event.objects.count(), ImportRun.objects.get().finished_at)
    assert "Этот импорт уже применён." in client.post(address, follow=True).content.decode()
    assert (Event.objects.count(), ImportRun.objects.get().finished_at) == before


def test_an_unreadable_file_is_shown_with_its_reason(editor: User) -> None:
    client = client_of(editor)
    response = upload(client, content="<html><script></script></html>", name="лента.ics", kind="ical")
    page = client.get(response.headers["Location"]).content.decode()
    assert "Это веб-страница, а не календарь" in page
    assert "Применить" not in page
    assert ImportRun.objects.get().state == ImportState.UNREADABLE
    assert "уже применён" in client.post(response.headers["Location"], follow=True).content.decode()
    assert Event.objects.count() == 0


def test_the_problems_name_line_and_value(editor: User) -> None:
    client = client_of(editor)
    address = upload(client, content=GOOD + "2,Плохая,скоро,,\n").headers["Location"]
    page = client.get(address).content.decode()
    assert "<td>3</td>" in page
    assert "скоро" in page


def test_the_form_refuses_what_it_cannot_use(editor: User) -> None:
    client = client_of(editor)
    unknown = upload(client, content="что-то", name="a.bin")
    empty = upload(client, content="")
    large = upload(client, content="x" * (20 * 1024 * 1024 + 1))
    assert [response.status_code for response in (unknown, empty, large)] == [200, 200, 200]
    assert "Не удалось понять формат файла" in unknown.content.decode()
    assert "Файл больше 20 МБ" in large.content.decode()
    assert ImportRun.objects.count() == 0


def test_only_those_who_may_import_do(editor: User) -> None:
    run_address = upload(client_of(editor)).headers["Location"]
    outsider = client_of(a_user(MODERATORS))
    assert upload(outsider).headers["Location"] == "/admin/"
    assert outsider.get(run_address).headers["Location"] == "/admin/"
    assert outsider.post(run_address).headers["Location"] == "/admin/"
    assert Client().get("/admin/import/").headers["Location"].startswith("/admin/login/")
    assert (Event.objects.count(), ImportRun.objects.count()) == (0, 1)


def test_editors_do_not_publish_through_an_import(editor: User) -> None:
    client = client_of(editor)
    assert "is_publishing" not in client.get("/admin/import/").content.decode()
    client.post(upload(client, is_publishing="on").headers["Location"])
    assert [event.live for event in Event.objects.all()] == [False]


def test_administrators_may_publish_what_is_complete() -> None:
    a_category()
    client = client_of(a_user(ADMINISTRATORS))
    client.post(upload(client, is_publishing="on").headers["Location"])
    assert [event.live for event in Event.objects.all()] == [True]


def test_an_editor_cannot_apply_somebody_elses_publishing_run(editor: User) -> None:
    address = upload(client_of(a_user(ADMINISTRATORS)), is_publishing="on").headers["Location"]
    assert client_of(editor).post(address).headers["Location"] == "/admin/"
    assert (Event.objects.count(), ImportRun.objects.get().state) == (0, ImportState.PREVIEWED)


def test_staff_of_one_city_imports_into_that_city(editor: User) -> None:
    other = a_city("satpaev", name_ru="Сатпаев")
    CityAssignment.objects.create(user=editor, city=a_city())
    client = client_of(editor)
    refused = upload(client, city=other)
    assert refused.status_code == 200
    assert ImportRun.objects.count() == 0
    foreign = upload(client_of(a_user(ADMINISTRATORS)), city=other).headers["Location"]
    assert client.get(foreign).headers["Location"] == "/admin/"
    own = upload(client).headers["Location"]
    for address in ("/admin/import/", "/admin/content/importrun/"):
        page = client.get(address).content.decode()
        assert (own in page, foreign in page) == (True, False)


def test_runs_are_listed_and_cannot_be_changed(editor: User) -> None:
    client = client_of(editor)
    address = upload(client).headers["Location"]
    page = client.get("/admin/content/importrun/").content.decode()
    run = ImportRun.objects.get()
    assert address in page
    assert client.get(f"/admin/content/importrun/edit/{run.pk}/").status_code != 200
    assert client.post(f"/admin/content/importrun/delete/{run.pk}/").status_code != 200
    assert ImportRun.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        ("BEGIN:VCALENDAR\nEND:VCALENDAR", "x", "ical"),
        ("\ufeffBEGIN:VEVENT\n", "x", "ical"),
        ('{"@type": "Event"}', "x", "jsonld"),
        ("<!DOCTYPE html><html>", "x", "jsonld"),
        ("title_ru;starts_at\n", "x", "csv"),
        ("", "a.ICS", "ical"),
        ("", "a.tsv", "csv"),
        ("что-то", "a.bin", ""),
    ],
)
def test_kinds_are_told_by_content_then_by_name(content: str, name: str, kind: str) -> None:
    assert guess_kind(content.encode(), name=name) == kind
