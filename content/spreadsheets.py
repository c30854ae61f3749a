"""Cells of exported tables that a spreadsheet program shows as they are."""

from typing import Any, Final

_STARTS_OF_FORMULAS: Final = ("=", "+", "-", "@", "\t", "\r")


def safe_cell(value: Any) -> Any:
    """Return a value that no spreadsheet program takes for a formula: such a text begins with an apostrophe."""
    if isinstance(value, str) and value.lstrip().startswith(_STARTS_OF_FORMULAS):
        return f"'{value}"
    return value
