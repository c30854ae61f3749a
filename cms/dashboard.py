"""The first page of the admin: what waits, what is mine, what is on the site."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from urllib.parse import urlencode

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Count, Exists, F, OuterRef, Q
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component
from wagtail.models import WorkflowState

from accounts.models import User
from content.columns import admin_language
from content.editorial_state import PUBLIC_STATES, EditorialState, with_editorial_state
from content.kinds import Kind, all_kinds, get_kind
from content.whereabouts import without_put_away
from moderation.queries import is_moderator, waiting_for

_ROWS: Final = 8
_COUNTED: Final = (
    EditorialState.IN_REVIEW,
    EditorialState.CHANGES_REQUESTED,
    EditorialState.SCHEDULED,
    EditorialState.DRAFT,
)


@dataclass(frozen=True, kw_only=True)
class KindCounts:
    """How many entries of a kind are public, and in the other states; each with its list."""

    label: str
    icon: str
    live: int
    live_url: str
    others: Sequence[tuple[str, int, str]]


@dataclass(frozen=True, kw_only=True)
class OwnDraft:
    """An unfinished entry of the person who looks."""

    title: str
    kind: str
    state: EditorialState
    changed_at: datetime
    url: str


def counts_of(kind: Kind, *, now: datetime) -> KindCounts:
    """Count the entries of a kind by state, in one query."""
    viewset = _viewset(kind)
    list_url = reverse(viewset.get_url_name("list"))
    states = with_editorial_state(without_put_away(kind.model._default_manager.all()), now=now)
    found = dict(states.order_by().values_list("editorial_state").annotate(Count("pk")))
    return KindCounts(
        label=str(viewset.menu_label),
        icon=viewset.icon,
        live=sum(found.get(state.value, 0) for state in PUBLIC_STATES),
        live_url=f"{list_url}?{urlencode([('editorial_state', state.value) for state in sorted(PUBLIC_STATES)])}",
        others=[
            (str(state.label), found[state.value], f"{list_url}?editorial_state={state.value}")
            for state in _COUNTED
            if found.get(state.value)
        ],
    )


def own_drafts(user: User, *, now: datetime, limit: int = _ROWS) -> list[OwnDraft]:
    """Return what a person changed last and what is not public yet, newest first; one query per kind."""
    found: list[OwnDraft] = []
    for kind in all_kinds():
        viewset = _viewset(kind)
        # What a moderator sent back was saved last by the moderator, and waits for its submitter all the same.
        sent_back = WorkflowState.objects.filter(
            base_content_type=ContentType.objects.get_for_model(kind.model),
            object_id=Cast(OuterRef("pk"), CharField()),
            requested_by=user,
            status=WorkflowState.STATUS_NEEDS_CHANGES,
        )
        own = Q(latest_revision__user=user, has_unpublished_changes=True) | Exists(sent_back)
        mine = without_put_away(kind.model._default_manager.filter(own))
        rows = with_editorial_state(mine, now=now).exclude(editorial_state=EditorialState.EXPIRED)
        newest = rows.annotate(changed_at=F("latest_revision__created_at"), title=F("latest_revision__object_str"))
        found += [
            OwnDraft(
                title=title or _("Без названия"),
                kind=str(kind.model._meta.verbose_name),
                state=EditorialState(state),
                changed_at=changed_at,
                url=reverse(viewset.get_url_name("edit"), args=(pk,)),
            )
            for pk, title, state, changed_at in newest.order_by("-changed_at", "-pk").values_list(
                "pk", "title", "editorial_state", "changed_at"
            )[:limit]
        ]
    return sorted(found, key=lambda draft: draft.changed_at, reverse=True)[:limit]


def _viewset(kind: Kind) -> Any:
    return kind.model.snippet_viewset


class _DashboardPanel(Component):
    order = 0

    def __init__(self, user: User) -> None:
        self.user = user


class QuickActionsPanel(_DashboardPanel):
    """What people come for."""

    order = 10
    template_name = "cms/dashboard/actions.html"

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        """Return what this person may begin."""
        user = self.user
        actions = []
        for kind in all_kinds():
            meta, viewset = kind.model._meta, _viewset(kind)
            if user.has_perm(f"{meta.app_label}.add_{meta.model_name}"):
                actions.append((viewset.new_label, viewset.icon, reverse(viewset.get_url_name("add"))))
        if user.has_perm("content.add_importrun"):
            actions.append((_("Импорт событий"), "download", reverse("content_import")))
        return {"actions": actions}


class CountsPanel(_DashboardPanel):
    """What is on the site, kind by kind."""

    order = 20
    template_name = "cms/dashboard/counts.html"

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        """Return the counts of the kinds this person may see."""
        user = self.user
        now = timezone.now()
        kinds = [
            kind
            for kind in all_kinds()
            if user.has_perm(f"{kind.model._meta.app_label}.view_{kind.model._meta.model_name}")
        ]
        return {"kinds": [counts_of(kind, now=now) for kind in kinds]}


class WaitingPanel(_DashboardPanel):
    """What waits for this moderator, oldest first."""

    order = 30
    template_name = "cms/dashboard/waiting.html"

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        """Return the items with the addresses where they are decided on."""
        waiting = waiting_for(self.user, language=admin_language(), limit=_ROWS)
        rows = []
        for item in waiting.items:
            kind = get_kind(item.kind)
            url = reverse(_viewset(kind).get_url_name("edit"), args=(item.entry_id,))
            rows.append((item, kind.model._meta.verbose_name, url))
        return {"rows": rows, "total": waiting.total, "rest": waiting.total - len(rows)}


class OwnDraftsPanel(_DashboardPanel):
    """What this person has not finished."""

    order = 40
    template_name = "cms/dashboard/drafts.html"

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        """Return the drafts."""
        return {"drafts": own_drafts(self.user, now=timezone.now())}


def panels(user: User) -> list[Component]:
    """Return the panels of the first page for a person; moderators' work is shown to moderators."""
    shown: list[Component] = [QuickActionsPanel(user), CountsPanel(user), OwnDraftsPanel(user)]
    if is_moderator(user):
        shown.append(WaitingPanel(user))
    return shown
