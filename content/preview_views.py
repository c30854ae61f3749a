"""From the editor to the frontend: a draft on its normal public page."""

from typing import Any

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.cache import add_never_cache_headers
from django.views import View

from accounts.models import User
from content.kinds import kind_of
from content.preview_tokens import make_token, may_preview, public_address


class FrontendPreviewView(View):
    """Sends a member of staff to the public page of an entry's newest draft, with a fresh token."""

    view_name = "frontend_preview"
    model: Any = None

    def get(self, request: HttpRequest, pk: str) -> HttpResponse:
        """Redirect; raises ``PermissionDenied`` for entries that this person may not see."""
        entry = get_object_or_404(self.model, pk=unquote(str(pk)))
        kind = kind_of(self.model)
        user = request.user
        if kind is None or not isinstance(user, User) or not may_preview(user, entry):
            raise PermissionDenied
        response = HttpResponseRedirect(public_address(entry, kind=kind, token=make_token(entry, by=user)))
        # The token must not stay in caches, nor be told to whatever the page loads.
        add_never_cache_headers(response)
        response.headers["Referrer-Policy"] = "no-referrer"
        return response
