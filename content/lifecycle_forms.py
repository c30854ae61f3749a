"""What somebody fills in to put an entry away."""

from django import forms
from django.utils.translation import gettext_lazy as _

_REASON_LENGTH = 500


class ArchiveForm(forms.Form):
    """A reason helps, but an archived entry is easily found again."""

    reason = forms.CharField(
        label=_("Причина"),
        required=False,
        max_length=_REASON_LENGTH,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Необязательно. Её увидят в журнале изменений."),
    )


class DeletionForm(forms.Form):
    """Whoever deletes says why."""

    reason = forms.CharField(
        label=_("Причина"),
        max_length=_REASON_LENGTH,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Например: «Дубликат», «Событие не состоится». Её увидят коллеги в корзине."),
        error_messages={"required": _("Напишите причину: её увидят коллеги в корзине.")},
    )
