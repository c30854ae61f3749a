"""Refusals of the API and how they are told: RFC 9457, with the two strings that the frontend reads."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Final

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from api.headers import NEVER_STORED, SECURITY_HEADERS
from content.cards import to_json
from language.codes import Language

CONTENT_TYPE: Final = "application/problem+json"
_DOCUMENTATION: Final = "/api/v1/docs#"


@dataclass(frozen=True, kw_only=True, slots=True)
class Problem:
    """The body of every refusal. ``error`` and ``message`` are the same sentence, in the caller's language.

    ``fields`` names what is wrong with which parameter; it is empty where no parameter is to blame.
    """

    type: str
    title: str
    status: int
    code: str
    detail: str
    error: str
    message: str
    fields: dict[str, list[str]]


@dataclass(frozen=True, kw_only=True, slots=True)
class ProblemType:
    """A kind of refusal: its status, its dotted code and its sentence."""

    status: int
    code: str
    text: Promise


INVALID_PARAMETER: Final = ProblemType(
    status=400, code="api.invalid_parameter", text=_("Не удалось разобрать параметры запроса.")
)
BAD_REQUEST: Final = ProblemType(status=400, code="api.bad_request", text=_("Запрос составлен неверно."))
# The frontend recognises a dead session by one of a few English words in the message.
UNAUTHORISED: Final = ProblemType(status=401, code="api.unauthorised", text=_("Нужно войти заново (Unauthorized)."))
FORBIDDEN: Final = ProblemType(status=403, code="api.forbidden", text=_("Для этого не хватает прав."))
UNKNOWN_ADDRESS: Final = ProblemType(
    status=404,
    code="api.unknown_address",
    text=_("Такого адреса в API нет. Адреса пишутся без косой черты в конце; все они перечислены в /api/v1/docs."),
)
EVENT_NOT_FOUND: Final = ProblemType(
    status=404, code="event.not_found", text=_("Событие не найдено или снято с публикации.")
)
BUSINESS_NOT_FOUND: Final = ProblemType(
    status=404, code="business.not_found", text=_("Заведение не найдено или снято с публикации.")
)
PROMOTION_NOT_FOUND: Final = ProblemType(
    status=404, code="promotion.not_found", text=_("Акция не найдена или снята с публикации.")
)
MERGED: Final = ProblemType(status=301, code="entry.merged", text=_("Запись объединена с другой."))
GONE: Final[Mapping[str, ProblemType]] = {
    "withdrawn": ProblemType(status=410, code="entry.withdrawn", text=_("Запись снята с публикации.")),
    "archived": ProblemType(status=410, code="entry.archived", text=_("Запись в архиве и больше не показывается.")),
    "expired": ProblemType(status=410, code="entry.expired", text=_("Срок показа записи закончился.")),
    "deleted": ProblemType(status=410, code="entry.deleted", text=_("Запись удалена.")),
    "merged": ProblemType(status=410, code="entry.merged_away", text=_("Запись объединена с той, что снята с сайта.")),
}
PREVIEW_NOT_FOUND: Final = ProblemType(
    status=404,
    code="preview.not_found",
    text=_("Ссылка на черновик больше не действует. Откройте предпросмотр в админке ещё раз."),
)
CITY_NOT_FOUND: Final = ProblemType(status=404, code="city.not_found", text=_("Такого города нет."))
METHOD_NOT_ALLOWED: Final = ProblemType(
    status=405, code="api.method_not_allowed", text=_("Этот адрес не принимает такие запросы.")
)
TOO_LARGE: Final = ProblemType(status=413, code="api.too_large", text=_("Запрос слишком большой."))
TOO_MANY_REQUESTS: Final = ProblemType(
    status=429, code="api.too_many_requests", text=_("Слишком много запросов. Повторите позже.")
)
INTERNAL_ERROR: Final = ProblemType(
    status=500, code="api.internal_error", text=_("На сервере произошла ошибка, она записана. Повторите позже.")
)
UNAVAILABLE: Final = ProblemType(
    status=503, code="api.unavailable", text=_("Сервис временно недоступен. Повторите через минуту.")
)

ALL_TYPES: Final = (
    INVALID_PARAMETER,
    BAD_REQUEST,
    UNAUTHORISED,
    FORBIDDEN,
    UNKNOWN_ADDRESS,
    EVENT_NOT_FOUND,
    BUSINESS_NOT_FOUND,
    PROMOTION_NOT_FOUND,
    MERGED,
    *GONE.values(),
    PREVIEW_NOT_FOUND,
    CITY_NOT_FOUND,
    METHOD_NOT_ALLOWED,
    TOO_LARGE,
    TOO_MANY_REQUESTS,
    INTERNAL_ERROR,
    UNAVAILABLE,
)
# What a bare status means when the framework, not a view, refused.
_BY_STATUS: Final[Mapping[int, ProblemType]] = {
    400: BAD_REQUEST,
    401: UNAUTHORISED,
    403: FORBIDDEN,
    404: UNKNOWN_ADDRESS,
    405: METHOD_NOT_ALLOWED,
    413: TOO_LARGE,
    429: TOO_MANY_REQUESTS,
    503: UNAVAILABLE,
}


@dataclass(kw_only=True)
class ProblemError(Exception):
    """Ends a request with a refusal; ``fields`` holds what is wrong by parameter, ``headers`` what else to send."""

    problem: ProblemType
    fields: Mapping[str, ValidationError] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)


def problem_of_status(status: int) -> ProblemType:
    """Return what a status of the framework's own means."""
    if known := _BY_STATUS.get(status):
        return known
    return INTERNAL_ERROR if status >= HTTPStatus.INTERNAL_SERVER_ERROR else BAD_REQUEST


def problem_body(
    problem: ProblemType, *, language: Language, status: int = 0, fields: Mapping[str, ValidationError] | None = None
) -> bytes:
    """Return the JSON of a refusal, written in ``language``; ``status`` replaces the usual one of the type."""
    with override(language):
        title = str(problem.text)
        told = {name: list(error.messages) for name, error in (fields or {}).items()}
    sentences = [f"{name}: {' '.join(messages)}" for name, messages in told.items()]
    detail = " ".join(sentences) or title
    return to_json(
        Problem(
            type=f"{_DOCUMENTATION}{problem.code}",
            title=title,
            status=status or problem.status,
            code=problem.code,
            detail=detail,
            error=detail,
            message=detail,
            fields=told,
        )
    ).encode()


def problem_response(error: ProblemError, *, language: Language) -> HttpResponse:
    """Return the answer of a refusal; caches never keep it."""
    return HttpResponse(
        problem_body(error.problem, language=language, fields=error.fields),
        status=error.problem.status,
        content_type=CONTENT_TYPE,
        headers={**SECURITY_HEADERS, **NEVER_STORED, "Content-Language": language, **error.headers},
    )
