"""How a read describes itself in OpenAPI, and the finished document."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any, Final

import orjson
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, OpenApiResponse, extend_schema, extend_schema_view

from api.problems import ALL_TYPES, CONTENT_TYPE, INVALID_PARAMETER, ProblemType, problem_body
from api.serializers import ProblemSerializer

_WHY: Final = {
    400: "Параметр не удалось разобрать; какой именно, сказано в `fields`.",
    301: "Запись объединена с другой: её адрес в заголовке `Location`.",
    410: "Запись была опубликована и снята; почему, говорит `code`.",
    404: "Такой записи нет, или она не опубликована.",
}


def reading(
    *,
    operation_id: str,
    tag: str,
    summary: str,
    description: str,
    answer: Any,
    example: Any,
    media_type: str = "application/json",
    errors: tuple[ProblemType, ...] = (),
    is_list: bool = False,
    key: tuple[str, str] | None = None,
) -> Callable[[type[Any]], type[Any]]:
    """Describe the ``get`` of a read: query parameters come from its filter set, ``errors`` are its refusals.

    ``answer`` is a serializer or an OpenAPI type, of
    ``media_type``. ``key`` is the name and the description of the parameter in its path.
    """
    return extend_schema_view(
        get=extend_schema(
            operation_id=operation_id,
            tags=[tag],
            summary=summary,
            description=description,
            filters=True,
            auth=[],
            parameters=[*_path_parameter(key), *_response_headers(is_list=is_list)],
            responses={
                (200, media_type): OpenApiResponse(answer, description="Ответ."),
                304: OpenApiResponse(description="Не изменилось: `ETag` совпал с присланным `If-None-Match`."),
                **{
                    (problem.status, CONTENT_TYPE): OpenApiResponse(ProblemSerializer, description=_WHY[problem.status])
                    for problem in errors
                },
            },
            examples=[
                *_example(example, media_type),
                *(_problem_example(problem) for problem in errors),
            ],
        )
    )


def _example(value: Any, media_type: str) -> list[OpenApiExample]:
    return [OpenApiExample("Пример", value=value, response_only=True, media_type=media_type, status_codes=["200"])]


def _path_parameter(key: tuple[str, str] | None) -> list[OpenApiParameter]:
    if key is None:
        return []
    name, description = key
    return [OpenApiParameter(name, OpenApiTypes.STR, OpenApiParameter.PATH, description=description)]


def _response_headers(*, is_list: bool) -> list[OpenApiParameter]:
    headers = [_header("ETag", "Метка ответа: пришлите её в `If-None-Match`, и без изменений придёт пустой 304.")]
    if is_list:
        headers += [
            _header("Link", "Адреса соседних страниц: `first`, `prev`, `next` (RFC 8288)."),
            _header("X-Total-Count", "Сколько записей подходит всего; только с `count=true`."),
            _header("X-Search-Degraded", "`true`, если на `q` ответил запасной поиск."),
        ]
    return headers


def _header(name: str, description: str) -> OpenApiParameter:
    return OpenApiParameter(name, OpenApiTypes.STR, OpenApiParameter.HEADER, description=description, response=["200"])


def _problem_example(problem: ProblemType) -> OpenApiExample:
    fields = {"lang": _("Есть тексты на русском (ru) и на казахском (kk).")} if problem is INVALID_PARAMETER else {}
    body = problem_body(
        problem, language="ru", fields={name: ValidationError(sentence) for name, sentence in fields.items()}
    )
    return OpenApiExample(
        problem.code,
        value=orjson.loads(body),
        response_only=True,
        media_type=CONTENT_TYPE,
        status_codes=[str(problem.status)],
    )


def only_our_own(endpoints: list[tuple[str, str, str, Any]]) -> list[tuple[str, str, str, Any]]:
    """Leave out what other packages answer (Wagtail's admin has an API of its own); a drf-spectacular hook."""
    return [endpoint for endpoint in endpoints if endpoint[0].startswith("/api/v1/")]


def without_marks(result: dict[str, Any], **_kwargs: Any) -> dict[str, Any]:
    """Remove the notes that drf-spectacular leaves for its own use; a drf-spectacular hook."""
    for schema in result["components"]["schemas"].values():
        for described in schema.get("properties", {}).values():
            described.pop("x-spec-enum-id", None)
    return result


@lru_cache(maxsize=1)
def openapi_document() -> dict[str, Any]:
    """Return the OpenAPI document of the API, in Russian; it depends on the code alone."""
    with override("ru"):
        # drf-spectacular's generator has no annotations.
        generator = SchemaGenerator()  # type: ignore[no-untyped-call]
        document: dict[str, Any] = generator.get_schema(request=None, public=True)  # type: ignore[no-untyped-call]
    return document


def problem_codes() -> list[tuple[int, str, str]]:
    """Return status, code and Russian sentence of every refusal."""
    with override("ru"):
        return [(problem.status, problem.code, str(problem.text)) for problem in ALL_TYPES]
