"""The forms of accounts in the admin; Wagtail's own let every administrator make superusers."""

from typing import Any

from wagtail.users.forms import UserCreationForm, UserEditForm


class StaffCreationForm(UserCreationForm):
    """A new account."""

    def __init__(self, *args: Any, is_by_superuser: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_by_superuser:
            self.fields.pop("is_superuser", None)


class StaffEditForm(UserEditForm):
    """An existing account."""

    def __init__(self, *args: Any, is_by_superuser: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_by_superuser:
            self.fields.pop("is_superuser", None)
