"""The forms of accounts in the admin; Wagtail's own let every administrator make superusers."""

from typing import Any

from django.contrib.auth.models import Group
from django.utils.html import format_html
from wagtail.users.forms import UserCreationForm, UserEditForm

from accounts.roles import ROLE_DESCRIPTIONS, in_order_of_roles


def _label(group: Group) -> str:
    description = ROLE_DESCRIPTIONS.get(group.name)
    if description is None:
        return str(group)
    return format_html('{} <span class="role-description">{}</span>', group, description)


class RolesMixin:
    """Says what each role may do, and keeps superusers to superusers."""

    fields: dict[str, Any]

    def __init__(self, *args: Any, is_by_superuser: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_by_superuser:
            self.fields.pop("is_superuser", None)
        groups = self.fields["groups"]
        groups.queryset = groups.queryset.order_by(in_order_of_roles(), "name", "pk")
        groups.label_from_instance = _label


class StaffCreationForm(RolesMixin, UserCreationForm):
    """A new account."""


class StaffEditForm(RolesMixin, UserEditForm):
    """An existing account."""
