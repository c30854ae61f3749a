"""What a moderator fills in with a decision."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ApprovalForm(forms.Form):
    """An approval, perhaps with a comment. What was seen comes from the page that showed it."""

    comment = forms.CharField(
        label=_("Комментарий"), required=False, max_length=2000, widget=forms.Textarea({"rows": 3})
    )
    seen_revision_id = forms.IntegerField(required=False, widget=forms.HiddenInput)
    seen_hash = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)


class ChangesForm(ApprovalForm):
    """A request for changes says what to change."""

    comment = forms.CharField(
        label=_("Что исправить"),
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("Автор увидит этот текст в письме и в истории записи."),
        error_messages={"required": _("Напишите, что нужно исправить.")},
    )
