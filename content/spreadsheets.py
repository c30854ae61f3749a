"""Cells of exported tables that a spreadsheet program shows as they are."""

import re
from typing import Any, Final

# What spreadsheet programs take for a formula, some of them also behind spaces.
_FORMULA: Final = re.compile(r"^\s*[=+\-@]|^[\t\r]")
# Telephone numbers and figures are none.
_NUMBER: Final = re.compile(r"^[+-]?[ (]*\d[\d ()\-.,]*$")


def safe_cell(value: Any) -> Any:
    """Return a value that no spreadsheet program takes for a formula: such a text begins with an apostrophe."""
    if isinstance(value, str) and _FORMULA.match(value) and not _NUMBER.match(value):
        return f"'{value}"
    return value
