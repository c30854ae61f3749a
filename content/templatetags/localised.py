"""Names of cities and categories in the reader's language."""

from typing import Any

from django import template

from content.columns import localised_label

register = template.Library()


@register.filter
def local_name(row: Any) -> str:
    """Return the name of a row that has one in both languages."""
    return localised_label(row)
