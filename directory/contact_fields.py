"""Form fields of contacts: people type them as they are used to, the stored form is one."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from directory.contacts import instagram_name, telegram_name
from directory.models.business import MAX_PHONES
from directory.validators import PHONE_MESSAGE
from language import phones


def _parsed(typed: str) -> str:
    """Return a typed number in E.164; raises ``ValidationError``."""
    try:
        return phones.e164(typed)
    except phones.PhoneError as error:
        if error.lacks_area_code:
            text = _("Не хватает кода города или оператора. Пример: 8 (7102) 12-34-56.")
            raise ValidationError(text, code="area_code") from error
        raise ValidationError(str(PHONE_MESSAGE), code="phone") from error


class PhoneField(forms.CharField):
    """One telephone number; "" without any."""

    widget = forms.TextInput(attrs={"type": "tel", "autocomplete": "off", "placeholder": "8 (7102) 12-34-56"})

    def prepare_value(self, value: Any) -> Any:
        """Show a stored number as people read it, and what was typed as it was typed."""
        return phones.shown(value) if isinstance(value, str) and phones.is_e164(value) else value

    def clean(self, value: Any) -> str:
        """Return the number in E.164; raises ``ValidationError``."""
        typed = (value or "").strip()
        return _parsed(typed) if typed else ""

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare numbers, not ways of writing them."""
        return _same(data) != (initial or "")


class PhonesWidget(forms.Widget):
    """A row per number; JavaScript shows one empty row at a time."""

    use_fieldset = True

    class Media:
        css = {"all": ("directory/phones.css",)}
        js = ("directory/phones.js",)

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> list[str]:
        """Return what was typed into the rows, empty ones included."""
        return [data.get(f"{name}-{number}", "").strip() for number in range(MAX_PHONES)]

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        """Tell whether the form did not have the widget at all."""
        return f"{name}-0" not in data

    def id_for_label(self, id_: str) -> str:
        """Return no id: the label names the whole group."""
        return ""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """Return the rows: numbers, then empty ones."""
        numbers = [phones.shown(number) if phones.is_e164(number) else number for number in value or [] if number]
        rows = [*numbers, *[""] * (MAX_PHONES - len(numbers))][:MAX_PHONES]
        return render_to_string("directory/phones.html", {"name": name, "rows": rows, "attrs": attrs or {}})


class PhonesField(forms.Field):
    """Up to five telephone numbers; the first one is the main one."""

    widget = PhonesWidget

    def clean(self, value: Any) -> list[str]:
        """Return the numbers in E.164 without repetitions; raises ``ValidationError`` naming the number."""
        found: list[str] = []
        problems: list[ValidationError] = []
        for typed in filter(None, value or []):
            try:
                found.append(_parsed(typed))
            except ValidationError as error:
                problems.append(ValidationError(f"{typed}: {error.messages[0]}", code=error.code))
        if problems:
            raise ValidationError(problems)
        return list(dict.fromkeys(found))

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare numbers, not ways of writing them."""
        return [_same(typed) for typed in data or [] if typed] != list(initial or [])


class InstagramField(forms.CharField):
    """A name in Instagram, or the address of its page."""

    def to_python(self, value: Any) -> str:
        """Return the name."""
        return instagram_name(super().to_python(value) or "")


class TelegramField(forms.CharField):
    """A name in Telegram, or its address."""

    def to_python(self, value: Any) -> str:
        """Return the name without "@"."""
        return telegram_name(super().to_python(value) or "")


def _same(typed: Any) -> str:
    try:
        return phones.e164(typed) if typed else ""
    except phones.PhoneError:
        return str(typed)
