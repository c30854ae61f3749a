"""What one record changes: the source against what it said before and against what the draft holds now. Pure."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, kw_only=True, slots=True)
class Conflict:
    """A field that the source and an editor both changed; the editor's value stays."""

    field: str
    source_value: Any
    draft_value: Any


@dataclass(frozen=True, kw_only=True, slots=True)
class ChangeSet:
    """What to apply to a draft.

    ``changes`` are the fields to set, ``remembered`` the values to keep as the source's own from now on, ``edited`` the
    fields that an editor has changed since the source last set them.
    """

    changes: Mapping[str, Any] = field(default_factory=dict)
    conflicts: tuple[Conflict, ...] = ()
    remembered: Mapping[str, Any] = field(default_factory=dict)
    edited: frozenset[str] = frozenset()


def content_hash(values: Mapping[str, Any]) -> str:
    """Return a hash of everything a source says of one record."""
    return hashlib.sha256(json.dumps(values, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def changes_between(
    *, said: Mapping[str, Any], said_before: Mapping[str, Any], current: Mapping[str, Any]
) -> ChangeSet:
    """Compare, field by field, what a source says now, what it said before and what the draft holds.

    Only what the source itself changed is applied, and only where the draft still holds what the source said before: a
    field that an editor changed is a conflict. A source that falls silent about a field erases nothing.
    """
    changes: dict[str, Any] = {}
    conflicts: list[Conflict] = []
    remembered = dict(said_before)
    edited = {name for name, value in current.items() if name in said_before and said_before[name] != value}
    for name, value in said.items():
        before, draft = said_before.get(name), current.get(name, said_before.get(name))
        if value == draft:
            remembered[name] = value
        elif value == before or _is_empty(value):
            continue
        elif draft == before or (name not in said_before and _is_empty(draft)):
            changes[name] = remembered[name] = value
        else:
            conflicts.append(Conflict(field=name, source_value=value, draft_value=draft))
    return ChangeSet(
        changes=changes, conflicts=tuple(conflicts), remembered=remembered, edited=frozenset(edited - set(changes))
    )


def _is_empty(value: Any) -> bool:
    return value in (None, "", [], {})
