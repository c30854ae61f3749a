"""Asks the API over its short road, as the web server does."""

import re
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import quote, urlencode

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
        environ = (
            RequestFactory().generic(method, f"/api/v1{quote(path, safe='/%')}", QUERY_STRING=text, **named).environ
        )
        assert self.application.takes(environ)
        told: list[Any] = []
        parts = self.application(environ, lambda status, pairs: told.extend((status, pairs)))
        status, pairs = told
        assert len({name.lower() for name, _value in pairs}) == len(pairs)
        return Told(
            status=HTTPStatus(int(status.split()[0])).value,
            headers=CaseInsensitiveMapping(dict(pairs)),
            body=b"".join(parts),
        )
