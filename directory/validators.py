"""Validators of contacts."""

from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

validate_phone = RegexValidator(
    r"^\+[1-9]\d{7,14}$", _("Номер в международном виде, без пробелов: +77102123456."), code="phone"
)
validate_instagram = RegexValidator(
    r"^@?[A-Za-z0-9._]{1,30}$", _("Имя в Instagram без адреса сайта, например @aroma."), code="instagram"
)
