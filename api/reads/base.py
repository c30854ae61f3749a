"""What every public read shares: a short dispatch without accounts, content negotiation or transactions."""

from abc import abstractmethod
from http import HTTPStatus
from typing import Any, ClassVar, Final

import structlog
from django.db import InterfaceError, OperationalError, connection, transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django_filters import FilterSet
from django_filters.rest_framework import DjangoFilterBackend
from rest_framework.generics import GenericAPIView
from rest_framework.permissions import AllowAny

from api.answers import Answer, respond
from api.asked import Asked, cleaned
from api.filters import LanguageParameter
from api.headers import CONTENT_IS_FRESH
from api.languages import accepted_language
from api.middleware import asked_or_accepted
from api.problems import METHOD_NOT_ALLOWED, UNAVAILABLE, ProblemError, problem_response
from api.view_counts import count_view

logger = structlog.get_logger(__name__)

METHODS: Final = "GET, HEAD, OPTIONS"


class ReadView(GenericAPIView[Any]):
    """A public read. ``get`` returns an :class:`Answer`; nothing of the caller but the query and language is looked at.

    ``filterset_class`` declares the parameters, ``fresh`` is the ``Cache-Control`` of a good answer.
    """

    authentication_classes = ()
    permission_classes = (AllowAny,)
    filter_backends = (DjangoFilterBackend,)
    filterset_class: ClassVar[type[FilterSet]] = LanguageParameter
    fresh: ClassVar[str] = CONTENT_IS_FRESH

    @classmethod
    def as_view(cls, **initkwargs: Any) -> Any:
        """Return the view function; a read needs no transaction."""
        return transaction.non_atomic_requests(super().as_view(**initkwargs))

    @abstractmethod
    def get(self, asked: Asked) -> Answer:
        """Return the answer; path parameters are in ``self.kwargs``. Raises ``ProblemError``."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer a request, whatever its ``Accept``, ``Authorization`` and body."""
        try:
            return self._answer_again_if_disconnected(request)
        except ProblemError as error:
            return problem_response(error, language=asked_or_accepted(request))
        except (OperationalError, InterfaceError):
            logger.exception("read_failed", path=request.path)
            unavailable = ProblemError(problem=UNAVAILABLE, headers={"Retry-After": "60"})
            return problem_response(unavailable, language=asked_or_accepted(request))

    def _answer_again_if_disconnected(self, request: HttpRequest) -> HttpResponseBase:
        """Answer; where the connection was dropped meanwhile (a database that restarted) once more with a new one."""
        try:
            return self._answer(request)
        except (OperationalError, InterfaceError):
            if connection.in_atomic_block or connection.is_usable():
                raise
            connection.close()
            return self._answer(request)

    def _answer(self, request: HttpRequest) -> HttpResponseBase:
        asked = cleaned(
            self.filterset_class,
            request.GET,
            path=request.path,
            language=accepted_language(request.headers.get("Accept-Language", "")),
            now=timezone.now(),
        )
        if request.method == "OPTIONS":
            allowed = respond(
                Answer(body=b'{"allow":["GET","HEAD","OPTIONS"]}'),
                request=request,
                language=asked.language,
                fresh=self.fresh,
            )
            allowed.headers["Allow"] = METHODS
            return allowed
        if request.method not in {"GET", "HEAD"}:
            raise ProblemError(problem=METHOD_NOT_ALLOWED, headers={"Allow": METHODS})
        answer = self.get(asked)
        response = respond(answer, request=request, language=asked.language, fresh=self.fresh)
        if response.status_code in {HTTPStatus.OK, HTTPStatus.NOT_MODIFIED}:
            count_view(answer.viewed, request.META)
        return response
