"""iCalendar text to components: unfolding, nesting and properties, with line numbers and without giving up."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from icalendar.parser import Contentline
from icalendar.parser.property import unescape_backslash

from content.importing.candidates import ProblemLog

_NEWLINE = re.compile(r"\r\n|\n|\r")
_NAME = re.compile(r"\s*([A-Za-z0-9][A-Za-z0-9 \t-]*)[:;]", re.ASCII)
# Names are written in capitals; in small letters only those count, so that "http://…" stays part of a text.
_NAMES_IN_ANY_CASE = {
    "BEGIN", "END", "UID", "SUMMARY", "DESCRIPTION", "LOCATION", "DTSTART", "DTEND", "DTSTAMP", "DURATION", "RRULE",
    "RDATE", "EXDATE", "RECURRENCE-ID", "STATUS", "URL", "GEO", "CATEGORIES", "ORGANIZER", "VERSION", "PRODID",
}  # fmt: skip
_TEXTS = ("DESCRIPTION", "SUMMARY", "LOCATION", "COMMENT", "X-ALT-DESC")
# Components that never stand inside one another: the beginning of one ends another that was left open.
_SIBLINGS = {"VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY", "VTIMEZONE"}
_MAX_DEPTH = 8
# A value longer than this is an embedded file, not a text.
_MAX_LINE = 200_000


@dataclass(frozen=True, kw_only=True, slots=True)
class Property:
    """One property: ``value`` as it stands, escapes included; parameter names are upper case."""

    name: str
    value: str
    line: int
    parameters: dict[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The value as TEXT: escapes resolved."""
        return unescape_backslash(self.value.replace("\\N", "\\n"))


@dataclass(kw_only=True, slots=True)
class Component:
    """A component with its unfolded lines ``(number, text)`` and what is nested in it."""

    name: str
    line: int
    lines: list[tuple[int, str]] = field(default_factory=list)
    children: list["Component"] = field(default_factory=list)
    is_closed: bool = False

    def source(self) -> str:
        """Return the component as iCalendar text again."""
        inner = [text for _number, text in self.lines] + [child.source().rstrip("\n") for child in self.children]
        return "\n".join([f"BEGIN:{self.name}", *inner, f"END:{self.name}"]) + "\n"


def logical_lines(text: str, *, notes: ProblemLog) -> Iterator[tuple[int, str]]:
    """Yield unfolded lines with the number of their first physical line.

    A line that is neither folded nor a property continues a preceding text, as exporters that forget to fold write it;
    after anything else it is skipped.
    """
    number, current = 0, ""
    for index, line in _unfolded(text):
        if _is_property(line):
            if number:
                yield number, current
            number, current = index, line
        elif number and current.upper().startswith(_TEXTS):
            current += "\\n" + line
        else:
            notes.warning("ical.stray_line", _("Строка не похожа на свойство, она пропущена."), line=index, value=line)
    if number:
        yield number, current


def _unfolded(text: str) -> Iterator[tuple[int, str]]:
    """Join folded lines; blank lines between the parts of one do not matter."""
    number, parts = 0, [""]
    for index, line in enumerate(_NEWLINE.split(text), start=1):
        if not line.strip():
            continue
        if line[0] in " \t" and number:
            parts.append(line[1:])
            continue
        if number:
            yield number, "".join(parts)
        number, parts = index, [line]
    if number:
        yield number, "".join(parts)


def _is_property(line: str) -> bool:
    found = _NAME.match(line)
    if found is None:
        return False
    name = found[1].strip()
    return name == name.upper() or name.upper() in _NAMES_IN_ANY_CASE or name[:2] == "x-"


def read_components(text: str, *, notes: ProblemLog) -> list[Component]:
    """Return the outermost components; ends without beginnings are skipped, missing ends are supplied."""
    root = Component(name="", line=0)
    stack = [root]
    for number, line in logical_lines(text, notes=notes):
        word, _colon, name = line.partition(":")
        word, name = word.strip().upper(), name.strip().upper()
        if word == "BEGIN":
            _open(stack, Component(name=name, line=number))
        elif word == "END":
            _close(stack, name)
        elif len(line) > _MAX_LINE:
            notes.warning("ical.long_line", _("Слишком длинное значение пропущено."), line=number, value=line)
        else:
            stack[-1].lines.append((number, line))
    return root.children


def _open(stack: list[Component], component: Component) -> None:
    if component.name in _SIBLINGS or component.name == "VCALENDAR":
        enclosing = {"VCALENDAR"} if component.name in _SIBLINGS else set()
        while len(stack) > 1 and stack[-1].name not in enclosing:
            # Closed only in the sense that the file went on after it.
            stack.pop().is_closed = True
    stack[-1].children.append(component)
    if len(stack) < _MAX_DEPTH:
        stack.append(component)


def _close(stack: list[Component], name: str) -> None:
    if not any(component.name == name for component in stack[1:]):
        return
    while len(stack) > 1:
        component = stack.pop()
        component.is_closed = True
        if component.name == name:
            return


def read_property(number: int, line: str) -> Property | None:
    """Split a line into name, parameters and value; ``None`` when it is not a property."""
    try:
        name, parameters, value = Contentline(line).raw_parts()  # type: ignore[no-untyped-call]  # its constructor has no types
    except (ValueError, AssertionError, TypeError, IndexError, KeyError):
        return None
    flat = {
        str(key).upper(): ",".join(map(str, found)) if isinstance(found, (list, tuple)) else str(found)
        for key, found in parameters.items()
    }
    return Property(name=name.upper(), value=value, line=number, parameters=flat)
