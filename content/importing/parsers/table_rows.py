"""CSV text to rows of cells, with line numbers, so that one unclosed quote does not swallow the rest of the file."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from django.utils.translation import gettext as _

from content.importing.candidates import ProblemLog

_NEWLINE = re.compile(r"\r\n|\n|\r")
_DELIMITERS = (",", ";", "\t")
# A description of more lines than this in one cell is an unclosed quote.
_MAX_LINES = 120
_MAX_CELL = 100_000


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """One record; ``line`` is its first physical line. A broken one holds no cells and was reported."""

    line: int
    cells: list[str]
    is_broken: bool = False


def find_delimiter(text: str) -> str:
    """Return the separator of the header row: the most frequent of comma, semicolon and tab outside quotes."""
    first = next((line for line in _NEWLINE.split(text[:_MAX_CELL]) if line.strip()), "")
    unquoted = re.sub(r'"[^"]*"', "", first)
    return max(_DELIMITERS, key=unquoted.count)


def read_rows(text: str, *, delimiter: str, notes: ProblemLog) -> Iterator[Row]:
    """Yield the records in order, blank lines left out."""
    lines = _NEWLINE.split(text)
    index = 0
    while index < len(lines):
        if not lines[index].strip():
            index += 1
            continue
        last = _last_line(lines, index, delimiter)
        if last is None:
            notes.error(
                "table.unclosed_quote",
                _("Кавычка открыта и не закрыта, строка пропущена."),
                line=index + 1,
                value=lines[index],
            )
            yield Row(line=index + 1, cells=[""], is_broken=True)
            index += 1
            continue
        yield _row(lines[index : last + 1], index + 1, delimiter, notes)
        index = last + 1


def _last_line(lines: list[str], first: int, delimiter: str) -> int | None:
    """Return the index of the line where the record that begins at ``first`` ends, ``None`` when no quote closes it."""
    state = _State.BETWEEN
    for index in range(first, min(first + _MAX_LINES, len(lines))):
        state = _state_after(lines[index], delimiter, state=state)
        if state is _State.CONFUSED:
            return None
        if state is _State.BETWEEN:
            return index
    return None


class _State(Enum):
    """Where the end of a line finds the reader: between records, inside quotes, or in a quote that closed wrongly."""

    BETWEEN = "between"
    QUOTED = "quoted"
    CONFUSED = "confused"


def _state_after(line: str, delimiter: str, *, state: _State) -> _State:
    """Follow the quotes of one line.

    As in the csv module, a quote opens a cell only at its beginning, and a doubled quote stands for itself. A cell that
    was opened on an earlier line and whose closing quote is followed by text was never meant to go on.
    """
    is_open = was_open = state is _State.QUOTED
    position = 0
    while position < len(line):
        if not is_open and line[position] == '"':
            is_open, was_open, position = True, False, position + 1
            continue
        if is_open:
            closing = line.find('"', position)
            if closing < 0:
                break
            position = closing + 1
            if line[position : position + 1] == '"':
                position += 1
                continue
            is_open = False
            if was_open and position < len(line) and line[position] != delimiter:
                return _State.CONFUSED
        following = line.find(delimiter, position)
        position = len(line) if following < 0 else following + 1
    return _State.QUOTED if is_open else _State.BETWEEN


def _row(lines: list[str], number: int, delimiter: str, notes: ProblemLog) -> Row:
    try:
        records = list(csv.reader(["\n".join(lines)], delimiter=delimiter))
    except csv.Error:
        notes.error(
            "table.broken_row", _("Строка не читается как таблица, она пропущена."), line=number, value=lines[0]
        )
        return Row(line=number, cells=[""], is_broken=True)
    cells = [cell[:_MAX_CELL] for record in records for cell in record]
    return Row(line=number, cells=cells or [""])
