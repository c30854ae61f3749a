"""The bin: what was deleted in the last 30 days, and the way back."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django.views.generic import ListView
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from content.bin_rows import bin_rows, in_bin, visible_kinds
from content.kinds import get_kind
from content.lifecycle import restore
from content.models import EntryStanding

_ICON = "bin"


class BinView(WagtailAdminTemplateMixin, ListView):  # type: ignore[type-arg]  # generic to the type checker only
    """Deleted entries of all kinds."""

    template_name = "content/lifecycle/bin.html"
    page_title = gettext_lazy("Корзина")
    header_icon = _ICON
    paginate_by = 50
    page_kwarg = "p"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse people who see no kind of entries."""
        if not visible_kinds(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[EntryStanding]:
        """Return what the person may see."""
        return in_bin(self.request.user)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Return the path to the page."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the rows of this page."""
        context = super().get_context_data(**kwargs)
        rows = bin_rows(list(context["object_list"]), user=self.request.user, now=timezone.now())
        pages = context["paginator"].get_elided_page_range(context["page_obj"].number)
        return {**context, "rows": rows, "elided_page_range": pages}


@require_POST
def restore_view(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Bring an entry back from the bin; raises ``Http404`` for what this person does not see there."""
    standing = in_bin(request.user).filter(pk=public_id).first()
    if standing is None:
        raise Http404
    entry = get_kind(standing.kind).model._default_manager.get(public_id=public_id)
    try:
        restore(entry, by=request.user, now=timezone.now())  # type: ignore[arg-type]  # signed in
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return redirect("content_bin")
    edit_url = reverse(type(entry).snippet_viewset.get_url_name("edit"), args=(entry.pk,))
    text = _("«%(title)s» восстановлено: это черновик.") % {"title": entry}
    messages.success(request, text, buttons=[messages.button(edit_url, _("Открыть"))])
    return redirect("content_bin")


class BinMenuItem(MenuItem):
    """The way to the bin."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Show it to people who see entries."""
        return bool(visible_kinds(request.user))


def bin_urls() -> list[URLPattern]:
    """Return the addresses, below the admin's."""
    return [
        path("bin/", BinView.as_view(), name="content_bin"),
        path("bin/<uuid:public_id>/restore/", restore_view, name="content_bin_restore"),
    ]


def bin_menu_item() -> MenuItem:
    """Return the item of the main menu."""
    return BinMenuItem(gettext_lazy("Корзина"), reverse("content_bin"), name="bin", icon_name=_ICON, order=810)
