"""Accounts."""

from itertools import count

from django.contrib.auth.models import Group

from accounts.models import User

_numbers = count(1)


def a_user(*roles: str, email: str = "", password: str | None = None, is_superuser: bool = False) -> User:
    """Create an account in the groups named by ``roles`` (see ``accounts.roles``)."""
    user = User.objects.create_user(
        email or f"person{next(_numbers)}@example.org", password, is_superuser=is_superuser, is_staff=is_superuser
    )
    user.groups.set([Group.objects.get_or_create(name=role)[0] for role in roles])
    return user
