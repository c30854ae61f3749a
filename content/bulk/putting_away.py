"""Putting many entries away at once; each goes down the same road as one alone."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.actions.delete import DeleteAction

from content.bulk.action import BulkForm, EntryBulkAction
from content.bulk.report import Report
from content.lifecycle import archive, delete
from content.lifecycle_forms import ArchiveForm, DeletionForm
from content.models import Entry


class BulkArchiveForm(BulkForm):
    """A reason for all of them, if there is one."""

    reason = ArchiveForm.base_fields["reason"]


class BulkDeletionForm(BulkForm):
    """One reason for all of them."""

    reason = DeletionForm.base_fields["reason"]


class _PuttingAway(EntryBulkAction):
    """Offered to whoever may change entries: each entry is asked for again."""

    permission = "change"
    limit = 200
    is_serious = True

    def report_context(self, report: Report) -> dict[str, Any]:
        """Lead from what was done to where it is now."""
        context = super().report_context(report)
        return {**context, "rows": [(line, self.address_of(line, address)) for line, address in context["rows"]]}

    def address_of(self, line: Any, edit_address: str) -> str:
        """Return where an entry of the report is found."""
        return edit_address


class BulkArchive(_PuttingAway):
    """Into the archive."""

    display_name = gettext_lazy("В архив")
    aria_label = gettext_lazy("Убрать выбранные записи в архив")
    action_type = "archive"
    action_priority = 80
    icon_name = "folder"
    form_class: type[forms.Form] = BulkArchiveForm
    question = gettext_lazy("Убрать эти записи в архив?")
    explanation = gettext_lazy("Они уйдут с сайта и из списков, но останутся целыми, и их можно вернуть.")
    button = gettext_lazy("Убрать в архив")

    def step(self, entry: Entry) -> str:
        """Archive one entry."""
        archive(entry, by=self.request.user, reason=self.cleaned_form.cleaned_data["reason"], now=timezone.now())
        return _("Теперь в архиве.")


class BulkDeletion(_PuttingAway):
    """Into the bin."""

    display_name = gettext_lazy("Удалить")
    aria_label = gettext_lazy("Удалить выбранные записи")
    action_type = "delete"
    action_priority = 85
    icon_name = "bin"
    form_class: type[forms.Form] = BulkDeletionForm
    question = gettext_lazy("Удалить эти записи?")
    explanation = gettext_lazy(
        "Записи уйдут с сайта и из всех списков. 30 дней их можно восстановить из корзины, потом они исчезнут навсегда."
    )
    button = gettext_lazy("Удалить")

    def step(self, entry: Entry) -> str:
        """Delete one entry."""
        delete(entry, by=self.request.user, reason=self.cleaned_form.cleaned_data["reason"], now=timezone.now())
        return _("Теперь в корзине.")

    def address_of(self, line: Any, edit_address: str) -> str:
        """Return the bin for what is there now."""
        return reverse("content_bin") if line.is_done else edit_address


class RefusedDeletion(DeleteAction):
    """Stands in the place of Wagtail's deletion: entries are deleted by ``content.lifecycle`` only."""

    def execute(self, skip_permission_checks: bool = False) -> None:  # noqa: FBT001, FBT002 - Wagtail's signature
        """Refuse."""
        raise PermissionDenied


PUTTING_AWAY: tuple[type[EntryBulkAction], ...] = (BulkArchive, BulkDeletion)
