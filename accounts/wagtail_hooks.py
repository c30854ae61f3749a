"""What accounts change in Wagtail's admin."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from wagtail import hooks

from accounts.models import User
from accounts.user_views import may_change_account


@hooks.register("before_bulk_action")
def leave_superusers_alone(
    request: HttpRequest, action_type: str, objects: Sequence[Any], action_class_instance: Any
) -> None:
    """Refuse every bulk action on accounts that has a superuser among them; raises ``PermissionDenied``."""
    if any(isinstance(row, User) and not may_change_account(request.user, row) for row in objects):
        raise PermissionDenied
