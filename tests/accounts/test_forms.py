import pytest
from django.test import Client

from accounts.roles import EDITORS
from tests.factories import a_user

pytestmark = pytest.mark.django_db


def test_staff_sign_in_by_mail_address() -> None:
    a_user(EDITORS, email="dana@example.org", password="длинный пароль")
    client = Client()
    response = client.post("/admin/login/", {"username": "DANA@example.org", "password": "длинный пароль"})
    assert (response.status_code, response.url) == (302, "/admin/")
    assert client.get("/admin/").status_code == 200


@pytest.mark.parametrize(("email", "password"), [("dana@example.org", "нет"), ("кто@то", "x"), ("", "")])
def test_wrong_words_are_refused_in_russian(email: str, password: str) -> None:
    a_user(EDITORS, email="dana@example.org", password="длинный пароль")
    client = Client()
    response = client.post("/admin/login/", {"username": email, "password": password})
    assert response.status_code == 200
    if email:
        assert "Почта или пароль не подходят." in response.content.decode()
    assert "_auth_user_id" not in client.session


def test_an_account_without_a_role_does_not_enter() -> None:
    a_user(email="dana@example.org", password="длинный пароль")
    client = Client()
    client.post("/admin/login/", {"username": "dana@example.org", "password": "длинный пароль"})
    assert client.get("/admin/").status_code == 302
