"""The changes of an entry in the form that the audit log keeps: changed fields only, with names instead of numbers.

``{"title_ru": "…", "category": "Концерты", "dates": {"<key>": {"starts_at": "…"}}}``, once before and once after. What
a foreign key names is stored as text, because the log outlives what it is about.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Field, ForeignKey, Model

from content.revision_changes import Changes, RowChange

_GONE: Final = "№%s"


@dataclass(frozen=True, kw_only=True)
class ChangeRecord:
    """The changed fields before and after."""

    before: dict[str, Any]
    after: dict[str, Any]


def change_record(model: type[Model], changes: Changes) -> ChangeRecord:
    """Return what the audit log keeps of some changes; one query for each kind of row that is named."""
    names = _names(model, changes)
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    for change in changes.fields:
        field = field_of(model, change.field)
        before[change.field] = _readable(field, change.before, names)
        after[change.field] = _readable(field, change.after, names)
    for row in changes.rows:
        child = child_model(model, row.relation)
        for side, said in ((before, row.before), (after, row.after)):
            if said is not None:
                fields = {
                    name: _readable(field_of(child, name), value, names) for name, value in _own(model, row, said)
                }
                side.setdefault(row.relation, {})[row.key] = fields
    return ChangeRecord(before=before, after=after)


def field_of(model: type[Model] | None, name: str) -> "Field[Any, Any] | None":
    """Return a field by name; ``None`` where today's model has none, because old versions may know more."""
    if model is None:
        return None
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return None
    return field if isinstance(field, Field) else None


def child_model(model: type[Model], relation: str) -> type[Model] | None:
    """Return the model of the inline children of a relation."""
    try:
        found = model._meta.get_field(relation).related_model
    except FieldDoesNotExist:
        return None
    return found if isinstance(found, type) else None


def _own(model: type[Model], row: RowChange, said: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield the fields of a row without the one that leads back to its entry."""
    child = child_model(model, row.relation)
    for name, value in said.items():
        field = field_of(child, name)
        if not (isinstance(field, ForeignKey) and field.remote_field.model is model):
            yield name, value


def _names(model: type[Model], changes: Changes) -> Mapping[tuple[type[Model], Any], str]:
    """Return the names of everything that foreign keys in the changes lead to."""
    wanted: dict[type[Model], set[Any]] = defaultdict(set)
    for field, value in _values(model, changes):
        if isinstance(field, ForeignKey) and value is not None:
            wanted[field.remote_field.model].add(value)
    return {
        (target, pk): str(row)
        for target, pks in wanted.items()
        for pk, row in target._default_manager.in_bulk(list(pks)).items()
    }


def _values(model: type[Model], changes: Changes) -> "Iterator[tuple[Field[Any, Any] | None, Any]]":
    for change in changes.fields:
        for value in (change.before, change.after):
            yield field_of(model, change.field), value
    for row in changes.rows:
        child = child_model(model, row.relation)
        for said in (row.before, row.after):
            for name, value in _own(model, row, said or {}):
                yield field_of(child, name), value


def _readable(field: "Field[Any, Any] | None", value: Any, names: Mapping[tuple[type[Model], Any], str]) -> Any:
    if isinstance(field, ForeignKey) and value is not None:
        return names.get((field.remote_field.model, value), _GONE % value)
    return value
