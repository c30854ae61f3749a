"""Middleware of the whole site."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from structlog.contextvars import get_contextvars


class RequestIdMiddleware:
    """Tell the reader the id under which this request stands in the logs, so that a fault can be found by it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer with the header ``X-Request-ID``."""
        response = self._get_response(request)
        if request_id := get_contextvars().get("request_id"):
            response["X-Request-ID"] = request_id
        return response
