"""The OpenAPI document prepared for the page that people read: pure, from one dictionary to plain values."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

Document = Mapping[str, Any]

# What every list understands comes last, so that a read begins with what is its own.
_LAST: Final = ("bbox", "near", "radius", "q", "sort", "fields", "limit", "offset", "cursor", "count", "lang")
_TYPES: Final = {
    "string": "строка",
    "integer": "целое число",
    "number": "число",
    "boolean": "true или false",
    "object": "объект",
    "null": "null",
}
_FORMATS: Final = {"date-time": "момент, ISO 8601", "uuid": "id (UUID)", "uri": "адрес (URL)"}


@dataclass(frozen=True, kw_only=True, slots=True)
class TypeText:
    """A type in words; ``schema`` is the name of the described object it holds, if any."""

    text: str
    schema: str = ""
    is_nullable: bool = False
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Parameter:
    """A parameter of an operation; ``where`` is ``path`` or ``query``."""

    name: str
    where: str
    type: TypeText
    description: str
    default: str
    example: str
    repeats: bool

    @property
    def options(self) -> tuple[str, ...]:
        """The values to choose from, where there are only a few."""
        if self.repeats:
            return ()
        return ("true", "false") if self.type.text == _TYPES["boolean"] else self.type.choices


@dataclass(frozen=True, kw_only=True, slots=True)
class Response:
    """A possible answer; ``example`` is indented JSON or empty."""

    status: str
    description: str
    type: TypeText | None
    headers: tuple[tuple[str, str], ...]
    example: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Operation:
    """One read."""

    name: str
    method: str
    path: str
    summary: str
    description: str
    parameters: tuple[Parameter, ...]
    responses: tuple[Response, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Section:
    """The operations of one tag."""

    title: str
    operations: tuple[Operation, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Property:
    """A key of a described object."""

    name: str
    type: TypeText
    description: str
    is_required: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Schema:
    """A described object, or several that one place may hold."""

    name: str
    description: str
    properties: tuple[Property, ...]
    one_of: tuple[str, ...]


def sections(document: Document) -> list[Section]:
    """Return the operations by their first tag, both in the order of the document."""
    by_tag: dict[str, list[Operation]] = {}
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            by_tag.setdefault(operation["tags"][0], []).append(_operation(path, method, operation))
    return [Section(title=tag, operations=tuple(operations)) for tag, operations in by_tag.items()]


def schemas(document: Document) -> list[Schema]:
    """Return the described objects by name."""
    return [_schema(name, schema) for name, schema in sorted(document["components"]["schemas"].items())]


def type_text(schema: Mapping[str, Any]) -> TypeText:
    """Return a JSON schema in words."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return TypeText(text=name, schema=name)
    if "oneOf" in schema:
        return _either(schema["oneOf"])
    kinds = [schema["type"]] if isinstance(schema.get("type"), str) else list(schema.get("type", ["object"]))
    kind = next((kind for kind in kinds if kind != "null"), "null")
    is_nullable = "null" in kinds and kind != "null"
    if kind == "array":
        inner = type_text(schema["items"])
        return TypeText(
            text=f"массив: {inner.text}", schema=inner.schema, is_nullable=is_nullable, choices=inner.choices
        )
    if kind == "object" and isinstance(schema.get("additionalProperties"), dict):
        inner = type_text(schema["additionalProperties"])
        return TypeText(text=f"объект, значения: {inner.text}", schema=inner.schema, is_nullable=is_nullable)
    return TypeText(
        text=_FORMATS.get(schema.get("format", ""), _TYPES[kind]),
        is_nullable=is_nullable,
        choices=tuple(str(choice) for choice in schema.get("enum", ()) if choice is not None),
    )


def _either(alternatives: Iterable[Mapping[str, Any]]) -> TypeText:
    types = [type_text(alternative) for alternative in alternatives]
    told = [each for each in types if each.text != _TYPES["null"]]
    return TypeText(
        text=" или ".join(each.text for each in told),
        schema=told[0].schema if len(told) == 1 else "",
        is_nullable=len(told) < len(types),
    )


def _operation(path: str, method: str, operation: Mapping[str, Any]) -> Operation:
    parameters = [_parameter(parameter) for parameter in operation.get("parameters", ())]
    parameters.sort(key=lambda parameter: _LAST.index(parameter.name) if parameter.name in _LAST else -1)
    return Operation(
        name=operation["operationId"],
        method=method.upper(),
        path=path,
        summary=operation["summary"],
        description=operation["description"],
        parameters=tuple(parameters),
        responses=tuple(_response(status, response) for status, response in operation["responses"].items()),
    )


def _parameter(parameter: Mapping[str, Any]) -> Parameter:
    schema = parameter["schema"]
    examples = schema.get("examples", ())
    example = examples[0] if examples else ""
    return Parameter(
        name=parameter["name"],
        where=parameter["in"],
        type=type_text(schema),
        description=parameter.get("description", ""),
        default=json.dumps(schema["default"]) if "default" in schema else "",
        example=example[0] if isinstance(example, list) else str(example),
        repeats=schema.get("type") == "array",
    )


def _response(status: str, response: Mapping[str, Any]) -> Response:
    content: Mapping[str, Any] = next(iter(response.get("content", {}).values()), {})
    example = next(iter(content.get("examples", {}).values()), None)
    return Response(
        status=status,
        description=response["description"],
        type=type_text(content["schema"]) if "schema" in content else None,
        headers=tuple((name, header["description"]) for name, header in response.get("headers", {}).items()),
        example=json.dumps(example["value"], ensure_ascii=False, indent=2) if example else "",
    )


def _schema(name: str, schema: Mapping[str, Any]) -> Schema:
    required = set(schema.get("required", ()))
    return Schema(
        name=name,
        description=schema.get("description", ""),
        properties=tuple(
            Property(
                name=key,
                type=type_text(described),
                description=described.get("description", ""),
                is_required=key in required,
            )
            for key, described in schema.get("properties", {}).items()
        ),
        one_of=tuple(type_text(alternative).text for alternative in schema.get("oneOf", ())),
    )
