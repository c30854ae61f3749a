"""The formats by name, and how to tell them apart."""

import re
from collections.abc import Callable
from datetime import tzinfo
from typing import Final

from content.importing.candidates import ParseResult
from content.importing.encodings import decode
from content.importing.parsers.icalendar_feed import parse_ical
from content.importing.parsers.schema_org import parse_jsonld
from content.importing.parsers.table import COLUMNS, parse_csv

ICAL: Final = "ical"
JSONLD: Final = "jsonld"
CSV: Final = "csv"

_PARSERS: Final[dict[str, Callable[..., ParseResult]]] = {ICAL: parse_ical, JSONLD: parse_jsonld, CSV: parse_csv}
# What a folder is searched for; other files in it are left alone.
_SUFFIXES: Final = {
    ICAL: {".ics", ".ical", ".ifb", ".icalendar"},
    JSONLD: {".html", ".htm", ".xhtml", ".json", ".jsonld", ".txt"},
    CSV: {".csv", ".tsv"},
}
_SAMPLE: Final = 64 * 1024


def parse(kind: str, data: bytes, *, zone: tzinfo) -> ParseResult:
    """Read ``data`` as ``kind``; times without a zone are in ``zone``. Raises ``KeyError`` for an unknown kind only."""
    return _PARSERS[kind](data, zone=zone)


def has_suffix_of(kind: str, name: str) -> bool:
    """Tell whether a file's name is one that files of this kind have."""
    return any(name.lower().endswith(suffix) for suffix in _SUFFIXES[kind])


def guess_kind(data: bytes, *, name: str = "") -> str:
    """Return the kind that a file looks like: by its content, else by its name, else "" when neither says."""
    text = decode(data[:_SAMPLE]).text.lstrip()
    if re.search(r"^BEGIN:V(?:CALENDAR|EVENT)", text, re.IGNORECASE | re.MULTILINE):
        return ICAL
    if text[:1] in {"{", "["} or re.search(r"<(?:!doctype|html|head|script)\b", text, re.IGNORECASE):
        return JSONLD
    header = {re.sub(r"^\W+|\W+$", "", cell).casefold() for cell in re.split(r"[,;\t]", (text.splitlines() or [""])[0])}
    if len(header & set(COLUMNS)) > 1:
        return CSV
    return next((kind for kind in (ICAL, CSV, JSONLD) if has_suffix_of(kind, name)), "")
