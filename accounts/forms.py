"""Forms of accounts."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.auth import LoginForm as WagtailLoginForm


class LoginForm(WagtailLoginForm):
    """Wagtail's form in words that fit an e-mail address."""

    error_messages = {
        **WagtailLoginForm.error_messages,
        "invalid_login": _("Почта или пароль не подходят. Проверьте и попробуйте ещё раз."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("Электронная почта")
        self.fields["username"].widget.attrs["placeholder"] = "name@example.kz"
        self.fields["password"].label = _("Пароль")
        self.fields["password"].widget.attrs["placeholder"] = ""
