"""What is wrong in a form, by name and with the place to go to: a form with many tabs hides it otherwise."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.text import capfirst


@dataclass(frozen=True, kw_only=True)
class FormError:
    """One message; ``anchor`` is the id of the element to go to, empty where the message is of the whole form."""

    label: str
    message: str
    anchor: str


def form_errors(form: Any) -> list[FormError]:
    """Return every error of a form and of its inline rows, in the order of the fields."""
    if not form.is_bound:
        return []
    found = list(_errors_of(form))
    for formset in getattr(form, "formsets", {}).values():
        name = capfirst(str(formset.model._meta.verbose_name))
        anchor = f"id_{formset.prefix}-FORMS"
        found += [FormError(label=name, message=text, anchor=anchor) for text in formset.non_form_errors()]
        kept = [row for row in formset.forms if row not in formset.deleted_forms]
        for number, row in enumerate(kept, 1):
            found += _errors_of(row, prefix=f"{name} {number}", anchor=anchor)
    return found


def _errors_of(form: Any, *, prefix: str = "", anchor: str = "") -> Iterator[FormError]:
    for name, texts in form.errors.items():
        if name == NON_FIELD_ERRORS or name not in form.fields:
            label, target = prefix, anchor
        else:
            field = form[name]
            label = capfirst(str(field.label))
            label = f"{prefix}: {label}" if prefix else label
            target = field.id_for_label or field.auto_id
        for text in texts:
            yield FormError(label=label, message=str(text), anchor=target)
