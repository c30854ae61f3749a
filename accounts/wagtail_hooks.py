"""What accounts change in Wagtail's admin."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils import timezone
from wagtail import hooks

from accounts.models import User
from accounts.staff_audit import record_rights, rights_of
from accounts.user_views import may_change_account


@hooks.register("before_bulk_action")
def leave_superusers_alone(
    request: HttpRequest, action_type: str, objects: Sequence[Any], action_class_instance: Any
) -> None:
    """Refuse every bulk action on accounts that has a superuser among them; raises ``PermissionDenied``."""
    if any(isinstance(row, User) and not may_change_account(request.user, row) for row in objects):
        raise PermissionDenied


@hooks.register("before_bulk_action", order=50)
def remember_rights(request: HttpRequest, action_type: str, objects: Sequence[Any], action_class_instance: Any) -> None:
    """Note what the accounts of a bulk action may do before it."""
    action_class_instance.rights_before = [(row, rights_of(row)) for row in objects if isinstance(row, User)]


@hooks.register("after_bulk_action")
def record_changed_rights(
    request: HttpRequest, action_type: str, objects: Sequence[Any], action_class_instance: Any
) -> None:
    """Record what the accounts of a bulk action may do after it."""
    for account, before in getattr(action_class_instance, "rights_before", []):
        record_rights(account, before=before, by=request.user, now=timezone.now())  # type: ignore[arg-type]  # signed in
