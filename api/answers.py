"""Answers of reads: bytes that are ready, and the headers that let everyone in between keep them."""

from dataclasses import dataclass
from hashlib import blake2b
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

from api.headers import NEVER_STORED, SECURITY_HEADERS
from api.lasting import Lasting
from api.media import with_media_addresses
from content.view_counts import Viewed
from language.codes import Language

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
    response = KeptResponse(body, content_type=answer.content_type, headers={**headers, "ETag": etag})
    response.lasting = answer.lasting
    response.viewed = answer.viewed
    return _unless_unchanged(response, request=request, etag=etag)


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
