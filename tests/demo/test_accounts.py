import json
from pathlib import Path

import pytest
from django.contrib.auth.models import Group

from accounts.models import User
from accounts.roles import ROLES
from demo.accounts import ensure_accounts

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _roles() -> None:
    for role in ROLES:
        Group.objects.get_or_create(name=role)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "var" / "demo_accounts.json"


def passwords(path: Path) -> dict[str, str]:
    return {row["email"]: row["password"] for row in json.loads(path.read_text())}


def test_accounts_have_their_roles_and_the_passwords_of_the_file(path: Path) -> None:
    ensure_accounts(path=path)
    rows = json.loads(path.read_text())
    assert [(row["email"], row["role"]) for row in rows] == [
        ("admin@demo.local", "Administrators"),
        ("editor@demo.local", "Editors"),
        ("senior@demo.local", "Senior editors"),
        ("moderator@demo.local", "Moderators"),
        ("manager@demo.local", "City managers"),
        ("support@demo.local", "Support"),
    ]
    for row in rows:
        user = User.objects.get(email=row["email"])
        assert user.check_password(row["password"])
        assert list(user.groups.values_list("name", flat=True)) == [row["role"]]
        assert len(row["password"]) == 16
    assert list(User.objects.filter(is_superuser=True).values_list("email", flat=True)) == ["admin@demo.local"]
    assert len({row["password"] for row in rows}) == 6


def test_only_the_owner_may_read_the_file(path: Path) -> None:
    ensure_accounts(path=path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(path.parent.iterdir()) == [path]


def test_a_second_call_changes_nothing(path: Path) -> None:
    ensure_accounts(path=path)
    before = (
        path.read_bytes(),
        path.stat().st_mtime_ns,
        list(User.objects.order_by("pk").values_list("pk", "password")),
    )
    ensure_accounts(path=path)
    after = (
        path.read_bytes(),
        path.stat().st_mtime_ns,
        list(User.objects.order_by("pk").values_list("pk", "password")),
    )
    assert after == before


def test_a_new_database_gets_the_kept_passwords(path: Path) -> None:
    ensure_accounts(path=path)
    kept = passwords(path)
    User.objects.all().delete()
    ensure_accounts(path=path)
    assert passwords(path) == kept
    assert User.objects.get(email="editor@demo.local").check_password(kept["editor@demo.local"])


@pytest.mark.parametrize("content", [None, "", "not json", "{}", "[1, 2]", '[{"email": "admin@demo.local"}]'])
def test_a_lost_or_broken_file_is_made_anew(path: Path, content: str | None) -> None:
    ensure_accounts(path=path)
    lost = passwords(path)
    path.unlink()
    if content is not None:
        path.write_text(content)
    ensure_accounts(path=path)
    found = passwords(path)
    assert found.keys() == lost.keys()
    assert set(found.values()) & set(lost.values()) == set()
    assert all(User.objects.get(email=email).check_password(word) for email, word in found.items())
    assert User.objects.count() == 6


def test_what_the_file_lacks_is_added_and_the_rest_kept(path: Path) -> None:
    ensure_accounts(path=path)
    rows = json.loads(path.read_text())
    path.write_text(json.dumps(rows[:2]))
    ensure_accounts(path=path)
    assert list(passwords(path).values())[:2] == [row["password"] for row in rows[:2]]
    assert passwords(path)["moderator@demo.local"] != rows[3]["password"]


def test_without_roles_nobody_is_created(path: Path) -> None:
    Group.objects.all().delete()
    with pytest.raises(Group.DoesNotExist):
        ensure_accounts(path=path)
    assert User.objects.count() == 0
    assert not path.exists()
