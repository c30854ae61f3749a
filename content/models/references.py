"""Foreign keys of a stored version: which of them still lead somewhere, asked once per table instead of per row."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from modelcluster.fields import ParentalKey
from modelcluster.models import get_all_child_relations

# The table and the column that a key leads to.
Place = tuple[type[models.Model], str]


def with_living_references(model: type[models.Model], data: Mapping[str, Any]) -> dict[str, Any]:
    """Return a stored version without the keys of vanished rows, as Wagtail's own reading treats them.

    A key that would be set to null is, on the entry itself any vanished one; rows of the entry whose key would have
    deleted them are left out. Keys that do nothing on deletion stay. The key of a row to its entry is dropped: the row
    gets it from the entry that it becomes part of.
    """
    inline = {rel.get_accessor_name(): rel.related_model for rel in get_all_child_relations(model)}
    rows = {name: [_without_parent(child, row) for row in data[name]] for name, child in inline.items() if name in data}
    wanted: dict[Place, set[Any]] = defaultdict(set)
    for place, _field, value in _keys_of_all(model, data, inline, rows):
        wanted[place].add(value)
    living = {place: _living(*place, values) for place, values in wanted.items()}
    kept = {
        name: [checked for row in found if (checked := _checked(inline[name], row, living, is_row=True)) is not None]
        for name, found in rows.items()
    }
    return {**(_checked(model, data, living, is_row=False) or {}), **kept}


def _keys_of_all(
    model: type[models.Model],
    data: Mapping[str, Any],
    inline: Mapping[str, type[models.Model]],
    rows: Mapping[str, list[dict[str, Any]]],
) -> Iterator[tuple[Place, Any, Any]]:
    yield from _keys(model, data)
    for name, found in rows.items():
        for row in found:
            yield from _keys(inline[name], row)


def _keys(model: type[models.Model], data: Mapping[str, Any]) -> Iterator[tuple[Place, Any, Any]]:
    """Give the filled foreign keys of a row: where they lead, the field and the value."""
    for name, stored in data.items():
        try:
            field: Any = model._meta.get_field(name)
        except FieldDoesNotExist:
            continue
        if stored is None or not isinstance(field, models.ForeignKey):
            continue
        target = field.target_field
        yield (field.remote_field.model, target.attname), field, target.to_python(stored)


def _living(model: type[models.Model], column: str, values: set[Any]) -> set[Any]:
    return set(model._default_manager.filter(**{f"{column}__in": values}).values_list(column, flat=True))


def _checked(
    model: type[models.Model], data: Mapping[str, Any], living: Mapping[Place, set[Any]], *, is_row: bool
) -> dict[str, Any] | None:
    """Return a row with its dead keys emptied, ``None`` for a row that went with what it belonged to."""
    kept = dict(data)
    for place, field, value in _keys(model, data):
        on_delete = field.remote_field.on_delete
        if value in living[place] or on_delete is models.DO_NOTHING:
            continue
        if is_row and on_delete is models.CASCADE:
            return None
        kept[field.name] = None
    return kept


def _without_parent(model: type[models.Model], row: Mapping[str, Any]) -> dict[str, Any]:
    parents = {field.name for field in model._meta.get_fields() if isinstance(field, ParentalKey)}
    return {name: value for name, value in row.items() if name not in parents}
