"""What holds for every request under ``/api``: no cookies in, no pages out."""

from collections.abc import Callable
from http import HTTPStatus

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers

from api.headers import NEVER_STORED, SECURITY_HEADERS
from api.languages import accepted_language, language_of
from api.problems import CONTENT_TYPE, problem_body, problem_of_status
from language.codes import Language


class ApiMiddleware:
    """Hides cookies from the API and turns refusals of the framework into problem documents.

    An editor who is signed in to the admin sends a session with every request from the same browser; looking it up
    would cost queries and make public answers private. Standing first, it sees every refusal, whoever made it. It
    changes the response in place: headers that inner middleware has set (CORS, request id) stay.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer a request; one to another part of the site passes untouched."""
        if not _is_api(request.path_info):
            return self.get_response(request)
        request.COOKIES = {}
        response = self.get_response(request)
        # Every answer has a language, also those that are no read's own.
        patch_vary_headers(response, ("Accept-Language",))
        if response.status_code >= HTTPStatus.BAD_REQUEST and isinstance(response, HttpResponse):
            _tell(response, language=asked_or_accepted(request))
        return response


def asked_or_accepted(request: HttpRequest) -> Language:
    """Return the language for a refusal: ``lang`` where it is readable, else ``Accept-Language``. Never raises."""
    try:
        asked = language_of(request.GET.get("lang", ""))
    except SuspiciousOperation:
        # A query string with thousands of parameters is what was refused.
        asked = None
    return asked or accepted_language(request.headers.get("Accept-Language", ""))


def _is_api(path: str) -> bool:
    return path == "/api" or path.startswith("/api/")


def _tell(response: HttpResponse, *, language: Language) -> None:
    if response.headers.get("Content-Type") == CONTENT_TYPE:
        return
    problem = problem_of_status(response.status_code)
    response.content = problem_body(problem, language=language, status=response.status_code)
    response.headers["Content-Type"] = CONTENT_TYPE
    response.headers["Content-Length"] = str(len(response.content))
    response.headers["Content-Language"] = language
    response.headers["Cache-Control"] = NEVER_STORED["Cache-Control"]
    for name, value in SECURITY_HEADERS.items():
        response.headers[name] = value
