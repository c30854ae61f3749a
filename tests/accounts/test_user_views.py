from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from accounts.models import User
from accounts.roles import ADMINISTRATORS, EDITORS
from tests.factories import a_user
from tests.factories.admin import signed_in

pytestmark = pytest.mark.django_db
NAMES = {"first_name": "Айша", "last_name": "Ким"}
QUERIES_OF_THE_LIST = 14
PASSWORD = "Kuyrdak-2026-strong"


def facts() -> list[Any]:
    return list(User.objects.order_by("pk").values("pk", "email", "is_superuser", "is_active", "password", "groups"))


def test_administrators_make_accounts_but_no_superusers() -> None:
    client = signed_in(a_user(ADMINISTRATORS))
    page = client.get("/admin/users/new/")
    assert "is_superuser" not in page.context["form"].fields
    data = {"email": "new@example.org", **NAMES, "password1": PASSWORD, "password2": PASSWORD, "is_superuser": "on"}
    client.post("/admin/users/new/", data)
    assert User.objects.get(email="new@example.org").is_superuser is False


def test_administrators_do_not_promote_anybody() -> None:
    editor, administrator = a_user(EDITORS), a_user(ADMINISTRATORS)
    client = signed_in(administrator)
    for account in (editor, administrator):
        data = {"email": account.email, **NAMES, "is_active": "on", "is_superuser": "on"}
        client.post(f"/admin/users/edit/{account.pk}/", data)
        account.refresh_from_db()
        assert (account.first_name, account.is_superuser) == ("Айша", False)


def test_superusers_do() -> None:
    editor = a_user(EDITORS)
    client = signed_in(a_user(is_superuser=True))
    data = {"email": editor.email, **NAMES, "is_active": "on", "is_superuser": "on"}
    client.post(f"/admin/users/edit/{editor.pk}/", data)
    editor.refresh_from_db()
    assert editor.is_superuser is True


def test_an_administrator_does_not_touch_a_superuser() -> None:
    root = a_user(is_superuser=True)
    client = signed_in(a_user(ADMINISTRATORS))
    before = facts()
    data = {"email": "taken@example.org", **NAMES, "password1": PASSWORD, "password2": PASSWORD, "is_active": "on"}
    for name in ("edit", "delete"):
        response = client.post(f"/admin/users/{name}/{root.pk}/", data)
        assert (response.status_code, response.url) == (302, "/admin/")
    assert client.get(f"/admin/users/edit/{root.pk}/").status_code == 302
    assert facts() == before


@pytest.mark.parametrize("action", ["set_active_state", "assign_role", "delete"])
def test_bulk_actions_leave_superusers_alone(action: str) -> None:
    root, editor = a_user(is_superuser=True), a_user(EDITORS)
    client = signed_in(a_user(ADMINISTRATORS))
    address = reverse("wagtail_bulk_action", args=("accounts", "user", action))
    data = {"mark_as_active": "False", "role": Group.objects.get(name=ADMINISTRATORS).pk}
    before = User.objects.filter(pk=root.pk).values("is_active", "groups").get()
    client.post(f"{address}?id={root.pk}&id={editor.pk}", data)
    assert User.objects.filter(pk=root.pk).values("is_active", "groups").get() == before
    unchanged = User.objects.get(pk=editor.pk) if action != "delete" else None
    client.post(f"{address}?id={editor.pk}", data)
    changed = User.objects.filter(pk=editor.pk, is_active=True).exclude(groups__name=ADMINISTRATORS).exists()
    assert (unchanged is None or unchanged.is_active, changed) == (True, False)


def test_the_form_names_roles_in_the_readers_language_and_says_what_they_may() -> None:
    page = signed_in(a_user(ADMINISTRATORS)).get("/admin/users/new/").content.decode()
    assert "Менеджер города" in page
    assert "Сам не публикует." in page
    assert "City managers" not in page


@pytest.mark.parametrize("many", [1, 3, 9])
def test_the_list_shows_roles_in_a_fixed_number_of_queries(many: int, django_assert_num_queries: Any) -> None:
    for _number in range(many):
        a_user(EDITORS, ADMINISTRATORS)
    client = signed_in(a_user(ADMINISTRATORS))
    client.get("/admin/users/")
    with django_assert_num_queries(QUERIES_OF_THE_LIST):
        page = client.get("/admin/users/").content.decode()
    assert "Редактор, Администратор" in page


def test_an_account_is_not_copied() -> None:
    client = signed_in(a_user(is_superuser=True))
    assert client.get(f"/admin/users/copy/{a_user(EDITORS).pk}/").status_code == 404
