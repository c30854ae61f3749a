import pytest
from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accounts.models import User
from tests.factories import a_user

pytestmark = pytest.mark.django_db


def test_an_account_signs_in_by_its_address_in_any_case() -> None:
    user = a_user(email="Dana@Example.org", password="длинный пароль")
    assert user.email == "Dana@example.org"
    for typed in ("dana@example.org", " DANA@EXAMPLE.ORG "):
        assert authenticate(username=typed, password="длинный пароль") == user
    assert authenticate(username="dana@example.org", password="другой") is None
    assert authenticate(username="", password="") is None


def test_one_address_is_one_account_whatever_its_case() -> None:
    a_user(email="dana@example.org")
    with pytest.raises(IntegrityError), transaction.atomic():
        a_user(email="DANA@example.org")
    with pytest.raises(ValidationError):
        User(email="Dana@Example.org", password="x").full_clean()
    assert User.objects.count() == 1


def test_an_account_needs_an_address() -> None:
    with pytest.raises(ValueError, match="address"):
        User.objects.create_user("")
    assert User.objects.count() == 0


def test_without_a_password_nobody_signs_in() -> None:
    user = a_user(email="dana@example.org")
    assert (user.has_usable_password(), authenticate(username=user.email, password="")) == (False, None)


def test_a_superuser_may_everything_and_an_account_has_a_name() -> None:
    root = User.objects.create_superuser("root@example.org", "пароль")
    assert (root.is_superuser, root.is_staff, root.has_perm("events.publish_event")) == (True, True, True)
    assert str(root) == "root@example.org"
    root.first_name, root.last_name = "Айгуль", "Сатпаева"
    assert str(root) == "Айгуль Сатпаева"
