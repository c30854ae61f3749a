"""The panels of the admin's first page: what waits, what is mine, what is on the site.

A package that has something to show there adds a panel through Wagtail's hook ``construct_homepage_panels``.
"""

from collections.abc import Mapping
from typing import Any, Final

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component

from accounts.models import User
from cms.dashboard.counts import counts_of
from cms.dashboard.drafts import own_drafts
from cms.dashboard.entries import edit_url, may_see, viewset_of
from cms.dashboard.expiring import expiring
from cms.dashboard.week import unready_week
from content.city_access import cities_for
from content.columns import admin_language
from content.kinds import all_kinds, get_kind
from content.models import ImportRun
from moderation.queries import is_moderator, waiting_for

_ROWS: Final = 8
_RUNS: Final = 5


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
            meta, viewset = kind.model._meta, viewset_of(kind)
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
        kinds = [kind for kind in all_kinds() if may_see(kind, self.user)]
        return {"kinds": [counts_of(kind, user=self.user, now=timezone.now()) for kind in kinds]}


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
            rows.append((item, kind.model._meta.verbose_name, edit_url(kind, item.entry_id)))
        return {"rows": rows, "total": waiting.total, "rest": waiting.total - len(rows)}


class OwnDraftsPanel(_DashboardPanel):
    """What this person has not finished."""

    order = 40
    template_name = "cms/dashboard/drafts.html"

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        """Return the drafts."""
        return {"drafts": own_drafts(self.user, now=timezone.now())}


class UnreadyWeekPanel(_DashboardPanel):
    """Events of the week that still lack something readers look for."""

    order = 50
    template_name = "cms/dashboard/week.html"

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        """Return the events, soonest first."""
        week = unready_week(self.user, now=timezone.now())
        return {"events": week.events, "rest": week.total - len(week.events)}


class ExpiringPanel(_DashboardPanel):
    """What ends within a week."""

    order = 60
    template_name = "cms/dashboard/expiring.html"

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        """Return what ends, soonest first."""
        return {"items": expiring(self.user, now=timezone.now())}


class ImportsPanel(_DashboardPanel):
    """What was imported last."""

    order = 70
    template_name = "cms/dashboard/imports.html"

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        """Return the last runs of the person's cities."""
        runs = ImportRun.objects.filter(city__in=cities_for(self.user)).defer("payload", "report")
        return {"runs": runs.select_related("city", "by").order_by("-started_at", "-pk")[:_RUNS]}


def panels(user: User) -> list[Component]:
    """Return the panels of the first page for a person; moderators' work is shown to moderators."""
    shown: list[Component] = [QuickActionsPanel(user), CountsPanel(user), OwnDraftsPanel(user), ExpiringPanel(user)]
    if is_moderator(user):
        shown.append(WaitingPanel(user))
    if may_see(get_kind("event"), user):
        shown.append(UnreadyWeekPanel(user))
    if user.has_perm("content.view_importrun"):
        shown.append(ImportsPanel(user))
    return shown
