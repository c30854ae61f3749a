"""What a person has not finished."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.contrib.contenttypes.models import ContentType
from django.db.models import BigIntegerField, F
from django.db.models.functions import Cast
from django.utils.translation import gettext as _
from wagtail.models import WorkflowState

from accounts.models import User
from cms.dashboard.entries import edit_url, of_person
from content.editorial_state import EditorialState, with_editorial_state
from content.kinds import all_kinds

_ROWS: Final = 8


@dataclass(frozen=True, kw_only=True)
class OwnDraft:
    """An unfinished entry of the person who looks."""

    title: str
    kind: str
    state: EditorialState
    changed_at: datetime
    url: str


def own_drafts(user: User, *, now: datetime, limit: int = _ROWS) -> list[OwnDraft]:
    """Return what a person changed last and what is not public yet, newest first; one query per kind."""
    found: list[OwnDraft] = []
    for kind in all_kinds():
        # What a moderator sent back was saved last by the moderator, and waits for its submitter all the same.
        sent_back = WorkflowState.objects.filter(
            base_content_type=ContentType.objects.get_for_model(kind.model),
            requested_by=user,
            status=WorkflowState.STATUS_NEEDS_CHANGES,
        ).annotate(entry_pk=Cast("object_id", BigIntegerField()))
        unfinished = kind.model._default_manager.filter(latest_revision__user=user, has_unpublished_changes=True)
        mine = of_person(kind, user).filter(pk__in=unfinished.values("pk").union(sent_back.values("entry_pk")))
        rows = with_editorial_state(mine, now=now).exclude(editorial_state=EditorialState.EXPIRED)
        newest = rows.annotate(changed_at=F("latest_revision__created_at"), title=F("latest_revision__object_str"))
        found += [
            OwnDraft(
                title=title or _("Без названия"),
                kind=str(kind.model._meta.verbose_name),
                state=EditorialState(state),
                changed_at=changed_at,
                url=edit_url(kind, pk),
            )
            for pk, title, state, changed_at in newest.order_by("-changed_at", "-pk").values_list(
                "pk", "title", "editorial_state", "changed_at"
            )[:limit]
        ]
    return sorted(found, key=lambda draft: draft.changed_at, reverse=True)[:limit]
