"""The page of an entry's changes, from the audit log."""

from typing import Any

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy
from django.views.generic import ListView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from content.audit_rows import audit_rows
from content.bin_rows import may_see
from content.kinds import kind_of
from content.models import Entry
from delivery.audit import records_of
from delivery.models import AuditRecord


class EntryAuditView(WagtailAdminTemplateMixin, ListView):  # type: ignore[type-arg]  # generic to the type checker only
    """Who changed what in one entry, newest first; its city was asked before (``OwnCityMixin``)."""

    model: Any = None
    index_url_name: Any = None
    edit_url_name: Any = None
    history_url_name: Any = None
    view_name = "audit"
    template_name = "content/audit/entry.html"
    page_title = gettext_lazy("Журнал изменений")
    header_icon = "history"
    paginate_by = 30
    page_kwarg = "p"

    @cached_property
    def entry(self) -> Entry:
        """Return the entry in question."""
        entry: Entry = get_object_or_404(self.model, pk=unquote(str(self.kwargs["pk"])))
        return entry

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse people who may not see entries of this kind."""
        kind = kind_of(self.model)
        if kind is None or not may_see(request.user, kind):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[AuditRecord]:
        """Return the records of the entry."""
        kind = kind_of(self.model)
        return records_of(kind=kind.name if kind is not None else "", object_id=self.entry.public_id)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Return the path to the page."""
        return [
            *self.breadcrumbs_items,
            {"url": reverse(self.index_url_name), "label": str(self.model.snippet_viewset.menu_label)},
            {"url": reverse(self.edit_url_name, args=(self.entry.pk,)), "label": str(self.entry)},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the records in words."""
        context = super().get_context_data(**kwargs)
        pages = context["paginator"].get_elided_page_range(context["page_obj"].number)
        rows = audit_rows(list(context["object_list"]), user=self.request.user)
        history_url = reverse(self.history_url_name, args=(self.entry.pk,))
        return {**context, "rows": rows, "entry": self.entry, "history_url": history_url, "elided_page_range": pages}
