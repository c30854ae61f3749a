"""Rows of an entry's form (dates, pictures): what they choose from is read once for all of them."""

from functools import partial
from typing import Any, Final

from django.forms import ModelChoiceField, Select
from wagtail.admin.widgets import BaseChooser

_MAX_DIGITS: Final = 18


def share_lookups(form: Any) -> None:
    """Let the rows of each formset share their choices and the chosen rows, which each would ask for by itself."""
    for formset in form.formsets.values():
        rows = formset.forms
        for name, field in rows[0].fields.items() if rows else ():
            if isinstance(field, ModelChoiceField) and isinstance(field.widget, Select):
                given: Any = field.choices
                choices = list(given)
                for row in rows:
                    row.fields[name].choices = choices
            elif isinstance(field.widget, BaseChooser):
                _share_chosen(rows, name)


def _share_chosen(rows: list[Any], name: str) -> None:
    values = [row[name].value() for row in rows]
    texts = [str(value) for value in values]
    numbers = {int(text) for text in texts if text.isascii() and text.isdigit() and len(text) <= _MAX_DIGITS}
    chosen: Any = rows[0].fields[name].widget.model_class._default_manager.filter(pk__in=numbers)
    if hasattr(chosen.model, "renditions"):
        chosen = chosen.prefetch_related("renditions")
    known = {str(row.pk): row for row in chosen}
    for row in rows:
        row.fields[name].widget.get_instance = partial(_known, known)


def _known(known: dict[str, Any], value: Any) -> Any:
    return known.get(str(getattr(value, "pk", value)))
