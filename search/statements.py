"""Statements over the search columns: bounded in time, planned for their indexes."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from django.db import DatabaseError, connection, transaction

from search.engine import EngineUnavailable

TIMEOUT_MS: Final = 400
SIMILARITY: Final = "0.4"
"""Least share of trigrams in common; PostgreSQL's default of 0.6 misses "канцерт" for "концерт"."""

_SETTINGS: Final = ("statement_timeout", "pg_trgm.word_similarity_threshold", "enable_seqscan")
_DEFAULTS: Final = ("0", "0.6", "on")


@contextmanager
def bounded() -> Iterator[None]:
    """Bound the time of every statement inside; raise ``EngineUnavailable`` for any error of the database.

    All settings are as before afterwards: a whole request may be one transaction. Sequential scans are off, because
    the planner takes a word that it never saw for a frequent one and unpacks every row instead of asking the index.
    """
    try:
        with transaction.atomic():
            before = fetch_row(f"SELECT {', '.join('current_setting(%s, true)' for _ in _SETTINGS)}", _SETTINGS)
            _configure((str(TIMEOUT_MS), SIMILARITY, "off"))
            yield
            _configure(tuple(value or default for value, default in zip(before, _DEFAULTS, strict=True)))
    except DatabaseError as error:
        raise EngineUnavailable(f"PostgreSQL: {error}") from error


def fetch_row(sql: str, parameters: Any) -> tuple[Any, ...]:
    """Return the first row of a statement, empty if there is none."""
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        row: tuple[Any, ...] | None = cursor.fetchone()
    return row or ()


def fetch_column(sql: str, parameters: Any) -> list[Any]:
    """Return the first column of a statement."""
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return [row[0] for row in cursor.fetchall()]


def _configure(values: tuple[str, ...]) -> None:
    pairs = [item for pair in zip(_SETTINGS, values, strict=True) for item in pair]
    fetch_row(f"SELECT {', '.join('set_config(%s, %s, true)' for _ in _SETTINGS)}", pairs)
