"""Answers of reads: bytes that are ready, and the headers that let everyone in between keep them."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

from api.headers import NEVER_STORED, SECURITY_HEADERS
from api.lasting import Lasting
from api.media import with_media_addresses
from content.kinds import all_kinds
from content.view_counts import Viewed
from delivery.purging import surrogate_key
from language.codes import Language

# How Fastly and Varnish, and how Cloudflare want to be told the keys of an answer.
_KEY_HEADERS: Final = {"header": ("Surrogate-Key", " "), "json": ("Cache-Tag", ",")}
_ETAG_BYTES: Final = 16
# Django's 304 leaves these out, although a cache should renew them together with the answer it keeps.
_ALSO_WHEN_UNCHANGED: Final = ("Content-Language", "Last-Modified", "Link", "X-Total-Count", "X-Search-Degraded")


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """A successful answer. ``body`` is JSON, or what ``content_type`` says, in which media files may still be marked.

    ``total`` counts what matches in all, where that was asked; ``links`` is the value of the ``Link`` header;
    ``is_degraded`` tells that PostgreSQL stood in for the search engine; ``is_draft`` that nobody may keep the answer.
    ``lasting`` says how long this process may keep it, ``None`` that it may not. ``viewed`` is the item whose own page
    it is: each time it is given counts as a view.
    """

    body: bytes
    total: int | None = None
    links: str = ""
    is_degraded: bool = False
    is_draft: bool = False
    lasting: Lasting | None = None
    viewed: Viewed | None = None
    content_type: str = "application/json"


class KeptResponse(HttpResponse):
    """A response with what has to be known to answer others with it too."""

    lasting: Lasting | None = None
    viewed: Viewed | None = None


def respond(answer: Answer, *, request: HttpRequest, language: Language, fresh: str) -> HttpResponseBase:
    """Return the response of an answer, or 304 when the caller has it already."""
    body = with_media_addresses(answer.body)
    headers = {
        **SECURITY_HEADERS,
        "Cache-Control": fresh,
        "Content-Language": language,
        "Vary": "Accept-Language, Origin",
    }
    if answer.total is not None:
        headers["X-Total-Count"] = str(answer.total)
    if answer.links:
        headers["Link"] = answer.links
    if answer.is_degraded:
        headers["X-Search-Degraded"] = "true"
    if answer.is_draft:
        headers |= {**NEVER_STORED, "X-Robots-Tag": "noindex"}
        return HttpResponse(body, content_type=answer.content_type, headers=headers)
    etag = _etag(body, language, str(answer.total), answer.links, str(answer.is_degraded))
    if answer.lasting is not None:
        headers["Last-Modified"] = http_date(answer.lasting.changed_at.timestamp())
        if settings.CDN_PURGE_URL:
            name, separator = _KEY_HEADERS[settings.CDN_PURGE_FORMAT]
            headers[name] = separator.join(_surrogate_keys(answer.lasting))
    response = KeptResponse(body, content_type=answer.content_type, headers={**headers, "ETag": etag})
    response.lasting = answer.lasting
    response.viewed = answer.viewed
    return _unless_unchanged(response, request=request, etag=etag)


def _surrogate_keys(lasting: Lasting) -> Iterator[str]:
    """Return the keys under which a change purges an answer at the CDN; what depends on cities grows old by itself."""
    kinds = {kind.listing._meta.db_table: kind.name for kind in all_kinds()}
    for dependency in lasting.dependencies:
        if dependency.source in kinds:
            yield surrogate_key(kinds[dependency.source], dependency.city)


def _etag(body: bytes, *also: str) -> str:
    digest = blake2b(body, digest_size=_ETAG_BYTES)
    for part in also:
        digest.update(b"\0" + part.encode())
    return f'"{digest.hexdigest()}"'


def _unless_unchanged(response: HttpResponse, *, request: HttpRequest, etag: str) -> HttpResponseBase:
    conditional = get_conditional_response(request, etag=etag, response=response)
    if conditional is not None and conditional is not response:
        for name in _ALSO_WHEN_UNCHANGED:
            if name in response.headers:
                conditional.headers[name] = response.headers[name]
    return conditional or response
