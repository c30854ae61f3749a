"""Two editors on one entry, also while autosave runs."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.models import EditingSession
from wagtail.models import Revision

from accounts.roles import ADMINISTRATORS, EDITORS
from content.models import Entry
from content.operations import save_draft
from delivery.models import AuditRecord
from events.models import Event
from tests.factories import a_business, a_promotion, a_user, an_event
from tests.factories.admin import open_form, press, signed_in, url_of

pytestmark = pytest.mark.django_db
JSON = {"accept": "application/json"}


def titles() -> list[str]:
    return [content["title_ru"] for content in Revision.objects.order_by("pk").values_list("content", flat=True)]


def two_editors(entry: Entry) -> tuple[Client, Client, str, dict[str, str], dict[str, str]]:
    first, second = signed_in(a_user(EDITORS)), signed_in(a_user(EDITORS))
    edit = url_of(entry, "edit")
    return first, second, edit, open_form(first, edit), open_form(second, edit)


def autosave(client: Client, address: str, data: dict[str, str]) -> Any:
    return client.post(address, data, headers=JSON)


def sent_again(response: Any) -> dict[str, str]:
    newest = response.context["newest"]
    kept = {field.name: field.value for field in response.context["kept"]}
    stamp = response.context["newest_created_at"]
    return {**kept, "loaded_revision_id": str(newest.pk), "loaded_revision_created_at": stamp}


@pytest.mark.parametrize("make", [an_event, a_business, a_promotion])
def test_the_second_save_is_not_silent_and_loses_nothing(make: Any) -> None:
    entry = make("Исходное", live=False)
    first, second, edit, data_1, data_2 = two_editors(entry)
    assert press(first, edit, {**data_1, "title_ru": "Первый"}, "").status_code == 302
    before = (titles(), AuditRecord.objects.count())
    response = press(second, edit, {**data_2, "title_ru": "Второй", "title_kk": "Екінші"}, "")
    assert response.status_code == 409
    assert (titles(), AuditRecord.objects.count()) == before
    shown = {change.label: (change.before, change.after) for change in response.context["changes"]}
    assert shown == {"Название": ("Первый", "Второй"), "Название на казахском": ("", "Екінші")}
    assert "Екінші" in response.content.decode()
    again = second.post(edit, sent_again(response))
    assert (again.status_code, again.url) == (302, edit)
    assert titles()[-2:] == ["Первый", "Второй"]
    entry.refresh_from_db()
    assert entry.get_latest_revision_as_object().title_kk == "Екінші"


@pytest.mark.parametrize("button", ["publish", "submit"])
def test_nothing_is_published_or_submitted_on_top_of_what_was_not_seen(button: str) -> None:
    event = an_event("Исходное", live=False)
    second = signed_in(a_user(ADMINISTRATORS))
    first, _editor, edit, data_1, _data = two_editors(event)
    data_2 = open_form(second, edit)
    press(first, edit, {**data_1, "title_ru": "Первый"}, "")
    before = titles()
    response = press(second, edit, {**data_2, "title_ru": "Второй"}, button)
    assert (response.status_code, titles()) == (409, before)
    again = second.post(edit, sent_again(response))
    event.refresh_from_db()
    assert (again.status_code, event.live, event.workflow_in_progress) == (302, False, False)


def test_saving_anyway_meets_a_third_version_again() -> None:
    event = an_event("Исходное", live=False)
    first, second, edit, data_1, data_2 = two_editors(event)
    press(first, edit, {**data_1, "title_ru": "Первый"}, "")
    response = press(second, edit, {**data_2, "title_ru": "Второй"}, "")
    press(first, edit, {**open_form(first, edit), "title_ru": "Третий"}, "")
    assert second.post(edit, sent_again(response)).status_code == 409
    assert titles()[-1] == "Третий"


def test_a_version_rewritten_by_autosave_is_another_version() -> None:
    event = an_event("Исходное", live=False)
    first, second, edit, data_1, _data = two_editors(event)
    number = autosave(first, edit, {**data_1, "title_ru": "Первый"}).json()["revision_id"]
    data_2 = open_form(second, edit)
    rewritten = autosave(first, edit, {**data_1, "title_ru": "Первый ещё", "overwrite_revision_id": str(number)})
    assert rewritten.json()["revision_id"] == number
    assert press(second, edit, {**data_2, "title_ru": "Второй"}, "").status_code == 409
    assert titles() == ["Исходное", "Первый ещё"]


def test_numbers_that_no_row_has_are_no_error() -> None:
    event = an_event("Исходное", live=False)
    first, _second, edit, data, _data = two_editors(event)
    endless = "9" * 5000
    assert press(first, edit, {**data, "overwrite_revision_id": endless}, "").status_code == 409
    assert press(first, edit, {**data, "dates-0-venue_business": endless}, "").status_code == 200
    assert titles() == ["Исходное"]


def test_autosave_stops_instead_of_overwriting() -> None:
    event = an_event("Исходное", live=False)
    first, second, edit, data_1, data_2 = two_editors(event)
    number = autosave(first, edit, {**data_1, "title_ru": "Первый"}).json()["revision_id"]
    refused = autosave(second, edit, {**data_2, "title_ru": "Второй"})
    assert (refused.status_code, refused.json()["error_code"]) == (400, "invalid_revision")
    assert titles() == ["Исходное", "Первый"]
    # The first one goes on, the second one comes back with a version of its own.
    assert autosave(first, edit, {**data_1, "title_ru": "Дальше", "overwrite_revision_id": str(number)}).json()[
        "success"
    ]
    mine = open_form(second, edit)
    assert autosave(second, edit, {**mine, "title_ru": "Второй"}).json()["success"]
    stopped = autosave(first, edit, {**data_1, "title_ru": "Ещё", "overwrite_revision_id": str(number)})
    assert stopped.json()["error_code"] == "invalid_revision"
    response = press(first, edit, {**data_1, "title_ru": "Ещё", "overwrite_revision_id": str(number)}, "")
    assert (response.status_code, titles()) == (409, ["Исходное", "Дальше", "Второй"])


def test_what_a_job_saved_meanwhile_counts_too() -> None:
    event = an_event("Исходное", live=False)
    client = signed_in(a_user(EDITORS))
    edit = url_of(event, "edit")
    data = open_form(client, edit)
    draft = event.get_latest_revision_as_object()
    draft.title_ru = "Из ленты"
    save_draft(draft, by=None, source="feed")
    response = press(client, edit, {**data, "title_ru": "Моё"}, "")
    assert response.status_code == 409
    assert "система" in response.content.decode()


def test_a_faulty_form_is_kept_too() -> None:
    event = an_event("Исходное", live=False)
    first, second, edit, data_1, data_2 = two_editors(event)
    press(first, edit, {**data_1, "title_ru": "Первый"}, "")
    response = press(second, edit, {**data_2, "title_ru": "Второй", "price_min": "много"}, "")
    assert (response.status_code, list(response.context["changes"])) == (409, [])
    assert sent_again(response)["title_ru"] == "Второй"


def test_one_editor_saves_as_often_as_wanted() -> None:
    event = an_event("Исходное", live=False)
    client = signed_in(a_user(EDITORS))
    edit = url_of(event, "edit")
    for title in ("А", "Б", "В"):
        data = open_form(client, edit)
        number = autosave(client, edit, {**data, "title_ru": f"{title}…"}).json()["revision_id"]
        done = press(client, edit, {**data, "title_ru": title, "overwrite_revision_id": str(number)}, "")
        assert done.status_code == 302
    assert titles() == ["Исходное", "А", "Б", "В"]


def test_the_second_editor_is_warned_of_the_first() -> None:
    event = an_event("Исходное", live=False)
    first, second = a_user(EDITORS, email="first@example.org"), a_user(EDITORS)
    edit = url_of(event, "edit")
    signed_in(first).get(edit)
    page = signed_in(second).get(edit)
    EditingSession.objects.filter(user=first).update(is_editing=True, last_seen_at=timezone.now())
    mine = EditingSession.objects.get(user=second)
    ping = reverse("wagtailadmin_editing_sessions:ping", args=("events", "event", event.pk, mine.pk))
    assert ping in page.content.decode()
    answer = signed_in(second).post(ping, {"revision_id": event.latest_revision_id}).json()
    assert [other["user"] for other in answer["other_sessions"]] == ["first@example.org"]
    assert Event.objects.count() == 1


def test_the_first_autosave_under_way_is_no_conflict_with_oneself() -> None:
    event = an_event("Исходное", live=False)
    client = signed_in(a_user(EDITORS))
    edit = url_of(event, "edit")
    data = open_form(client, edit)
    assert autosave(client, edit, {**data, "title_ru": "Само"}).json()["success"]
    # The button was pressed before the answer came, so the form still names the version that it has loaded.
    assert press(client, edit, {**data, "title_ru": "Кнопкой"}, "").status_code == 302
    assert titles() == ["Исходное", "Само", "Кнопкой"]


def test_an_autosave_of_long_ago_is_another_window() -> None:
    event = an_event("Исходное", live=False)
    client = signed_in(a_user(EDITORS))
    edit = url_of(event, "edit")
    data = open_form(client, edit)
    number = autosave(client, edit, {**data, "title_ru": "В другом окне"}).json()["revision_id"]
    Revision.objects.filter(pk=number).update(created_at=timezone.now() - timedelta(minutes=2))
    assert press(client, edit, {**data, "title_ru": "Здесь"}, "").status_code == 409
    assert titles() == ["Исходное", "В другом окне"]
