"""Addresses of Wagtail's admin that are nobody's here: this site has no pages and no documents.

Their menus are hidden, but Wagtail lets all staff open some of the addresses. These stand before its own.
"""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import path, re_path
from wagtail.admin.auth import require_admin_access
from wagtail.admin.urls.workflows import urlpatterns as workflow_patterns


def _refuse(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    raise PermissionDenied


def _for_editors_of_workflows(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not (
            request.user.has_perm("wagtailcore.add_workflow") or request.user.has_perm("wagtailcore.change_workflow")
        ):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    guarded_view: Callable[..., HttpResponse] = require_admin_access(guarded)
    return guarded_view


urlpatterns = [
    *(
        re_path(rf"^{name}/", require_admin_access(_refuse), name=f"closed_{name}")
        for name in ("pages", "documents", "failwhale")
    ),
    *(
        path(
            f"workflows/{pattern.pattern}",
            _for_editors_of_workflows(pattern.callback),
            name=f"guarded_{pattern.name}",
        )
        for pattern in workflow_patterns
        if str(pattern.pattern).startswith("task_chooser/")
    ),
]
