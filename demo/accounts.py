"""The demo accounts: random passwords, generated once and kept in a file only its owner can read."""

import json
import os
import secrets
import string
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.contrib.auth.models import Group
from django.db import transaction

from accounts.models import User
from accounts.roles import ADMINISTRATORS, CITY_MANAGERS, EDITORS, MODERATORS, SENIOR_EDITORS, SUPPORT

# Without characters that look alike in a terminal.
_ALPHABET: Final = "".join(sorted(set(string.ascii_letters + string.digits) - set("0O1lI")))
_PASSWORD_LENGTH: Final = 16


@dataclass(frozen=True, kw_only=True, slots=True)
class DemoAccount:
    """An account of the demo; ``role`` is the name of its group, ``city`` the slug of the one it is limited to."""

    email: str
    first_name: str
    last_name: str
    role: str
    is_superuser: bool = False
    city: str = ""


ADMIN: Final = DemoAccount(
    email="admin@demo.local", first_name="Айгерим", last_name="Админ", role=ADMINISTRATORS, is_superuser=True
)
EDITOR: Final = DemoAccount(email="editor@demo.local", first_name="Ерлан", last_name="Редактор", role=EDITORS)
MODERATOR: Final = DemoAccount(
    email="moderator@demo.local", first_name="Мадина", last_name="Модератор", role=MODERATORS
)
SENIOR: Final = DemoAccount(email="senior@demo.local", first_name="Асель", last_name="Старшая", role=SENIOR_EDITORS)
MANAGER: Final = DemoAccount(
    email="manager@demo.local", first_name="Тимур", last_name="Менеджер", role=CITY_MANAGERS, city="jezkazgan"
)
SUPPORTER: Final = DemoAccount(email="support@demo.local", first_name="Динара", last_name="Поддержка", role=SUPPORT)
ACCOUNTS: Final = (ADMIN, EDITOR, SENIOR, MODERATOR, MANAGER, SUPPORTER)


@transaction.atomic
def ensure_accounts(*, path: Path) -> Mapping[str, User]:
    """Create the demo accounts and make the passwords in the file at ``path`` theirs; answers users by address.

    The file is a list of ``{email, password, role}``. What it lacks, or an unreadable file, is generated anew; an
    account whose password differs from the file's gets the file's. Running it again changes nothing. Raises
    ``Group.DoesNotExist`` where the roles have not been set up.
    """
    kept = _kept_passwords(path)
    passwords = {account.email: kept.get(account.email) or _new_password() for account in ACCOUNTS}
    users = {account.email: _ensure(account, passwords[account.email]) for account in ACCOUNTS}
    if passwords != kept:
        _keep(path, passwords)
    return users


def _ensure(account: DemoAccount, password: str) -> User:
    user = User.objects.filter(email__iexact=account.email).first()
    if user is None:
        user = User.objects.create_user(
            account.email,
            password,
            first_name=account.first_name,
            last_name=account.last_name,
            is_staff=account.is_superuser,
            is_superuser=account.is_superuser,
        )
        user.groups.add(Group.objects.get(name=account.role))
    elif not user.check_password(password):
        user.set_password(password)
        user.save(update_fields=["password"])
    return user


def _kept_passwords(path: Path) -> dict[str, str]:
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
        found = {str(row["email"]): row["password"] for row in rows}
    except (OSError, ValueError, TypeError, KeyError):
        return {}
    addresses = {account.email for account in ACCOUNTS}
    return {email: word for email, word in found.items() if email in addresses and isinstance(word, str) and word}


def _keep(path: Path, passwords: Mapping[str, str]) -> None:
    rows = [
        {"email": account.email, "password": passwords[account.email], "role": account.role} for account in ACCOUNTS
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".new")
    draft.unlink(missing_ok=True)
    # Created with these rights: widened first and narrowed later, it could be read in between.
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        json.dump(rows, file, ensure_ascii=False, indent=2)
        file.write("\n")
    draft.replace(path)


def _new_password() -> str:
    return "".join(secrets.choice(_ALPHABET) for _ in range(_PASSWORD_LENGTH))
