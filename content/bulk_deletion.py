"""Deleting many entries at once goes down the same road as deleting one."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.shortcuts import get_list_or_404
from django.utils import timezone
from django.utils.functional import classproperty
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.actions.delete import DeleteAction
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction

from content.kinds import all_kinds
from content.lifecycle import delete
from content.lifecycle_forms import DeletionForm
from content.models import Entry
from content.whereabouts import without_deleted


class RefusedDeletion(DeleteAction):
    """Stands in the place of Wagtail's deletion: entries are deleted by ``content.lifecycle`` only."""

    def execute(self, skip_permission_checks: bool = False) -> None:  # noqa: FBT001, FBT002 - Wagtail's signature
        """Refuse."""
        raise PermissionDenied


class EntryDeleteBulkAction(SnippetBulkAction):
    """Puts the chosen entries into the bin, for one reason."""

    display_name = gettext_lazy("Удалить")
    action_type = "delete"
    aria_label = gettext_lazy("Удалить выбранные записи")
    template_name = "content/lifecycle/bulk_delete.html"
    action_priority = 90
    classes = {"serious"}
    form_class = DeletionForm

    @classproperty
    def models(cls) -> list[type[Entry]]:  # noqa: N805 - a property of the class
        """Every kind of entries."""
        return [kind.model for kind in all_kinds()]

    @classmethod
    def get_queryset(cls, model: type[Entry], object_ids: Sequence[Any]) -> list[Entry]:
        """Return the chosen entries, without what is in the bin already."""
        chosen: QuerySet[Entry] = without_deleted(model._default_manager.filter(pk__in=object_ids))
        return get_list_or_404(chosen)

    def check_perm(self, entry: Entry) -> bool:
        """Tell whether this person may delete this entry."""
        allowed: bool = self.permission_policy.user_has_permission_for_instance(self.request.user, "delete", entry)
        return allowed

    def get_execution_context(self) -> dict[str, Any]:
        """Hand on who deletes and why."""
        reason = self.cleaned_form.cleaned_data["reason"]
        return {**super().get_execution_context(), "by": self.request.user, "reason": reason}

    @classmethod
    def execute_action(cls, objects: Sequence[Entry], **context: Any) -> tuple[int, int]:
        """Delete each entry by the operation."""
        for entry in objects:
            delete(entry, by=context["by"], reason=context["reason"], now=timezone.now())
        return len(objects), 0

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        """Say how many."""
        return _("Удалено записей: %(count)d. 30 дней их можно восстановить из корзины.") % {
            "count": num_parent_objects
        }
