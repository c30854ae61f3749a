import json

import pytest
from django.test import Client
from lxml import html
from procrastinate.contrib.django.models import ProcrastinateJob
from wagtail.models import ModelLogEntry, Revision, TaskState, WorkflowState

from accounts.roles import ADMINISTRATORS, EDITORS, MODERATORS
from content.models import CityAssignment
from content.operations import save_draft, submit
from events.models import Event, EventListing
from tests.factories import a_city, a_user, an_event
from tests.factories.admin import open_form, press, signed_in, url_of

pytestmark = pytest.mark.django_db


def waiting(title: str = "Спектакль", **fields: object) -> Event:
    event = an_event(title, live=False, **fields)
    submit(event, by=a_user(EDITORS))
    return Event.objects.get(pk=event.pk)


def facts() -> tuple[object, ...]:
    return (
        list(WorkflowState.objects.order_by("pk").values_list("pk", "status")),
        list(TaskState.objects.order_by("pk").values_list("pk", "status", "finished_by_id", "comment")),
        list(Revision.objects.order_by("pk").values_list("pk", "content", "created_at")),
        list(Event.objects.order_by("pk").values()),
        EventListing.objects.count(),
        ModelLogEntry.objects.count(),
        ProcrastinateJob.objects.count(),
    )


def test_a_moderator_approves_in_the_editor() -> None:
    event = waiting()
    client = signed_in(a_user(MODERATORS))
    edit = url_of(event, "edit")
    response = press(client, edit, open_form(client, edit), "approve")
    assert (response.status_code, response.url) == (302, url_of(Event, "list"))
    assert [listing.titles for listing in EventListing.objects.all()] == [["Спектакль"]]
    page = client.get(response.url).content.decode()
    assert "«Спектакль» одобрено и опубликовано." in page


def test_a_moderator_corrects_and_approves_in_one_step() -> None:
    event = waiting("Спиктакль")
    moderator = a_user(MODERATORS)
    client = signed_in(moderator)
    edit = url_of(event, "edit")
    press(client, edit, open_form(client, edit), "approve", title_ru="Спектакль")
    assert [listing.titles for listing in EventListing.objects.all()] == [["Спектакль"]]
    assert Event.objects.get(pk=event.pk).live_revision.user == moderator


def test_a_moderator_asks_for_changes_in_the_editor() -> None:
    event = waiting()
    client = signed_in(a_user(MODERATORS))
    edit = url_of(event, "edit")
    data = open_form(client, edit)
    comment = {"workflow-action-extra-data": json.dumps({"comment": "Укажите цену"})}
    response = press(client, edit, data, "reject", **comment)
    assert response.status_code == 302
    assert "правки запрошены" in client.get(response.url).content.decode()
    assert TaskState.objects.get().comment == "Укажите цену"
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_NEEDS_CHANGES


@pytest.mark.parametrize(
    "extra", ["{}", "[" * 100_000, '{"comment": "  "}', "нет", "[]", '{"comment": 7, "user": 1, "by": 2}']
)
def test_a_request_for_changes_without_words_leaves_the_entry_waiting(extra: str) -> None:
    event = waiting()
    client = signed_in(a_user(MODERATORS))
    edit = url_of(event, "edit")
    response = press(client, edit, open_form(client, edit), "reject", **{"workflow-action-extra-data": extra})
    said = TaskState.objects.get().comment
    assert (response.status_code, said) == (302, "7" if "7" in extra else "")
    is_waiting = WorkflowState.objects.get().status == WorkflowState.STATUS_IN_PROGRESS
    assert is_waiting is ("7" not in extra)


def test_what_changed_since_the_page_was_opened_is_not_approved() -> None:
    event = waiting()
    client = signed_in(a_user(MODERATORS))
    edit = url_of(event, "edit")
    data = open_form(client, edit)
    draft = event.get_latest_revision_as_object()
    draft.title_ru = "Подменили"
    save_draft(draft, by=None)
    before = facts()
    response = press(client, edit, data, "approve")
    assert response.status_code == 409
    assert "Пока вы смотрели, запись изменили" in response.content.decode()
    assert "Что изменилось" in response.content.decode()
    assert facts() == before


def test_what_was_overwritten_in_place_since_is_not_approved() -> None:
    event = waiting()
    client = signed_in(a_user(MODERATORS))
    edit = url_of(event, "edit")
    data = open_form(client, edit)
    revision = event.latest_revision
    revision.content["title_ru"] = "Подменили"
    revision.save()
    before = facts()
    response = press(client, edit, data, "approve")
    assert response.status_code == 409
    assert facts() == before


@pytest.mark.parametrize(
    "forged",
    [
        {"seen_revision_id": "", "seen_hash": ""},
        {"seen_revision_id": "9" * 40},
        {"seen_revision_id": "-1"},
        {"seen_revision_id": "²"},
        {"seen_hash": "0" * 64},
    ],
)
def test_a_page_that_cannot_say_what_it_showed_decides_nothing(forged: dict[str, str]) -> None:
    event = waiting()
    client = signed_in(a_user(MODERATORS))
    edit = url_of(event, "edit")
    data = {**open_form(client, edit), **forged}
    before = facts()
    assert press(client, edit, data, "approve").status_code == 409
    assert facts() == before


def test_the_second_of_two_moderators_is_told_and_saves_nothing() -> None:
    event = waiting()
    edit = url_of(event, "edit")
    first, second = signed_in(a_user(MODERATORS)), signed_in(a_user(MODERATORS))
    data = open_form(second, edit)
    press(first, edit, open_form(first, edit), "approve")
    before = facts()
    response = press(second, edit, data, "approve", title_ru="Запоздалая правка")
    assert response.status_code == 409
    assert "уже принято решение" in response.content.decode()
    assert facts() == before


def test_the_moderators_own_autosaved_changes_count_as_seen() -> None:
    event = waiting("Спиктакль")
    client = signed_in(a_user(MODERATORS))
    edit = url_of(event, "edit")
    data = {**open_form(client, edit), "title_ru": "Спектакль"}
    saved = client.post(edit, data, headers={"accept": "application/json"}).json()
    assert saved["success"] is True
    renewed = html.fromstring(saved["html"]).xpath("//template[@data-w-teleport-target-value='#seen-version']//input")
    data |= {field.get("name"): field.get("value") for field in renewed}
    data |= {"overwrite_revision_id": str(saved["revision_id"]), **dict(saved["field_updates"])}
    assert data["seen_revision_id"] == str(saved["revision_id"])
    assert press(client, edit, data, "approve").status_code == 302
    assert [listing.titles for listing in EventListing.objects.all()] == [["Спектакль"]]


def test_an_autosave_on_top_of_somebody_elses_version_is_refused() -> None:
    event = waiting()
    client = signed_in(a_user(MODERATORS))
    edit = url_of(event, "edit")
    data = open_form(client, edit)
    save_draft(event.get_latest_revision_as_object(), by=None)
    before = facts()
    response = client.post(edit, data, headers={"accept": "application/json"})
    assert (response.status_code, response.json()["error_code"]) == (400, "invalid_revision")
    assert facts() == before


def test_a_page_with_errors_still_knows_what_it_showed_first() -> None:
    event = waiting()
    client = signed_in(a_user(MODERATORS))
    edit = url_of(event, "edit")
    data = open_form(client, edit)
    response = press(client, edit, {**data, "price_min": "нет"}, "")
    form = html.fromstring(response.content.decode()).get_element_by_id("w-editor-form")
    shown = dict(form.form_values())
    assert shown["seen_revision_id"] == data["seen_revision_id"]
    save_draft(event.get_latest_revision_as_object(), by=None)
    before = facts()
    assert press(client, edit, {**shown, "title_ru": "Спектакль", "price_min": ""}, "approve").status_code == 409
    assert facts() == before


def test_nothing_is_decided_from_the_page_of_a_conflict_which_shows_a_version_nobody_judged() -> None:
    event = waiting()
    client = signed_in(a_user(MODERATORS))
    edit = url_of(event, "edit")
    data = open_form(client, edit)
    save_draft(event.get_latest_revision_as_object(), by=None)
    conflict = press(client, edit, {**data, "title_ru": "Спектакль"}, "")
    form = html.fromstring(conflict.content.decode()).xpath("//form[.//textarea]")[0]
    # As a browser reads a text area: without its first line break.
    kept = {name: (value or "").removeprefix("\n") for name, value in form.form_values()}
    assert (conflict.status_code, kept["title_ru"], "seen_revision_id" in kept) == (409, "Спектакль", False)
    before = facts()
    assert press(client, edit, kept, "approve").status_code == 409
    assert facts() == before


def test_an_incomplete_entry_is_not_approved_and_the_moderators_changes_are_kept_as_a_draft() -> None:
    event = waiting()
    client = signed_in(a_user(MODERATORS))
    edit = url_of(event, "edit")
    response = press(client, edit, open_form(client, edit), "approve", place_ru="", title_ru="Новое название")
    assert (response.status_code, response.url) == (302, edit)
    assert "место или адрес" in client.get(edit).content.decode()
    event.refresh_from_db()
    assert (event.live, event.get_latest_revision_as_object().title_ru) == (False, "Новое название")
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_IN_PROGRESS


def test_the_submitter_is_not_offered_a_decision_and_cannot_post_one() -> None:
    author = a_user(MODERATORS, EDITORS)
    event = an_event(live=False)
    submit(event, by=author)
    client = signed_in(author)
    edit = url_of(event, "edit")
    assert "Одобрить" not in client.get(edit).content.decode()
    data = open_form(client, edit)
    before = facts()
    assert press(client, edit, data, "approve").status_code == 302
    assert facts() == before


def test_a_moderator_of_another_city_is_offered_no_decision() -> None:
    event = waiting()
    moderator = a_user(MODERATORS)
    CityAssignment.objects.create(user=moderator, city=a_city("satpayev", name_ru="Сатпаев"))
    client = signed_in(moderator)
    edit = url_of(event, "edit")
    assert client.get(edit).url == "/admin/"
    data = open_form(signed_in(a_user(MODERATORS)), edit)
    before = facts()
    assert press(client, edit, data, "approve").status_code == 302
    assert facts() == before


def decision_url(event: Event, action: str) -> str:
    return url_of(event, "workflow_action", action, TaskState.objects.latest("pk").pk)


def test_a_decision_outside_the_editor_says_what_was_seen_too() -> None:
    event = waiting()
    client = signed_in(a_user(MODERATORS))
    before = facts()
    assert client.post(decision_url(event, "approve")).status_code == 409
    assert facts() == before
    seen = open_form(client, url_of(event, "edit"))
    response = client.post(
        decision_url(event, "approve"), {name: seen[name] for name in ("seen_revision_id", "seen_hash")}
    )
    assert response.status_code == 302
    assert Event.objects.get(pk=event.pk).live is True
    before = facts()
    assert client.post(decision_url(event, "approve")).status_code == 409
    assert facts() == before


def test_the_dialog_hands_on_what_its_page_showed() -> None:
    event = waiting()
    client = signed_in(a_user(MODERATORS))
    response = client.get(decision_url(event, "reject"), {"seen_revision_id": "7", "seen_hash": "abc"})
    dialog = html.fromstring(response.json()["html"])
    assert dialog.xpath("//input[@name='seen_revision_id']/@value") == ["7"]
    assert dialog.xpath("//input[@name='seen_hash']/@value") == ["abc"]


def test_a_decision_on_one_entry_cannot_be_addressed_through_another() -> None:
    moderator = a_user(MODERATORS)
    elsewhere = a_city("satpayev", name_ru="Сатпаев")
    CityAssignment.objects.create(user=moderator, city=elsewhere)
    own = waiting("Наше", city=elsewhere)
    foreign = waiting("Чужое")
    client = signed_in(moderator)
    seen = open_form(signed_in(a_user(MODERATORS)), url_of(foreign, "edit"))
    before = facts()
    address = url_of(own, "workflow_action", "approve", TaskState.objects.latest("pk").pk)
    client.post(address, {name: seen[name] for name in ("seen_revision_id", "seen_hash")})
    assert facts() == before


@pytest.mark.parametrize("role", [EDITORS, ADMINISTRATORS])
def test_only_moderators_reach_the_decision(role: str) -> None:
    event = waiting()
    client: Client = signed_in(a_user(role))
    before = facts()
    assert client.post(decision_url(event, "approve")).status_code == 302
    assert facts() == before


def test_the_form_says_what_a_moderator_asked_for_until_it_is_submitted_again() -> None:
    editor, moderator = a_user(EDITORS), a_user(MODERATORS)
    event = an_event("Спектакль", live=False)
    submit(event, by=editor)
    client = signed_in(moderator)
    edit = url_of(event, "edit")
    comment = {"workflow-action-extra-data": json.dumps({"comment": "Укажите <b>цену</b>"})}
    press(client, edit, open_form(client, edit), "reject", **comment)
    page = signed_in(editor).get(edit).content.decode()
    assert f"Модератор просит правки ({moderator}" in page
    assert "Укажите &lt;b&gt;цену&lt;/b&gt;" in page
    submit(event, by=editor)
    assert "Модератор просит правки" not in signed_in(editor).get(edit).content.decode()
