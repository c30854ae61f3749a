from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission

from accounts.roles import ADMINISTRATORS, EDITORS, MODERATORS, ROLES, SUPPORT
from tests.factories import a_user
from tests.factories.admin import group_form, signed_in

pytestmark = pytest.mark.django_db


def facts() -> list[Any]:
    return list(Group.objects.order_by("pk", "permissions").values_list("pk", "name", "permissions"))


def test_a_role_is_shown_and_not_changed() -> None:
    role = Group.objects.get(name=EDITORS)
    client = signed_in(a_user(ADMINISTRATORS))
    before = facts()
    page = client.get(f"/admin/groups/edit/{role.pk}/")
    text = page.content.decode()
    assert (page.status_code, page.templates[0].name) == (200, "accounts/role.html")
    assert "Редактор" in text
    assert "смотреть, добавлять, изменять" in text
    assert 'name="permissions"' not in text
    for name in ("edit", "delete"):
        response = client.post(f"/admin/groups/{name}/{role.pk}/", group_form(role, name="Авторы"), follow=True)
        assert "задаёт программа" in response.content.decode(), name
    assert client.get(f"/admin/groups/delete/{role.pk}/").status_code == 302
    assert facts() == before


def test_a_group_of_ones_own_is_changed_and_deleted() -> None:
    own = Group.objects.create(name="Фотографы")
    client = signed_in(a_user(ADMINISTRATORS))
    permission = Permission.objects.get(codename="view_event", content_type__app_label="events")
    data = group_form(own, name="Фотографы города", permissions=str(permission.pk))
    assert client.post(f"/admin/groups/edit/{own.pk}/", data).status_code == 302
    own.refresh_from_db()
    assert (own.name, list(own.permissions.all())) == ("Фотографы города", [permission])
    client.post(f"/admin/groups/delete/{own.pk}/")
    assert list(Group.objects.filter(pk=own.pk)) == []


def test_the_list_shows_roles_first_with_what_they_may() -> None:
    Group.objects.create(name="Авторы")
    page = signed_in(a_user(ADMINISTRATORS)).get("/admin/groups/")
    assert [group.name for group in page.context["object_list"]] == [*ROLES, "Авторы"]
    text = page.content.decode()
    assert "Менеджер города" in text
    assert "Своя группа" in text
    assert "City managers" not in text


@pytest.mark.parametrize("role", [MODERATORS, SUPPORT])
def test_groups_are_for_administrators(role: str) -> None:
    client = signed_in(a_user(role))
    group = Group.objects.get(name=EDITORS)
    for address in ("/admin/groups/", f"/admin/groups/edit/{group.pk}/"):
        assert client.get(address).url == "/admin/"
