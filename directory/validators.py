"""Validators of contacts."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from language.phones import is_e164

validate_instagram = RegexValidator(
    r"^@?[A-Za-z0-9._]{1,30}$", _("Имя в Instagram, например @aroma, или ссылка на страницу."), code="instagram"
)
validate_telegram = RegexValidator(
    r"^[A-Za-z][A-Za-z0-9_]{3,31}$", _("Имя в Telegram, например @aroma_zhez, или ссылка t.me."), code="telegram"
)
PHONE_MESSAGE = _("Такого номера нет. Пример: 8 (7102) 12-34-56 или +7 701 234 56 78.")


def validate_phone(value: str) -> None:
    """Accept telephone numbers in E.164; raises ``ValidationError``."""
    if not is_e164(value):
        raise ValidationError(PHONE_MESSAGE, code="phone")
