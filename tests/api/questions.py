"""Questions for the API that nobody sensible would ask, made from the OpenAPI document."""

from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from typing import Any, Final
from urllib.parse import urlsplit

import requests
import schemathesis
from hypothesis import strategies as st
from schemathesis import GenerationMode

from api.schema import openapi_document
from tests.api.closed_document import closed_document
from tests.api.roads import environ_of

METHODS: Final = ["HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW"]
NUMBERS: Final = ["-1", "0", "1", "200", "201", "9" * 30, "-" + "9" * 30, "1e309", "1.5", "NaN", "∞", "٣", "0x10"]
TIMES: Final = [
    *("0000-00-00", "0001-01-01", "9999-12-31", "2026-02-30", "2026-13", "0001-01", "9999-12", "-2026-01-01"),
    *("2026-11-25T25:00", "2026-11-25T19:00+99:99", "2026-11-25T19:00:00Z", "23:59-24:00", "18:00-"),
]
PLACES: Final = [
    *("0,0", "90,180", "-90,-180", "91,0", "1,2,3", "inf,nan", "999999999km", "-3km", "0m"),
    *("180,90,-180,-90", "67,47,68,48", "67,48,68,47", "-1e308,-1e308,1e308,1e308"),
]
# Cursors that were never handed out: no base64, no JSON, another shape, numbers that no database takes.
CURSORS: Final = [
    *("x", "W10", "bnVsbA", "e30", "WzAsMSwieCJd", "WzFlOTk5OSwxLCJ4Il0", "WyJhIiwiYiIsImMiXQ", "A" * 10_000),
]
TEXTS: Final = [
    *("\x00", "a\x00b", "", " ", " 7 ", "%", "%00", "';--", "!", "!!", ",,,", "\U0010ffff", "\u202e", "\ufeff"),
    *("<script>", "../../etc/passwd", "null", "true", "{}", "[]", "\r\nX-A: b", "🎺" * 300, "ы" * 10_000),
]
NONSENSE: Final = [*NUMBERS, *TIMES, *PLACES, *CURSORS, *TEXTS]
# What no entry is called.
UNKNOWN: Final = ["nothing", "\x00", "%", "..", "🎺", "a/b", "x" * 5000, "00000000-0000-0000-0000-000000000000"]
HEADERS: Final[dict[str, list[str]]] = {
    "Accept-Language": ["kk", "ru-KZ,ru;q=0.9", "*", "en;q=x", ",;,", "kk," * 3000, "\u00e9"],
    "Origin": ["http://localhost:5173", "https://evil.example", "null", "://", "http://[", "x" * 3000],
    "Host": ["testserver", "localhost:8000", "[::1]", "evil.example:99999", "a b", "..", "x" * 300],
    "If-None-Match": ["*", '"x"', "W/", '"' * 3000, ",", "\u00e9"],
    "If-Modified-Since": ["yesterday", "Wed, 25 Nov 2026 10:00:00 GMT", "-1"],
    "Range": ["bytes=0-1", "bytes=-", "lines=1"],
    "Accept": ["text/html", "*/*", "application/xml;q=0.1", "/", "json"],
    "Content-Type": ["application/json", "text/plain", "multipart/form-data", "/"],
    "Cookie": ["sessionid=x", "=;=", "\u00e9=1"],
    "X-Request-ID": ["abc", "a b", "x" * 5000],
    "X-HTTP-Method-Override": ["DELETE"],
    "X-Forwarded-Proto": ["https", "gopher", ""],
}


@dataclass(frozen=True, kw_only=True)
class Question:
    """A request as schemathesis knows it, and as a WSGI server hands it over."""

    case: Any
    prepared: requests.PreparedRequest
    method: str
    headers: dict[str, str]

    def environ(self) -> dict[str, Any]:
        """Return a new WSGI environment; an application may change it."""
        address = urlsplit(self.prepared.url)
        sent = {f"HTTP_{name.upper().replace('-', '_')}": text for name, text in self.headers.items()}
        if (content_type := sent.pop("HTTP_CONTENT_TYPE", None)) is not None:
            sent["CONTENT_TYPE"] = content_type
        return environ_of(self.method, address.path, address.query, **sent)


@cache
def operations() -> list[tuple[str, str]]:
    """Return path and method of every operation."""
    paths: dict[str, dict[str, Any]] = openapi_document()["paths"]
    return [(path, method) for path, known in paths.items() for method in known]


@cache
def _known(*, is_whole: bool = True) -> Any:
    """Return what schemathesis knows of the API; ``is_whole`` false: with any choice of keys in answers."""
    document: dict[str, Any] = deepcopy(closed_document())
    for shape in () if is_whole else document["components"]["schemas"].values():
        shape.pop("required", None)
    return schemathesis.openapi.from_dict(document)


def share(path: str, method: str) -> float:
    """Return which share of all questions an operation deserves: the more parameters it has, the more."""
    weights = {each: 8 + len(_values(*each)) for each in operations()}
    return weights[path, method] / sum(weights.values())


@st.composite
def questions(draw: st.DrawFn, path: str, method: str, entries: list[str]) -> Question:
    """Ask an operation with what means something here, by the rules, against them and with nonsense.

    ``entries`` are ids and slugs of entries, public or not.
    """
    generated = draw(st.sampled_from([GenerationMode.POSITIVE, GenerationMode.NEGATIVE]))
    case = draw(_known()[path][method.upper()].as_strategy(generation_mode=generated))
    is_sensible = draw(st.booleans())
    for name in case.path_parameters or {}:
        if is_sensible or draw(st.booleans()):
            case.path_parameters[name] = draw(st.sampled_from(entries if is_sensible else UNKNOWN))
    sent = {} if is_sensible else dict(case.query or {})
    known = _values(path, method)
    for name in draw(st.lists(st.sampled_from(sorted(known)), max_size=5, unique=True)) if known else ():
        sent[name] = draw(st.sampled_from([*known[name], *entries] if is_sensible else NONSENSE))
    case.query = sent
    if "fields" in sent:
        case.operation = _known(is_whole=False)[path][method.upper()]
    names = draw(st.lists(st.sampled_from(sorted(HEADERS)), max_size=3, unique=True))
    return Question(
        case=case,
        prepared=requests.Request(**case.as_transport_kwargs(base_url="http://testserver")).prepare(),
        method=draw(st.sampled_from([*[method.upper()] * 40, *METHODS])),
        headers={name: draw(st.sampled_from(HEADERS[name])) for name in names},
    )


@cache
def _values(path: str, method: str) -> dict[str, list[Any]]:
    """Return the query parameters and values of them that the document itself names."""
    declared = openapi_document()["paths"][path][method].get("parameters", [])
    return {each["name"]: _choices(each["schema"]) for each in declared if each["in"] == "query"}


def _choices(schema: dict[str, Any]) -> list[Any]:
    if schema["type"] == "boolean":
        return ["true", "false"]
    if schema["type"] == "integer":
        return [schema.get("minimum", 0), 1, 6, schema.get("maximum", 9999)]
    return [*schema.get("examples", []), *schema.get("enum", []), *schema.get("items", {}).get("enum", [])]
