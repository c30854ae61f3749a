"""The admin of accounts: only superusers touch superusers."""

from typing import Any

from django.core.exceptions import PermissionDenied
from wagtail.users.views import users as wagtail_views

from accounts.models import User
from accounts.user_forms import StaffCreationForm, StaffEditForm


def may_change_account(by: Any, account: User) -> bool:
    """Tell whether a person may change an account, as far as superusers are concerned."""
    return bool(by.is_superuser) or not account.is_superuser


class CreateView(wagtail_views.CreateView):
    """A new account."""

    def get_form_kwargs(self) -> dict[str, Any]:
        """Tell the form who asks."""
        return {**super().get_form_kwargs(), "is_by_superuser": self.request.user.is_superuser}


class EditView(wagtail_views.EditView):
    """An existing account."""

    def get_object(self, *args: Any, **kwargs: Any) -> User:
        """Return the account; raises ``PermissionDenied`` for a superuser's."""
        account: User = super().get_object(*args, **kwargs)
        if not may_change_account(self.request.user, account):
            raise PermissionDenied
        return account

    def get_form_kwargs(self) -> dict[str, Any]:
        """Tell the form who asks."""
        return {**super().get_form_kwargs(), "is_by_superuser": self.request.user.is_superuser}


class UserViewSet(wagtail_views.UserViewSet):
    """Wagtail's views of accounts without the way up."""

    add_view_class = CreateView
    edit_view_class = EditView

    def get_form_class(self, for_update: bool = False) -> type[StaffCreationForm | StaffEditForm]:  # noqa: FBT001, FBT002 - Wagtail's signature
        """Return the form of a new, or of an existing account."""
        return StaffEditForm if for_update else StaffCreationForm
