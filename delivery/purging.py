"""Telling a CDN what it has to forget. A consumer of ``delivery.changes``.

Answers carry surrogate keys: their kind, or their kind and city (``api.answers``). A change purges both, and the city
that an entry has left. Fastly and Varnish take the keys in a header, Cloudflare as JSON: ``settings.CDN_PURGE_FORMAT``.
"""

from collections.abc import Sequence
from typing import Any, Final

import orjson
import urllib3
from django.conf import settings
from procrastinate.contrib.django import app

from delivery.models import Change

PURGING: Final = "delivery.purge_cdn"
QUEUE: Final = "purge"
# How many keys the services take at once.
_MOST_KEYS: Final = 30
_SECONDS: Final = 10.0


class PurgeRefusedError(Exception):
    """The CDN did not do it; the message says what it answered."""


def surrogate_key(kind: str, city: int | None = None) -> str:
    """Return the key of answers made of a kind, of one city (a primary key) or of all."""
    return kind if city is None else f"{kind}-{city}"


def order_purge(changes: Sequence[Change]) -> None:
    """Let a worker purge what the changes have changed."""
    if not settings.CDN_PURGE_URL:
        return
    keys: dict[str, None] = {}
    for change in changes:
        for city in (None, change.city_number, change.previous_city_number):
            keys[surrogate_key(change.kind, city)] = None
    wanted: list[Any] = list(keys)
    for first in range(0, len(wanted), _MOST_KEYS):
        app.configure_task(PURGING, queue=QUEUE).defer(keys=wanted[first : first + _MOST_KEYS])


def purge(keys: Sequence[str]) -> None:
    """Purge what carries any of the keys. Raises ``PurgeRefusedError`` and the errors of ``urllib3``."""
    headers = dict(settings.CDN_PURGE_HEADERS)
    body = b""
    if settings.CDN_PURGE_FORMAT == "json":
        headers["Content-Type"] = "application/json"
        body = orjson.dumps({"tags": list(keys)})
    else:
        headers["Surrogate-Key"] = " ".join(keys)
    with urllib3.PoolManager(retries=False, timeout=_SECONDS) as pool:
        response = pool.request("POST", settings.CDN_PURGE_URL, body=body, headers=headers, redirect=False)
    if not 200 <= response.status < 300:  # noqa: PLR2004 - the good statuses of HTTP
        raise PurgeRefusedError(f"{response.status}: {response.data[:200]!r}")
