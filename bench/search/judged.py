"""The judged queries as read from ``tests/search/judged_queries.toml``, where the format is described. Pure."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from language.codes import Language

FILE: Final = Path(__file__).resolve().parents[2] / "tests" / "search" / "judged_queries.toml"

_BEST: Final = 3
_SETTINGS: Final = frozenset({"asked_at", "city", "lists"})


@dataclass(frozen=True, kw_only=True, slots=True)
class JudgedQuery:
    """A query as typed, and the grades of what it should find by slug."""

    text: str
    group: str
    language: Language
    grades: Mapping[str, int]


@dataclass(frozen=True, kw_only=True, slots=True)
class JudgedSet:
    """All judged queries, and where and when they are asked."""

    asked_at: datetime
    city: str
    queries: tuple[JudgedQuery, ...]


def read_judged(path: Path = FILE) -> JudgedSet:
    """Read the file; raises ``ValueError`` for a judgement that cannot be read, naming it."""
    with path.open("rb") as file:
        tables = tomllib.load(file)
    lists = {name: _grades(text, {}) for name, text in tables["lists"].items()}
    return JudgedSet(
        asked_at=tables["asked_at"],
        city=tables["city"],
        queries=tuple(
            JudgedQuery(text=query, group=group, language=language, grades=_grades(judgement, lists))
            for group, by_language in tables.items()
            if group not in _SETTINGS
            for language, queries in by_language.items()
            for query, judgement in queries.items()
        ),
    )


def _grades(judgement: Any, lists: Mapping[str, Mapping[str, int]]) -> Mapping[str, int]:
    parts = judgement.split("|")
    if len(parts) > _BEST:
        raise ValueError(f"more than {_BEST} grades: {judgement!r}")
    grades: dict[str, int] = {}
    for lost, part in enumerate(parts):
        for name in part.split():
            if not name.startswith("@"):
                added: Mapping[str, int] = {name: _BEST - lost}
            elif name[1:] in lists:
                added = lists[name[1:]]
            else:
                raise ValueError(f"no list is called {name!r}")
            if grades.keys() & added.keys():
                raise ValueError(f"graded twice: {judgement!r}")
            grades.update(added)
    return grades
