"""The short road of public reads: the same routes and views as everywhere, with only the middleware they need.

It takes ``GET`` and ``HEAD`` requests under ``/api/v1`` that carry no ``Authorization``. Answers that are kept are
given without Django seeing the request at all.
"""

import re
import uuid
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from http import HTTPStatus
from typing import Any, Final

from django.conf import settings
from django.core.handlers.base import BaseHandler
from django.core.handlers.exception import convert_exception_to_response
from django.core.handlers.wsgi import WSGIRequest
from django.db import DatabaseError, InterfaceError
from django.http import HttpResponseBase
from django.urls import set_script_prefix
from django.utils.http import parse_etags
from django.utils.module_loading import import_string

from api.languages import accepted_language
from api.response_cache import Kept, ResponseCache
from api.view_counts import count_view

PREFIX: Final = "/api/v1/"
_Start = Callable[..., Any]
# They are answered by comparing with what is there now, by Django itself.
_OTHER_CONDITIONS: Final = ("HTTP_IF_MATCH", "HTTP_IF_UNMODIFIED_SINCE")
_OWN_CONDITIONS: Final = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE")
_ONLY_WITH_BODY: Final = frozenset({"content-type", "content-length"})
_REQUEST_ID: Final = re.compile(r"[A-Za-z0-9._-]{1,64}", re.ASCII)
_REQUEST_ID_HEADER: Final = "X-Request-ID"


class ShortRoad(BaseHandler):
    """A WSGI application for the requests that :meth:`takes`; ``cache`` is ``None`` where answers are not kept."""

    def __init__(self) -> None:
        self._load()
        megabytes = settings.API_RESPONSE_CACHE_MB
        self.cache = ResponseCache(most_bytes=megabytes * 1024 * 1024) if settings.API_RESPONSE_CACHE else None

    def _load(self) -> None:
        """Put ``settings.PUBLIC_MIDDLEWARE``, which only wraps, around the views instead of ``MIDDLEWARE``."""
        self._view_middleware: list[Any] = []
        self._template_response_middleware: list[Any] = []
        self._exception_middleware: list[Any] = []
        handler = convert_exception_to_response(self._get_response)  # type: ignore[attr-defined]  # Django's own
        for path in reversed(settings.PUBLIC_MIDDLEWARE):
            handler = convert_exception_to_response(import_string(path)(handler))
        self._middleware_chain = handler

    @staticmethod
    def takes(environ: Mapping[str, Any]) -> bool:
        """Tell whether a request is a public read."""
        return (
            environ["REQUEST_METHOD"] in {"GET", "HEAD"}
            and environ.get("PATH_INFO", "").startswith(PREFIX)
            and "HTTP_AUTHORIZATION" not in environ
        )

    def __call__(self, environ: dict[str, Any], start_response: _Start) -> Iterable[bytes]:
        """Answer a request.

        The signals of Django's handler are not sent: with each of them a connection is asked whether it still lives.
        """
        request_id = _request_id(environ)
        if self.cache is None or any(name in environ for name in _OTHER_CONDITIONS):
            return self._from_django(environ, start_response, request_id)
        key = _key(environ)
        try:
            kept = self.cache.get(key)
        except (DatabaseError, InterfaceError):
            kept = None
        conditions: dict[str, Any] = {name: environ.pop(name) for name in _OWN_CONDITIONS if name in environ}
        if kept is not None:
            # Whatever Django answers counts by itself.
            count_view(kept.viewed, environ)
            return _give(kept, environ, conditions, start_response, request_id)
        response = self._response(environ)
        if response.status_code != HTTPStatus.OK or "ETag" not in response.headers:
            return _send(response, environ, start_response, request_id)
        found = _whole(response)
        if found.lasting is not None:
            self.cache.put(key, found)
        return _give(found, environ, conditions, start_response, request_id)

    def _from_django(self, environ: dict[str, Any], start_response: _Start, request_id: str) -> Iterable[bytes]:
        return _send(self._response(environ), environ, start_response, request_id)

    def _response(self, environ: dict[str, Any]) -> HttpResponseBase:
        set_script_prefix(environ.get("SCRIPT_NAME", "") or "/")
        return self.get_response(WSGIRequest(environ))


def _key(environ: Mapping[str, Any]) -> tuple[str, ...]:
    return (
        environ.get("PATH_INFO", ""),
        environ.get("QUERY_STRING", ""),
        _language(environ.get("HTTP_ACCEPT_LANGUAGE", "")),
        _allowed(environ.get("HTTP_ORIGIN", "")),
        environ.get("HTTP_HOST", ""),
        environ.get("HTTP_X_FORWARDED_PROTO", "") or environ.get("wsgi.url_scheme", ""),
    )


@lru_cache(maxsize=1000)
def _language(header: str) -> str:
    return accepted_language(header)


def _allowed(origin: str) -> str:
    """Return an origin that the answer names, the same for all others."""
    return origin if origin in settings.CORS_ALLOWED_ORIGINS else "another" if origin else ""


def _whole(response: HttpResponseBase) -> Kept:
    """Return a good answer as it can be kept, if it says how long."""
    lasting = getattr(response, "lasting", None)
    body: bytes = response.content  # type: ignore[attr-defined]  # no answer with an ETag is a stream
    headers = [(name, str(value)) for name, value in response.items() if name != _REQUEST_ID_HEADER]
    return Kept(
        headers=headers,
        unchanged_headers=[pair for pair in headers if pair[0].lower() not in _ONLY_WITH_BODY],
        etag=response.headers["ETag"],
        body=body,
        lasting=lasting,
        viewed=getattr(response, "viewed", None),
    )


def _give(
    kept: Kept, environ: Mapping[str, Any], conditions: Mapping[str, Any], start_response: _Start, request_id: str
) -> Iterable[bytes]:
    known = conditions.get("HTTP_IF_NONE_MATCH")
    if known is not None and _names(known, kept.etag):
        start_response("304 Not Modified", [*kept.unchanged_headers, (_REQUEST_ID_HEADER, request_id)])
        return []
    start_response("200 OK", [*kept.headers, (_REQUEST_ID_HEADER, request_id)])
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [kept.body]


def _names(header: str, etag: str) -> bool:
    tags = parse_etags(header)
    return tags == ["*"] or etag in {tag.removeprefix("W/") for tag in tags}


def _send(
    response: HttpResponseBase, environ: Mapping[str, Any], start_response: _Start, request_id: str
) -> Iterable[bytes]:
    if (
        not response.streaming
        and "Content-Length" not in response.headers
        and response.status_code != HTTPStatus.NOT_MODIFIED
    ):
        response.headers["Content-Length"] = str(len(response.content))  # type: ignore[attr-defined]  # no stream
    response.headers[_REQUEST_ID_HEADER] = request_id
    start_response(f"{response.status_code} {response.reason_phrase}", [*response.items()])
    if environ["REQUEST_METHOD"] == "HEAD":
        return []
    # Closing the response itself would send Django's signal of a finished request.
    return response if response.streaming else [response.content]  # type: ignore[attr-defined]  # no stream


def _request_id(environ: Mapping[str, Any]) -> str:
    given = environ.get("HTTP_X_REQUEST_ID", "")
    return given if _REQUEST_ID.fullmatch(given) else str(uuid.uuid4())
