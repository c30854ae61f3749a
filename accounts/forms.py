"""Forms of accounts."""

from math import ceil
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.auth import LoginForm as WagtailLoginForm

from accounts.login_limit import attempt_key, forget_failures, record_failure, time_to_wait


class LoginForm(WagtailLoginForm):
    """Wagtail's form in words that fit an e-mail address; too many wrong passwords have to wait."""

    error_messages = {
        **WagtailLoginForm.error_messages,
        "invalid_login": _("Почта или пароль не подходят. Проверьте и попробуйте ещё раз."),
        "too_many": _("Слишком много неудачных попыток. Попробуйте снова через %(minutes)d мин."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("Электронная почта")
        self.fields["username"].widget.attrs["placeholder"] = "name@example.kz"
        self.fields["password"].label = _("Пароль")
        self.fields["password"].widget.attrs["placeholder"] = ""

    def clean(self) -> dict[str, Any]:
        """Try the password, unless it was guessed wrong too often."""
        now = timezone.now()
        key = attempt_key(self.cleaned_data.get("username") or "", self.request)
        wait = time_to_wait(key, now=now)
        if wait:
            minutes = ceil(wait.total_seconds() / 60)
            raise ValidationError(self.error_messages["too_many"], code="too_many", params={"minutes": minutes})
        try:
            data: dict[str, Any] = super().clean()
        except ValidationError:
            record_failure(key, now=now)
            raise
        # An empty password is no attempt.
        if self.get_user() is not None:
            forget_failures(key)
        return data
