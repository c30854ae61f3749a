"""Asks the API over its short road, as the web server does."""

import re
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import quote, unquote_to_bytes, urlencode

import orjson
from django.test import RequestFactory
from django.urls import resolve
from django.utils.datastructures import CaseInsensitiveMapping

from api.schema import openapi_document
from api.short_road import ShortRoad


def operations() -> set[str]:
    """Return the names of the routes of every read that the OpenAPI document describes."""
    return {route(re.sub("{[a-z]+}", "x", path)) for path in openapi_document()["paths"]}


def route(path: str) -> str:
    """Return the name of the route that an address takes, with or without what stands before all of them."""
    name = resolve(f"/api/v1{path.removeprefix('/api/v1')}").url_name
    assert name is not None, path
    return name


@dataclass(frozen=True, kw_only=True)
class Told:
    """An answer as it goes over the wire."""

    status: int
    headers: CaseInsensitiveMapping[str]
    body: bytes

    def json(self) -> Any:
        return orjson.loads(self.body)


class Road:
    """A web process of its own: with a cache of its own, where the settings give it one."""

    def __init__(self) -> None:
        self.application = ShortRoad()

    def __call__(
        self, path: str, query: dict[str, Any] | str | None = None, method: str = "GET", **headers: str
    ) -> Told:
        text = query if isinstance(query, str) else urlencode(query or {}, doseq=True)
        named = {f"HTTP_{name.upper()}": value for name, value in headers.items()}
        environ = environ_of(method, f"/api/v1{quote(path, safe='/%')}", text, **named)
        assert self.application.takes(environ)
        return told_by(self.application, environ)


def environ_of(method: str, path: str, query: str, **more: str) -> dict[str, Any]:
    """Return what a WSGI server hands over; ``path`` and ``query`` are quoted."""
    environ: dict[str, Any] = RequestFactory().generic(method, path, QUERY_STRING=query, **more).environ
    # Django's request, which the factory made, has put readable text there.
    return {**environ, "REQUEST_METHOD": method, "PATH_INFO": unquote_to_bytes(path).decode("iso-8859-1")}


def told_by(application: Any, environ: dict[str, Any]) -> Told:
    """Return the answer of a WSGI application."""
    told: list[Any] = []
    # The whole site hands over its headers with a third argument.
    parts = application(environ, lambda status, pairs, _failure=None: told.extend((status, pairs)))
    status, pairs = told
    assert len({name.lower() for name, _value in pairs}) == len(pairs)
    body = b"".join(parts)
    if hasattr(parts, "close"):
        parts.close()
    return Told(status=HTTPStatus(int(status.split()[0])).value, headers=CaseInsensitiveMapping(dict(pairs)), body=body)
