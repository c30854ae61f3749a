"""Which entries were chosen in a list."""

from copy import copy
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from content.editorial_state import EditorialState
from content.list_views import EntryIndexView
from content.models import Entry

_MAX_DIGITS = 18


def list_view(model: type[Entry], request: HttpRequest) -> EntryIndexView:
    """Return the list of a kind as a request asks for it: with its filters, its search and its order.

    Ticked rows come without the filters of the list that showed them, which may have been those of the archive: then
    the archive is looked through as well, and whatever may not be done with it is refused in words.
    """
    function: Any = model.snippet_viewset.index_view
    view: EntryIndexView = function.view_class(**function.view_initkwargs)
    view.setup(request if _is_all(request) else _with_archive(request))
    return view


def chosen(view: EntryIndexView, request: HttpRequest) -> QuerySet[Entry]:
    """Return what was ticked, or everything that the list finds, always within the person's cities."""
    if _is_all(request):
        return view.get_queryset()
    ids = request.GET.getlist("id")
    numbers = [int(one) for one in ids if one.isascii() and one.isdigit() and len(one) <= _MAX_DIGITS]
    return view.get_base_queryset().filter(pk__in=numbers).order_by("pk")


def _is_all(request: HttpRequest) -> bool:
    return "all" in request.GET.getlist("id")


def _with_archive(request: HttpRequest) -> HttpRequest:
    asked = copy(request)
    query = request.GET.copy()
    query.appendlist("editorial_state", EditorialState.ARCHIVED)
    asked.GET = query  # type: ignore[assignment]  # a copy of the same class
    return asked
