"""Wagtail's reports, for superusers: they show what everybody did in every city.

Wagtail hides them from the menus of staff without pages, but lets all staff open their addresses. These addresses
stand before its own.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import path
from wagtail.admin.auth import require_admin_access
from wagtail.admin.urls import reports


def _for_superusers(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_superuser:
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return require_admin_access(guarded)


urlpatterns = [path(str(report.pattern), _for_superusers(report.callback)) for report in reports.urlpatterns]
