"""Answers to the signals of tasks and workflows."""

from typing import Any

from django.db.models import QuerySet
from django.dispatch import Signal, receiver
from django.utils import timezone
from wagtail.admin.mail import GroupApprovalTaskStateSubmissionEmailNotifier
from wagtail.models import TaskState
from wagtail.signals import task_submitted

from accounts.models import User
from moderation.operations import decide
from moderation.querysets import moderators_of
from moderation.signals import decision_requested


@receiver(decision_requested)
def decide_as_requested(sender: type, signal: Signal, **request: Any) -> None:
    """Take the decision that a task was asked for."""
    decide(now=timezone.now(), **request)


class SubmissionNotifier(GroupApprovalTaskStateSubmissionEmailNotifier):
    """Writes to those moderators who may decide: of the entry's city, and not to the submitter."""

    def get_recipient_users(self, task_state: TaskState, **kwargs: Any) -> QuerySet[User]:
        """Return the moderators to write to."""
        submitters = {task_state.workflow_state.requested_by_id, task_state.revision.user_id}
        found = moderators_of(city_id=task_state.revision.content["city"], groups=task_state.task.specific.groups.all())
        return found.exclude(pk__in=submitters - {None})


def replace_notifiers() -> None:
    """Take the place of Wagtail's own message to reviewers: it connects later and leaves a taken place alone."""
    task_submitted.connect(
        SubmissionNotifier(),
        sender=TaskState,
        dispatch_uid="group_approval_task_submitted_email_notification",
        weak=False,
    )
