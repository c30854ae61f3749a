"""What the audit log says about the life of an entry."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Revision

from accounts.roles import ADMINISTRATORS, EDITORS, MODERATORS, SENIOR_EDITORS
from content.models import CityAssignment
from content.operations import publish, publish_due, save_draft, unpublish
from delivery.models import AuditRecord
from delivery.pseudonyms import pseudonym
from events.models import Event, EventDate
from tests.factories import a_city, a_user, an_event
from tests.factories.admin import open_form, press, signed_in, url_of

pytestmark = pytest.mark.django_db
# A browser sends no seconds.
TOMORROW = (timezone.now() + timedelta(days=1)).replace(second=0, microsecond=0)


def said(**query: object) -> list[tuple[str, str]]:
    rows = AuditRecord.objects.filter(**query).order_by("pk")
    return [(row.action, row.actor) for row in rows]


def autosave(client: Any, address: str, data: dict[str, str]) -> dict[str, Any]:
    response = client.post(address, data, headers={"accept": "application/json"})
    answer: dict[str, Any] = json.loads(response.content)
    return answer


def test_a_whole_life_from_the_admin_is_recorded() -> None:
    editor, moderator = a_user(EDITORS), a_user(MODERATORS)
    event = an_event(live=False, starts_at=TOMORROW)
    client = signed_in(editor)
    edit = url_of(event, "edit")
    press(client, edit, {**open_form(client, edit), "title_ru": "Новое название"}, "submit")
    judge = signed_in(moderator)
    press(judge, edit, open_form(judge, edit), "approve")
    actor = {"editor": pseudonym(editor.public_id), "moderator": pseudonym(moderator.public_id)}
    assert said(object_id=str(event.public_id)) == [
        ("create", ""),
        ("edit", actor["editor"]),
        ("submit", actor["editor"]),
        ("publish", actor["moderator"]),
        ("approve", actor["moderator"]),
    ]
    change = AuditRecord.objects.get(action="edit")
    assert (change.before, change.after) == ({"title_ru": "Концерт у фонтана"}, {"title_ru": "Новое название"})
    assert (change.city, change.title, change.kind) == ("jezkazgan", "Концерт у фонтана", "event")


def test_a_request_for_changes_keeps_the_reason_and_withdrawing_is_recorded() -> None:
    editor, moderator = a_user(EDITORS), a_user(MODERATORS)
    event = an_event(live=False, starts_at=TOMORROW)
    client, judge, edit = signed_in(editor), signed_in(moderator), url_of(event, "edit")
    press(client, edit, open_form(client, edit), "submit")
    extra = json.dumps({"comment": "Нужна цена"})
    press(judge, edit, open_form(judge, edit), "reject", **{"workflow-action-extra-data": extra})
    assert AuditRecord.objects.get(action="request_changes").reason == "Нужна цена"
    press(client, edit, open_form(client, edit), "cancel-workflow")
    assert said(action="withdraw") == [("withdraw", pseudonym(editor.public_id))]


def test_the_schedule_is_recorded_and_what_the_clock_does() -> None:
    admin = a_user(ADMINISTRATORS)
    event = an_event(live=False, go_live_at=timezone.now() + timedelta(hours=1))
    publish(event, by=admin, authorisation="role")
    publish_due(now=timezone.now() + timedelta(hours=2))
    assert [action for action, _actor in said()] == ["create", "schedule", "publish"]
    Event.objects.update(expire_at=timezone.now() + timedelta(hours=3))
    publish_due(now=timezone.now() + timedelta(hours=4))
    assert said()[-1] == ("expire", "")
    unpublish(event, by=None)
    assert said()[-1] == ("expire", "")


def test_taking_a_schedule_back_is_recorded() -> None:
    admin = a_user(is_superuser=True)
    event = an_event(live=False, go_live_at=timezone.now() + timedelta(hours=1))
    publish(event, by=admin, authorisation="role")
    signed_in(admin).post(url_of(event, "revisions_unschedule", event.latest_revision_id))
    assert said()[-1] == ("unschedule", pseudonym(admin.public_id))


def test_autosave_does_not_flood_and_nothing_of_it_is_lost() -> None:
    first, second = a_user(EDITORS), a_user(EDITORS)
    event = an_event(live=False, starts_at=TOMORROW)
    client, edit = signed_in(first), url_of(event, "edit")
    data = open_form(client, edit)
    for title in ("А", "Аб", "Абв"):
        answer = autosave(client, edit, {**data, "title_ru": title})
        data["overwrite_revision_id"] = str(answer["revision_id"])
        seen = Event.objects.get().latest_revision
        data |= {"loaded_revision_id": str(seen.pk), "loaded_revision_created_at": seen.created_at.isoformat()}
        data |= {name: value for name, value in open_form(client, edit).items() if name.startswith("seen_")}
    assert (Revision.objects.count(), [action for action, _actor in said()]) == (2, ["create"])
    other = signed_in(second)
    press(other, edit, {**open_form(other, edit), "title_ru": "Второй"}, "")
    changes = AuditRecord.objects.filter(action="edit").order_by("pk")
    assert [(row.actor, row.before["title_ru"], row.after["title_ru"]) for row in changes] == [
        (pseudonym(first.public_id), "Концерт у фонтана", "Абв"),
        (pseudonym(second.public_id), "Абв", "Второй"),
    ]


def test_autosave_rewrites_nothing_that_was_published() -> None:
    editor = a_user(EDITORS)
    event = an_event(live=False, starts_at=TOMORROW)
    client, edit = signed_in(editor), url_of(event, "edit")
    data = open_form(client, edit)
    answer = autosave(client, edit, {**data, "title_ru": "Готово"})
    event.refresh_from_db()
    publish(event, by=None, authorisation="test")
    published = Event.objects.get().live_revision
    data |= {name: value for name, value in open_form(client, edit).items() if "seen_" in name or "loaded_" in name}
    again = autosave(client, edit, {**data, "overwrite_revision_id": str(answer["revision_id"]), "title_ru": "Дальше"})
    assert again["revision_id"] != published.pk
    published.refresh_from_db()
    assert published.content["title_ru"] == "Готово"


def test_dates_tags_and_named_rows_are_recorded_in_words() -> None:
    event = an_event(live=False, starts_at=TOMORROW)
    draft = event.get_latest_revision_as_object()
    created = AuditRecord.objects.get(action="create")
    assert created.after["category"] == "Концерты"
    assert list(created.after["dates"]) == [str(draft.dates.get().key)]
    assert "event" not in created.after["dates"][str(draft.dates.get().key)]
    client, edit = signed_in(a_user(EDITORS)), url_of(event, "edit")
    press(client, edit, {**open_form(client, edit), "tags": "джаз"}, "")
    change = AuditRecord.objects.get(action="edit")
    assert list(change.after) == ["tagged_items"]
    assert list(change.after["tagged_items"].values()) == [{"tag": "джаз"}]


def test_the_page_of_an_entry_tells_everything_to_those_who_may_know() -> None:
    editor, admin = a_user(EDITORS, email="editor@example.org"), a_user(ADMINISTRATORS)
    event = an_event(live=False, starts_at=TOMORROW)
    client, edit = signed_in(editor), url_of(event, "edit")
    press(client, edit, {**open_form(client, edit), "title_ru": "Новое", "age_limit": "12"}, "")
    rows = signed_in(admin).get(url_of(event, "audit")).context["rows"]
    assert [(row.action, row.who) for row in rows] == [("правка", "editor@example.org"), ("создание", "система")]
    shown = {change.label: (change.before, change.after) for change in rows[0].changes}
    assert shown == {"Название": ("Концерт у фонтана", "Новое"), "Возраст от, лет": ("", "12")}
    colleague = signed_in(a_user(MODERATORS)).get(url_of(event, "audit")).context["rows"]
    assert colleague[0].who == f"сотрудник {pseudonym(editor.public_id)[:8]}"
    assert client.get(url_of(event, "audit")).context["rows"][0].who == "editor@example.org"


def test_the_page_is_for_people_of_the_city_and_the_kind() -> None:
    event = an_event()
    stranger = a_user(ADMINISTRATORS)
    CityAssignment.objects.create(user=stranger, city=a_city("astana", name_ru="Астана"))
    assert signed_in(stranger).get(url_of(event, "audit")).status_code == 302
    assert signed_in(a_user()).get(url_of(event, "audit")).status_code == 302
    assert signed_in(a_user(MODERATORS)).get(url_of(event, "audit")).status_code == 200


def test_the_page_asks_as_much_for_many_records_as_for_one() -> None:
    event = an_event(live=False, starts_at=TOMORROW)
    client = signed_in(a_user(ADMINISTRATORS))
    counts = {}
    for wanted in (1, 3, 20):
        while AuditRecord.objects.count() < wanted:
            draft = event.get_latest_revision_as_object()
            draft.title_ru = f"Название {AuditRecord.objects.count()}"
            draft.dates = [EventDate(starts_at=timezone.now() + timedelta(days=AuditRecord.objects.count()))]
            save_draft(draft, by=a_user(EDITORS))
            event.refresh_from_db()
        client.get(url_of(event, "audit"))
        with CaptureQueriesContext(connection) as captured:
            client.get(url_of(event, "audit"))
        counts[wanted] = len(captured)
    assert len(set(counts.values())) == 1, counts


def test_locking_and_unlocking_are_recorded_once() -> None:
    senior = a_user(SENIOR_EDITORS)
    event = an_event()
    client, number = signed_in(senior), str(event.public_id)
    already = len(said(object_id=number))
    for name in ("lock", "lock", "unlock", "unlock"):
        client.post(url_of(event, name))
    actor = pseudonym(senior.public_id)
    assert said(object_id=number)[already:] == [("lock", actor), ("unlock", actor)]
    signed_in(a_user(EDITORS)).post(url_of(event, "lock"))
    assert len(said(object_id=number)) == already + 2
