"""What differs between two versions of an entry: fields, and rows of its inline children. Pure.

A version is the content of a Wagtail revision: a mapping from field names to JSON values, in which the inline children
of a relation are a list of mappings with a ``pk``. Primary keys of children change with every publication, so rows are
matched by their ``key``; rows without one (tags) are the same row when they say the same.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

Content = Mapping[str, Any]

# What the machinery keeps in the row of an entry: not written by people, or told by records of their own.
BOOKKEEPING: Final = frozenset(
    {
        "pk",
        "public_id",
        "live",
        "expired",
        "created_at",
        "first_published_at",
        "last_published_at",
        "latest_revision",
        "live_revision",
        "has_unpublished_changes",
        "locked",
        "locked_at",
        "locked_by",
    }
)
_BLOCK_KEY: Final = re.compile(r' data-block-key="[^"]*"')
_NAMES_OF_ROWS: Final = frozenset({"pk", "key"})


@dataclass(frozen=True, kw_only=True, slots=True)
class FieldChange:
    """A field that has another value; ``None`` where a version does not know the field."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True, kw_only=True, slots=True)
class RowChange:
    """A row of a relation that was added (``before`` is ``None``), removed (``after`` is ``None``) or changed.

    A changed row has only its changed fields, an added or removed one all that were filled in.
    """

    relation: str
    key: str
    before: Content | None
    after: Content | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Changes:
    """Everything that differs, in the order of the later version."""

    fields: Sequence[FieldChange] = ()
    rows: Sequence[RowChange] = ()

    def __bool__(self) -> bool:
        return bool(self.fields or self.rows)


def changes_between(before: Content | None, after: Content) -> Changes:
    """Compare two versions; without an earlier one, everything that is filled in counts as changed."""
    earlier = before or {}
    fields: list[FieldChange] = []
    rows: list[RowChange] = []
    for name in [*after, *(name for name in earlier if name not in after)]:
        if name in BOOKKEEPING:
            continue
        was, now = earlier.get(name), after.get(name)
        if is_relation(was) or is_relation(now):
            rows += _row_changes(name, was or [], now or [])
        elif _differ(was, now):
            fields.append(FieldChange(field=name, before=was, after=now))
    return Changes(fields=tuple(fields), rows=tuple(rows))


def is_relation(value: Any) -> bool:
    """Tell whether a value holds inline children."""
    return isinstance(value, list) and bool(value) and all(isinstance(row, Mapping) and "pk" in row for row in value)


def _differ(was: Any, now: Any) -> bool:
    was, now = _without_block_keys(was), _without_block_keys(now)
    return bool(was != now and not (_is_empty(was) and _is_empty(now)))


def _without_block_keys(value: Any) -> Any:
    """Return rich text without the keys that the editor gives its paragraphs, and an empty paragraph as nothing."""
    if not isinstance(value, str):
        return value
    text = _BLOCK_KEY.sub("", value)
    return "" if text == "<p></p>" else text


def _is_empty(value: Any) -> bool:
    return value is None or value in ("", [], {})


def _row_changes(relation: str, before: Sequence[Content], after: Sequence[Content]) -> list[RowChange]:
    earlier, later = _by_key(before), _by_key(after)
    found = []
    for key in [*later, *(key for key in earlier if key not in later)]:
        was, now = earlier.get(key), later.get(key)
        if was is None or now is None:
            shown = {"before": was and _filled(was), "after": now and _filled(now)}
            found.append(RowChange(relation=relation, key=key, **shown))
            continue
        changed = [
            name
            for name in [*now, *(name for name in was if name not in now)]
            if name not in _NAMES_OF_ROWS and _differ(was.get(name), now.get(name))
        ]
        if changed:
            found.append(
                RowChange(
                    relation=relation,
                    key=key,
                    before={name: was.get(name) for name in changed},
                    after={name: now.get(name) for name in changed},
                )
            )
    return found


def _by_key(rows: Sequence[Content]) -> dict[str, Content]:
    named: dict[str, Content] = {}
    for row in rows:
        key = str(row["key"]) if row.get("key") else _said(row)
        while key in named:
            # The same thing said twice is two rows.
            key += "+"
        named[key] = row
    return named


def _said(row: Content) -> str:
    """Return what a row says, as its name, where it has none."""
    said = {name: value for name, value in row.items() if name not in _NAMES_OF_ROWS}
    return json.dumps(said, sort_keys=True, ensure_ascii=False)


def _filled(row: Content) -> Content:
    return {name: value for name, value in row.items() if name not in _NAMES_OF_ROWS and not _is_empty(value)}
