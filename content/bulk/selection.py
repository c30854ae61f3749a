"""Which entries were chosen in a list."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from content.list_views import EntryIndexView
from content.models import Entry

_MAX_DIGITS = 18


def list_view(model: type[Entry], request: HttpRequest) -> EntryIndexView:
    """Return the list of a kind as a request asks for it: with its filters, its search and its order."""
    function: Any = model.snippet_viewset.index_view
    view: EntryIndexView = function.view_class(**function.view_initkwargs)
    view.setup(request)
    return view


def chosen(view: EntryIndexView, request: HttpRequest) -> QuerySet[Entry]:
    """Return what was ticked, or everything that the list finds, always within the person's cities."""
    ids = request.GET.getlist("id")
    if "all" in ids:
        return view.get_queryset()
    numbers = [int(one) for one in ids if one.isascii() and one.isdigit() and len(one) <= _MAX_DIGITS]
    return view.get_base_queryset().filter(pk__in=numbers).order_by("pk")
