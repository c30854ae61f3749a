"""Who may do what is in the audit log: accounts, groups and what they may."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission

from accounts.models import User
from accounts.roles import ADMINISTRATORS, EDITORS, MODERATORS
from delivery.models import AuditRecord
from delivery.pseudonyms import pseudonym
from tests.factories import a_user
from tests.factories.admin import group_form, signed_in

pytestmark = pytest.mark.django_db
NAMES = {"first_name": "Айша", "last_name": "Ким"}
PASSWORD = "Kuyrdak-2026-strong"


def said(**query: object) -> list[tuple[str, str, dict[str, Any], dict[str, Any]]]:
    rows = AuditRecord.objects.filter(**query).order_by("pk")
    return [(row.action, row.actor, row.before, row.after) for row in rows]


@pytest.fixture
def administrator() -> User:
    return a_user(ADMINISTRATORS)


def test_a_new_account_is_recorded_with_its_roles(administrator: User) -> None:
    role = Group.objects.get(name=EDITORS)
    data = {"email": "new@example.org", **NAMES, "password1": PASSWORD, "password2": PASSWORD, "groups": role.pk}
    signed_in(administrator).post("/admin/users/new/", data)
    account = User.objects.get(email="new@example.org")
    assert said(kind="user", object_id=pseudonym(account.public_id)) == [
        (
            "roles",
            pseudonym(administrator.public_id),
            {},
            {"roles": [EDITORS], "is_active": True, "is_superuser": False},
        )
    ]


def test_other_roles_and_a_closed_door_are_recorded_and_another_name_is_not(administrator: User) -> None:
    editor = a_user(EDITORS)
    client, address = signed_in(administrator), f"/admin/users/edit/{editor.pk}/"
    groups = {role: Group.objects.get(name=role).pk for role in (EDITORS, MODERATORS)}
    same = {"email": editor.email, **NAMES}
    client.post(address, {**same, "groups": groups[EDITORS], "is_active": "on"})
    assert said(kind="user") == []
    client.post(address, {**same, "groups": [groups[EDITORS], groups[MODERATORS]], "is_active": "on"})
    client.post(address, {**same, "groups": [groups[EDITORS], groups[MODERATORS]]})
    actor = pseudonym(administrator.public_id)
    assert said(kind="user", object_id=pseudonym(editor.public_id)) == [
        ("roles", actor, {"roles": [EDITORS]}, {"roles": sorted([EDITORS, MODERATORS])}),
        ("roles", actor, {"is_active": True}, {"is_active": False}),
    ]


def test_a_removed_account_and_bulk_actions_are_recorded(administrator: User) -> None:
    removed, closed = a_user(EDITORS), a_user(EDITORS)
    client, actor = signed_in(administrator), pseudonym(administrator.public_id)
    number = pseudonym(removed.public_id)
    client.post(f"/admin/users/delete/{removed.pk}/")
    before = {"roles": [EDITORS], "is_active": True, "is_superuser": False}
    assert said(kind="user", object_id=number) == [("roles", actor, before, {})]
    client.post(f"/admin/bulk/accounts/user/set_active_state/?id={closed.pk}", {"mark_as_active": "False"})
    assert said(kind="user", object_id=pseudonym(closed.public_id)) == [
        ("roles", actor, {"is_active": True}, {"is_active": False})
    ]


def test_a_refused_change_is_not_recorded() -> None:
    editor, other = a_user(EDITORS), a_user(EDITORS)
    client = signed_in(editor)
    client.post(f"/admin/users/edit/{other.pk}/", {"email": other.email, **NAMES})
    client.post("/admin/groups/new/", {"name": "Фотографы"})
    assert said() == []


def test_the_life_of_a_group_is_recorded(administrator: User) -> None:
    client, actor = signed_in(administrator), pseudonym(administrator.public_id)
    may_view = Permission.objects.get(codename="view_event", content_type__app_label="events")
    may_publish = Permission.objects.get(codename="publish_event", content_type__app_label="events")
    client.post("/admin/groups/new/", group_form(Group(name="Фотографы"), permissions=str(may_view.pk)))
    group = Group.objects.get(name="Фотографы")
    member = a_user(EDITORS)
    member.groups.add(group)
    address = f"/admin/groups/edit/{group.pk}/"
    client.post(address, {**group_form(group, name="Авторы"), "permissions": [may_view.pk, may_publish.pk]})
    # Saved once more without a change.
    group.refresh_from_db()
    client.post(address, {**group_form(group), "permissions": [may_view.pk, may_publish.pk]})
    client.post(f"/admin/groups/delete/{group.pk}/")
    view, publish = "events.view_event", "events.publish_event"
    assert said(kind="group", object_id=str(group.pk)) == [
        ("group", actor, {}, {"name": "Фотографы", "permissions": [view], "collections": []}),
        (
            "group",
            actor,
            {"name": "Фотографы", "permissions": [view]},
            {"name": "Авторы", "permissions": [publish, view]},
        ),
        ("group", actor, {"name": "Авторы", "permissions": [publish, view], "collections": []}, {}),
    ]
    assert said(kind="user", object_id=pseudonym(member.public_id)) == [
        ("roles", actor, {"roles": sorted([EDITORS, "Авторы"])}, {"roles": [EDITORS]})
    ]


def test_a_role_that_nobody_may_change_leaves_no_record(administrator: User) -> None:
    role = Group.objects.get(name=EDITORS)
    signed_in(administrator).post(f"/admin/groups/edit/{role.pk}/", group_form(role, name="Авторы"))
    assert said() == []


def test_the_journal_names_groups_and_what_they_may(administrator: User) -> None:
    client = signed_in(administrator)
    client.post("/admin/groups/new/", group_form(Group(name="Фотографы")))
    page = client.get("/admin/journals/changes/?kind=group").content.decode()
    assert "Фотографы" in page
    assert "Изменение группы".lower() in page.lower()
