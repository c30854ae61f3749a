"""The task type of the workflow: a moderator decides on exactly what was seen."""

from typing import Any

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask, TaskState

from accounts.models import User
from content.city_access import limit_of, works_with
from content.models import Entry
from moderation.enums import DecisionAction
from moderation.errors import NotAllowedToDecide
from moderation.forms import ApprovalForm, ChangesForm
from moderation.rules import require_may_decide
from moderation.signals import decision_requested


class ModerationTask(AbstractGroupApprovalTask):
    """Members of the chosen groups decide, except on what they submitted themselves and outside their cities."""

    class Meta:
        verbose_name = _("проверка модератором")
        verbose_name_plural = _("проверки модератором")

    @classmethod
    def get_description(cls) -> str:
        """Return what the list of task types says."""
        return gettext("Участники выбранных групп одобряют запись или просят правки; своё никто не одобряет.")

    def on_action(self, task_state: TaskState, user: User, action_name: str, **kwargs: Any) -> None:
        """Ask for the decision; raises whatever ``operations.decide`` raises."""
        decision_requested.send(
            sender=type(self),
            task_state=task_state,
            action=action_name,
            by=user,
            seen_revision_id=kwargs.get("seen_revision_id"),
            seen_hash=kwargs.get("seen_hash") or "",
            comment=kwargs.get("comment") or "",
        )

    def get_actions(self, obj: Entry, user: User) -> list[tuple[str, Any, bool]]:
        """Return (name, label, whether it opens a dialog) of what ``user`` may do with an entry under review."""
        task_state = obj.current_workflow_task_state
        if task_state is None:
            return []
        try:
            self.require_may_decide(task_state=task_state, entry=obj, by=user)
        except NotAllowedToDecide:
            return []
        return [
            (DecisionAction.REQUEST_CHANGES.value, _("Запросить правки"), True),
            (DecisionAction.APPROVE.value, _("Одобрить"), False),
            (DecisionAction.APPROVE.value, _("Одобрить с комментарием"), True),
        ]

    def require_may_decide(self, *, task_state: TaskState, entry: Entry, by: User) -> None:
        """Raise ``NotAllowedToDecide`` unless ``by`` may decide; ``entry`` is the content to be decided on."""
        row_city_id = type(entry)._default_manager.values_list("city_id", flat=True).get(pk=entry.pk)
        require_may_decide(
            by_id=by.pk,
            is_moderator=by.is_active and (by.is_superuser or self._user_in_groups(by)),
            submitter_ids={task_state.workflow_state.requested_by_id, task_state.revision.user_id},
            assigned_city_ids=limit_of(by),
            # What was submitted counts as well: a later draft may have moved the entry to another city.
            entry_city_ids={row_city_id, entry.city_id, task_state.revision.content["city"]},
        )

    def user_can_access_editor(self, obj: Entry, user: User) -> bool:
        """Let moderators open what is under review in their cities."""
        return works_with(user, obj) and super().user_can_access_editor(obj, user)

    def get_form_for_action(self, action: str) -> type[ApprovalForm]:
        """Return the form of the dialog."""
        return ChangesForm if action == DecisionAction.REQUEST_CHANGES else ApprovalForm

    def get_task_states_user_can_moderate(self, user: User, **kwargs: Any) -> models.QuerySet[TaskState]:
        """Return the waiting items of the moderator's cities, except what the moderator submitted."""
        states = super().get_task_states_user_can_moderate(user, **kwargs)
        others = states.exclude(workflow_state__requested_by=user).exclude(revision__user=user)
        if cities := limit_of(user):
            return others.filter(revision__in_city__city__in=cities)
        return others
