"""The description of the API: for programs as OpenAPI, for people as a page that needs no other host."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Final

import orjson
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.views.decorators.http import conditional_page, require_safe

from api.answers import Answer, respond
from api.headers import REFERENCE_IS_FRESH, SECURITY_HEADERS
from api.reference import schemas, sections
from api.schema import openapi_document, problem_codes

_PAGE_HEADERS: Final[Mapping[str, str]] = {
    **SECURITY_HEADERS,
    "Cache-Control": REFERENCE_IS_FRESH,
    "Content-Language": "ru",
    # Script and style are files of this site; "try it" asks this site only.
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
}


@transaction.non_atomic_requests
@require_safe
def openapi_json(request: HttpRequest) -> HttpResponseBase:
    """Answer the OpenAPI 3.1 document."""
    return respond(Answer(body=_document_body()), request=request, language="ru", fresh=REFERENCE_IS_FRESH)


@transaction.non_atomic_requests
@require_safe
@conditional_page
def docs(request: HttpRequest) -> HttpResponse:
    """Answer the page for developers; it is in Russian, like the document it shows."""
    return HttpResponse(_page(settings.PUBLIC_BASE_URL), headers=dict(_PAGE_HEADERS))


@lru_cache(maxsize=1)
def _document_body() -> bytes:
    return orjson.dumps(openapi_document())


@lru_cache(maxsize=2)
def _page(public_base_url: str) -> str:
    document = openapi_document()
    context = {
        "title": document["info"]["title"],
        "version": document["info"]["version"],
        "description": document["info"]["description"],
        "root": f"{public_base_url}/api/v1",
        "host": public_base_url,
        "sections": sections(document),
        "schemas": schemas(document),
        "problems": problem_codes(),
    }
    return render_to_string("api/docs.html", context)
