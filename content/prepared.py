"""Statements composed once by the ORM and then only executed.

Composing the SQL of a list costs several times what PostgreSQL needs to answer it. The statement depends on which
criteria were given, not on their values: it is composed from placeholders, and each parameter of the statement is then
known to be one of the criteria or a constant. PostgreSQL keeps the plan too (a prepared statement of the connection).
"""

import re
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime, timedelta
from threading import Lock
from typing import Any, Final, Generic, TypeVar
from uuid import UUID

import psycopg
from django.db import connection
from django.db.models import QuerySet

_Criteria = TypeVar("_Criteria")
_ROUNDS: Final = (1, 2)
# Criteria come from the public: what they can be is limited, and so is what is remembered.
_MAX_STATEMENTS: Final = 500
_PARAMETER: Final = re.compile(r"%%|%s|(?P<word>LIMIT|OFFSET) (?P<number>[0-9]+)")
_LIMIT: Final = 1_000_000
_BASE: Final = datetime(1901, 1, 1, tzinfo=UTC)


class DerivedParameterError(Exception):
    """A parameter is computed from a criterion: it has to become a criterion itself."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Rows:
    """Which rows of a selection: at most ``limit`` after the first ``offset``."""

    limit: int
    offset: int = 0


# From the criteria and the rows asked for to one parameter.
_Getter = Callable[[Any, Rows], Any]


@dataclass(frozen=True, slots=True)
class _Statement:
    sql: str
    parameters: tuple[_Getter, ...]


@dataclass(frozen=True, slots=True)
class _Slice:
    """A limit or offset among the parameters."""

    number: int


class _PreparedCursor(psycopg.Cursor[Any]):
    """Binds parameters in the server and lets it keep the plan."""

    def execute(self, query: Any, params: Any = None, **_options: Any) -> Any:
        return super().execute(query, params, prepare=True)


class PreparedSelection(Generic[_Criteria]):
    """The statements of one selection.

    ``compose(criteria, variant, rows)`` returns the queryset of tuples, sliced as ``rows`` says; ``variant`` is
    anything hashable that the statement differs by, as a language.
    """

    def __init__(self, compose: Callable[[_Criteria, Any, Rows], QuerySet[Any]]) -> None:
        self._compose = compose
        self._statements: dict[Hashable, _Statement] = {}
        self._lock = Lock()

    def rows(self, criteria: _Criteria, *, variant: Hashable, rows: Rows) -> list[tuple[Any, ...]]:
        """Return rows of the selection, in one query."""
        shape = (variant, rows.offset > 0, *map(_shape, _values(criteria)))
        statement = self._statements.get(shape)
        if statement is None:
            statement = self._prepared(criteria, variant, rows)
            self._remember(shape, statement)
        parameters = [get(criteria, rows) for get in statement.parameters]
        connection.ensure_connection()
        # Django's own wrapper, without which neither logs nor tests would see the query.
        raw = _PreparedCursor(connection.connection)
        with connection._prepare_cursor(raw) as cursor:  # type: ignore[attr-defined]  # noqa: SLF001 - the only way to it
            cursor.execute(statement.sql, parameters)
            found: list[tuple[Any, ...]] = cursor.fetchall()
            return found

    def _remember(self, shape: Hashable, statement: _Statement) -> None:
        with self._lock:
            if len(self._statements) >= _MAX_STATEMENTS:
                # The oldest goes: whatever is asked often is soon there again, however many odd questions came.
                del self._statements[next(iter(self._statements))]
            self._statements[shape] = statement

    def _prepared(self, criteria: _Criteria, variant: Hashable, rows: Rows) -> _Statement:
        composed = [self._composed(criteria, variant, rows, number) for number in _ROUNDS]
        (sql, first, known), (other_sql, second, _known) = composed
        if sql != other_sql or len(first) != len(second):
            raise DerivedParameterError(sql)
        getters = []
        for value, other in zip(first, second, strict=True):
            getter = known.get(_key(value))
            if getter is None and value != other:
                raise DerivedParameterError(f"{value!r} in {sql}")
            getters.append(getter or _constant(value))
        return _Statement(sql, tuple(getters))

    def _composed(
        self, criteria: Any, variant: Hashable, rows: Rows, number: int
    ) -> tuple[str, Sequence[Any], dict[Hashable, _Getter]]:
        """Return the statement for placeholders, its parameters, and what each placeholder stands for."""
        known: dict[Hashable, _Getter] = {}
        given = {}
        for place, field in enumerate(fields(criteria)):
            given[field.name] = _placeholder(getattr(criteria, field.name), place, number)
            known |= dict(_getters(field.name, given[field.name]))
        sliced = Rows(limit=_LIMIT + number, offset=5 * _LIMIT + number if rows.offset else 0)
        sql, parameters = self._compose(replace(criteria, **given), variant, sliced).query.sql_with_params()
        known |= {_key(found): getter for found, getter in _slices(sliced)}
        return *_with_slices_as_parameters(sql, parameters), known


def _slices(rows: Rows) -> Iterator[tuple[_Slice, _Getter]]:
    yield _Slice(rows.limit), lambda _criteria, rows: rows.limit
    if rows.offset:
        yield _Slice(rows.offset), lambda _criteria, rows: rows.offset
        yield _Slice(rows.limit + rows.offset), lambda _criteria, rows: rows.limit + rows.offset


def _with_slices_as_parameters(sql: str, parameters: Sequence[Any]) -> tuple[str, list[Any]]:
    """Return a statement whose limits and offsets, literals in the SQL of the ORM, are parameters like all others."""
    values: list[Any] = []
    rest = iter(parameters)

    def parameter(found: re.Match[str]) -> str:
        if found[0] == "%%":
            return "%%"
        if found["number"] is None:
            values.append(next(rest))
            return "%s"
        if int(found["number"]) < _LIMIT:
            # A limit of the selection itself, as in EXISTS.
            return found[0]
        values.append(_Slice(int(found["number"])))
        return f"{found['word']} %s"

    return _PARAMETER.sub(parameter, sql), values


def _values(criteria: Any) -> Iterator[Any]:
    return (getattr(criteria, field) for field in criteria.__dataclass_fields__)


def _is_list(value: tuple[Any, ...]) -> bool:
    """Tell lists of values, which become one parameter, from records of several."""
    return len(set(map(type, value))) <= 1


def _shape(value: Any) -> Hashable:
    """Return what of a criterion the statement depends on."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, tuple):
        # One value may be compared otherwise than several, which are all alike.
        return tuple(map(_shape, value[:2] if _is_list(value) else value))
    return (type(value).__name__,)


def _placeholder(value: Any, place: int, number: int) -> Any:
    """Return a value of the same shape that appears nowhere else."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, tuple):
        items = value[:2] if _is_list(value) else value
        return tuple(_placeholder(item, 50 * (place + 1) + index, number) for index, item in enumerate(items))
    # Small enough for every integer column.
    count = 10_000 * number + place
    match value:
        case datetime():
            return _BASE + timedelta(seconds=count)
        case date():
            return (_BASE + timedelta(days=count)).date()
        case UUID():
            return UUID(int=count)
        case int() | float():
            return type(value)(count)
        case str():
            return f"§{count}§"
    raise TypeError(f"criteria cannot hold {type(value)}")


def _getters(name: str, given: Any) -> Iterator[tuple[Hashable, _Getter]]:
    if given is None or isinstance(given, bool):
        return
    if not isinstance(given, tuple):
        yield _key(given), lambda criteria, _rows: getattr(criteria, name)
        return
    yield _key(list(given)), lambda criteria, _rows: list(getattr(criteria, name))
    for index, item in enumerate(given):
        if not isinstance(item, bool):
            yield _key(item), _item_getter(name, index)


def _item_getter(name: str, index: int) -> _Getter:
    return lambda criteria, _rows: getattr(criteria, name)[index]


def _key(value: Any) -> Hashable:
    if isinstance(value, int) and not isinstance(value, bool):
        # The database's own integers are integers too.
        return (int, int(value))
    return (type(value), tuple(value) if isinstance(value, list) else value)


def _constant(value: Any) -> _Getter:
    return lambda _criteria, _rows: value
