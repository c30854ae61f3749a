"""The admin of accounts: only superusers touch superusers."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BaseColumn, Column
from wagtail.users.views import users as wagtail_views

from accounts.models import User
from accounts.roles import ROLES
from accounts.staff_audit import record_account, record_rights, rights_of
from accounts.user_forms import StaffCreationForm, StaffEditForm
from delivery.enums import AuditAction


def may_change_account(by: Any, account: User) -> bool:
    """Tell whether a person may change an account, as far as superusers are concerned."""
    return bool(by.is_superuser) or not account.is_superuser


def roles_text(user: User) -> str:
    """Return the roles and groups of a person, in words; superusers may do everything whatever their roles."""
    if user.is_superuser:
        return str(_("Суперпользователь"))
    order = {name: place for place, name in enumerate(ROLES)}
    groups = sorted(user.groups.all(), key=lambda group: (order.get(group.name, len(order)), group.name))
    return ", ".join(map(str, groups)) or "—"


class IndexView(wagtail_views.IndexView):
    """The list of accounts."""

    @cached_property
    def columns(self) -> list[BaseColumn]:
        """Show roles in the place of Wagtail's note on superusers, and the address under its name."""
        columns = []
        for column in super().columns:
            if column.name == "is_superuser":
                shown = Column("roles", label=_("Роли"), accessor=roles_text, width="22%")
            elif column.name == self.model.USERNAME_FIELD:
                shown = Column(column.name, label=_("Почта"), accessor="email", sort_key="email", width="20%")
            else:
                shown = column
            columns.append(shown)
        return columns

    def get_base_queryset(self) -> QuerySet[User]:
        """Read the roles of all rows at once."""
        return super().get_base_queryset().prefetch_related("groups")


class CreateView(wagtail_views.CreateView):
    """A new account."""

    def save_instance(self) -> User:
        """Store the account and record what it may do."""
        account: User = super().save_instance()
        record_rights(account, before={}, by=self.request.user, now=timezone.now())
        return account

    def get_form_kwargs(self) -> dict[str, Any]:
        """Tell the form who asks."""
        return {**super().get_form_kwargs(), "is_by_superuser": self.request.user.is_superuser}


class EditView(wagtail_views.EditView):
    """An existing account."""

    def save_instance(self) -> User:
        """Store the account and record what it may do now."""
        before = rights_of(self.object)
        account: User = super().save_instance()
        record_rights(account, before=before, by=self.request.user, now=timezone.now())
        return account

    def get_object(self, *args: Any, **kwargs: Any) -> User:
        """Return the account; raises ``PermissionDenied`` for a superuser's."""
        account: User = super().get_object(*args, **kwargs)
        if not may_change_account(self.request.user, account):
            raise PermissionDenied
        return account

    def get_form_kwargs(self) -> dict[str, Any]:
        """Tell the form who asks."""
        return {**super().get_form_kwargs(), "is_by_superuser": self.request.user.is_superuser}


class DeleteView(wagtail_views.DeleteView):
    """The question before an account is removed."""

    def delete_action(self) -> None:
        """Remove the account and record that it may do nothing any more."""
        before = rights_of(self.object)
        record_account(
            self.object, action=AuditAction.ROLES, by=self.request.user, now=timezone.now(), before=before, after={}
        )
        super().delete_action()


class UserViewSet(wagtail_views.UserViewSet):
    """Wagtail's views of accounts without the way up."""

    # A copy would be a second account of the same person.
    copy_view_enabled = False
    index_view_class = IndexView
    add_view_class = CreateView
    edit_view_class = EditView
    delete_view_class = DeleteView

    def get_form_class(self, for_update: bool = False) -> type[StaffCreationForm | StaffEditForm]:  # noqa: FBT001, FBT002 - Wagtail's signature
        """Return the form of a new, or of an existing account."""
        return StaffEditForm if for_update else StaffCreationForm
