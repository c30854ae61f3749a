"""Decisions: the one road by which a review ends, in the admin, in scripts and elsewhere."""

from datetime import datetime
from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Revision, TaskState, WorkflowState

from accounts.models import User
from content.entry_audit import record_entry, record_revisions
from content.models import Entry
from content.operations import publish, require_complete
from content.whereabouts import require_in_use
from delivery.enums import AuditAction
from moderation.enums import DecisionAction
from moderation.errors import AlreadyDecided, CommentRequired, OutdatedView
from moderation.finishing import finishing_with
from moderation.models import ModerationTask
from moderation.queries import seen_version
from moderation.seen import Seen

_RECORDED_AS: Final = {
    DecisionAction.APPROVE.value: AuditAction.APPROVE,
    DecisionAction.REQUEST_CHANGES.value: AuditAction.REQUEST_CHANGES,
}


def require_unchanged(entry: Entry, *, seen: Seen) -> None:
    """Lock an entry until the end of the transaction and raise ``OutdatedView`` unless its latest revision was seen.

    An editor's page calls it before it saves the decider's own changes; the revision saved then stands directly on what
    was seen, and the decision carries that revision.
    """
    type(entry)._default_manager.select_for_update(no_key=True).values_list("pk").get(pk=entry.pk)
    if seen.revision_id is None or seen_version(entry) != seen:
        raise OutdatedView


def decide(
    *,
    task_state: TaskState,
    action: str,
    by: User,
    seen_revision_id: int | None,
    seen_hash: str,
    now: datetime,
    comment: str = "",
) -> WorkflowState:
    """Approve exactly the version that was seen, or ask for changes; answers the workflow state.

    ``action`` is a ``DecisionAction``; (``seen_revision_id``, ``seen_hash``) is what the moderator had on the screen.
    An approval publishes that revision, or schedules it when its go-live time is to come. Of two simultaneous
    decisions one wins. Raises ``OutdatedView`` or ``AlreadyDecided`` (both ``Conflict``), ``NotAllowedToDecide``,
    ``CommentRequired`` and ``content.errors.IncompleteEntry``; whatever it raises, nothing has changed.
    """
    with transaction.atomic():
        entry = _locked_entry(task_state)
        workflow_state, current = _locked_review(task_state)
        require_unchanged(entry, seen=Seen(revision_id=seen_revision_id, content_hash=seen_hash))
        revision = Revision.objects.get(pk=seen_revision_id)
        content = revision.as_object()
        require_in_use(entry)
        current.task.specific.require_may_decide(task_state=current, entry=content, by=by)
        # The history names the version decided on, which may be the moderator's own on top of the submitted one.
        current.revision = revision
        if action == DecisionAction.APPROVE:
            require_complete(content)
            with finishing_with(lambda: publish(entry, by=by, authorisation="approval", revision=revision)):
                current.approve(user=by, comment=comment)
        elif action == DecisionAction.REQUEST_CHANGES:
            if not comment.strip():
                raise CommentRequired
            current.reject(user=by, comment=comment)
        else:
            raise ValidationError(_("Такого решения нет: %(action)s."), params={"action": action})
        TaskState.objects.filter(pk=current.pk).update(finished_at=now)
        record_revisions(entry)
        record_entry(
            entry, action=_RECORDED_AS[action], by=by, now=now, reason=comment.strip(), revision_id=seen_revision_id
        )
        workflow_state.refresh_from_db()
    return workflow_state


def _locked_entry(task_state: TaskState) -> Entry:
    """Lock the entry first, as publishing does: two roads that lock in the same order cannot block each other."""
    state = task_state.workflow_state
    model = state.base_content_type.model_class()
    entry = model._default_manager.select_for_update(no_key=True).filter(pk=state.object_id).first()
    if entry is None:
        raise AlreadyDecided
    return entry


def _locked_review(task_state: TaskState) -> tuple[WorkflowState, TaskState]:
    """Lock the workflow state and read its task again; raises ``AlreadyDecided`` when it waits for nobody."""
    state = WorkflowState.objects.select_for_update().get(pk=task_state.workflow_state_id)
    current = TaskState.objects.get(pk=task_state.pk).specific
    is_open = (
        state.status == WorkflowState.STATUS_IN_PROGRESS
        and state.current_task_state_id == current.pk
        and current.status == TaskState.STATUS_IN_PROGRESS
        and isinstance(current.task.specific, ModerationTask)
    )
    if not is_open:
        raise AlreadyDecided
    current.workflow_state = state
    return state, current
