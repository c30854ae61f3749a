"""Putting many entries away at once, or bringing them back; each goes down the same road as one alone."""

from collections.abc import Callable
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy
from wagtail.actions.delete import DeleteAction

from content.bulk.action import BulkForm, EntryBulkAction
from content.bulk.report import Line
from content.lifecycle import archive, delete, unarchive
from content.lifecycle_forms import ArchiveForm, DeletionForm
from content.models import Entry


class BulkArchiveForm(BulkForm):
    """A reason for all of them, if there is one."""

    reason = ArchiveForm.base_fields["reason"]


class BulkDeletionForm(BulkForm):
    """One reason for all of them."""

    reason = DeletionForm.base_fields["reason"]


class _PuttingAway(EntryBulkAction):
    """One operation for each entry, with the reason that the form asks for."""

    limit = 200
    is_serious = True
    operation: ClassVar[Callable[..., None]]
    done: ClassVar[Any]

    def step(self, entry: Entry) -> str:
        """Put one entry away, or bring it back; whether this person may is asked for each."""
        type(self).operation(entry, by=self.request.user, now=timezone.now(), **self.cleaned_form.cleaned_data)
        return str(self.done)


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
    operation = staticmethod(archive)
    done = gettext_lazy("Теперь в архиве.")


class BulkUnarchive(_PuttingAway):
    """Out of the archive, where the filter of the list shows it."""

    display_name = gettext_lazy("Вернуть из архива")
    aria_label = gettext_lazy("Вернуть выбранные записи из архива")
    action_type = "unarchive"
    action_priority = 5
    icon_name = "undo"
    is_serious = False
    is_for_used = False
    is_for_archived = True
    question = gettext_lazy("Вернуть эти записи из архива?")
    explanation = gettext_lazy("Они снова станут черновиками. На сайт они сами не вернутся.")
    button = gettext_lazy("Вернуть из архива")
    operation = staticmethod(unarchive)
    done = gettext_lazy("Снова в работе: это черновик.")


class BulkDeletion(_PuttingAway):
    """Into the bin."""

    display_name = gettext_lazy("Удалить")
    aria_label = gettext_lazy("Удалить выбранные записи")
    action_type = "delete"
    action_priority = 85
    icon_name = "bin"
    is_for_archived = True
    form_class: type[forms.Form] = BulkDeletionForm
    question = gettext_lazy("Удалить эти записи?")
    explanation = gettext_lazy(
        "Записи уйдут с сайта и из всех списков. 30 дней их можно восстановить из корзины, потом они исчезнут навсегда."
    )
    button = gettext_lazy("Удалить")
    operation = staticmethod(delete)
    done = gettext_lazy("Теперь в корзине.")

    def address_of(self, line: Line) -> str:
        """Return the bin for what is there now."""
        return reverse("content_bin") if line.is_done else super().address_of(line)


class RefusedDeletion(DeleteAction):
    """Stands in the place of Wagtail's deletion: entries are deleted by ``content.lifecycle`` only."""

    def execute(self, skip_permission_checks: bool = False) -> None:  # noqa: FBT001, FBT002 - Wagtail's signature
        """Refuse."""
        raise PermissionDenied


PUTTING_AWAY: tuple[type[EntryBulkAction], ...] = (BulkArchive, BulkUnarchive, BulkDeletion)
