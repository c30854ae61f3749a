"""The upload form of the admin."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from content.city_access import cities_for
from content.columns import localised_label
from content.importing.encodings import MAX_BYTES
from content.importing.formats import guess_kind
from content.models import City
from content.models.importing import ImportKind

AUTOMATIC = ""


class ImportForm(forms.Form):
    """What an editor says about a file.

    A cleaned form holds ``payload`` (bytes), ``kind`` (never automatic) and ``source`` (the file's name by default).
    """

    file = forms.FileField(
        label=gettext_lazy("Файл"),
        help_text=gettext_lazy("Календарь .ics, веб-страница или JSON с разметкой schema.org, таблица CSV. До 20 МБ."),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Формат"),
        required=False,
        choices=[(AUTOMATIC, gettext_lazy("определить по файлу")), *ImportKind.choices],
    )
    city = forms.ModelChoiceField(label=gettext_lazy("Город"), queryset=City.objects.none())
    source = forms.CharField(
        label=gettext_lazy("Источник"),
        required=False,
        max_length=200,
        help_text=gettext_lazy(
            "Под этим названием импорт узнаёт свои записи в следующий раз. Если пусто — название файла."
        ),
    )
    is_publishing = forms.BooleanField(
        label=gettext_lazy("Сразу публиковать готовые"),
        required=False,
        help_text=gettext_lazy("Публикуются только записи, у которых всё заполнено; остальные станут черновиками."),
    )

    def __init__(self, *args: Any, user: User, may_publish: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["city"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = cities_for(user).order_by("name_ru", "pk")
            field.initial = field.queryset.first()
            field.label_from_instance = localised_label  # type: ignore[method-assign, assignment]  # Django's way to name choices
        if not may_publish:
            del self.fields["is_publishing"]

    def clean_file(self) -> Any:
        """Refuse files over the limit before reading them."""
        file = self.cleaned_data["file"]
        if file.size is None or file.size > MAX_BYTES:
            raise ValidationError(_("Файл больше 20 МБ. Разделите его на части."))
        return file

    def clean(self) -> dict[str, Any]:
        """Read the file, recognise its kind and name its source."""
        data = super().clean() or self.cleaned_data
        file = data.get("file")
        if file is None:
            return data
        data["payload"] = file.read()
        data["file_name"] = file.name or ""
        data["kind"] = data.get("kind") or guess_kind(data["payload"], name=data["file_name"])
        if not data["kind"]:
            self.add_error("kind", _("Не удалось понять формат файла, выберите его сами."))
        data["source"] = data.get("source") or data["file_name"][:200]
        return data
