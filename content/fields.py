"""Model fields of our own."""

from typing import Any

from django import forms
from django.contrib.postgres.fields import ArrayField


class ChoicesField(ArrayField):  # type: ignore[type-arg]  # the item's type is given by the base field
    """Several of a few words; in forms, boxes to tick."""

    def formfield(self, **kwargs: Any) -> Any:
        """Return a field of boxes instead of a line of commas."""
        options = {
            "form_class": forms.TypedMultipleChoiceField,
            "choices": self.base_field.choices,
            "coerce": str,
            "empty_value": [],
            "widget": forms.CheckboxSelectMultiple,
            **kwargs,
        }
        # Past ArrayField, which would split the value at commas.
        return super(ArrayField, self).formfield(**options)
