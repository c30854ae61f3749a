"""The admin's page of search: how it is doing, and what can be done about it."""

from collections.abc import Callable
from typing import Any, Final

import structlog
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from search import outbox
from search.indexes import ask_for_comparison, ask_for_rebuild, is_engine_wanted
from search.models import OutboxEntry
from search.status import status

_ICON: Final = "search"
_SEE: Final = "search.view_outboxentry"
_ACT: Final = "search.change_indexpointer"
_FAILURES_SHOWN: Final = 20

log = structlog.get_logger(__name__)


class StatusView(WagtailAdminTemplateMixin, TemplateView):
    """How search is doing."""

    template_name = "search/status.html"
    page_title = gettext_lazy("Поиск")
    header_icon = _ICON

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse people who do not look after the machinery."""
        if not request.user.has_perm(_SEE):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Return the path to the page."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the state, the failures and whether the person may act."""
        return {
            **super().get_context_data(**kwargs),
            "status": status(now=timezone.now()),
            "failures": list(outbox.failures(limit=_FAILURES_SHOWN)),
            "most_attempts": outbox.MAX_ATTEMPTS,
            "may_act": self.request.user.has_perm(_ACT),
        }


def _action(name: str, act: Callable[[], str]) -> Callable[[HttpRequest], HttpResponse]:
    @require_POST
    def view(request: HttpRequest) -> HttpResponse:
        if not request.user.has_perm(_ACT):
            raise PermissionDenied
        log.info("search action", action=name, user=request.user.pk)
        messages.success(request, act())
        return redirect("search_status")

    return view


def _rebuild() -> str:
    if not is_engine_wanted():
        return _("Поиск работает в PostgreSQL: отдельного индекса нет.")
    ask_for_rebuild(now=timezone.now())
    return _("Новый индекс будет построен рядом со старым; поиск всё это время отвечает.")


def _reconcile() -> str:
    if not is_engine_wanted():
        return _("Поиск работает в PostgreSQL: отдельного индекса нет.")
    ask_for_comparison(now=timezone.now())
    return _("Индекс будет сверен с сайтом в течение нескольких секунд.")


def _retry() -> str:
    tried = outbox.retry_all() if OutboxEntry.objects.exists() else 0
    return _("Отправляются заново: %(count)d.") % {"count": tried}


def status_urls() -> list[URLPattern]:
    """Return the addresses of the page and its buttons."""
    return [
        path("search-status/", StatusView.as_view(), name="search_status"),
        path("search-status/rebuild/", _action("rebuild", _rebuild), name="search_status_rebuild"),
        path("search-status/reconcile/", _action("reconcile", _reconcile), name="search_status_reconcile"),
        path("search-status/retry/", _action("retry", _retry), name="search_status_retry"),
    ]


class _StatusMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(_SEE))


def status_menu_item() -> MenuItem:
    """Return the item of the settings menu."""
    return _StatusMenuItem(
        gettext_lazy("Поиск"), reverse("search_status"), name="search-status", icon_name=_ICON, order=900
    )
