"""The zone that a TZID means: IANA and Windows names, vendors' prefixes, embedded definitions, plain offsets."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from icalendar import Timezone
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from content.importing.parsers.content_lines import Component

_OFFSET = re.compile(r"\(?(?:UTC|GMT)?\s*([+\-−])(\d{1,2}):?(\d{2})?\)?", re.IGNORECASE | re.ASCII)
_IANA = re.compile(r"[A-Za-z][A-Za-z0-9_+-]*(?:/[A-Za-z0-9_+-]+){0,2}", re.ASCII)
# Parts of rules that real definitions have; others could make looking up an offset endless.
_SAFE_RULE = re.compile(
    r"(?:(?:FREQ=YEARLY|INTERVAL=1|WKST=\w\w|BY(?:DAY|MONTH|MONTHDAY)=[\w,+-]+|BY(?:HOUR|MINUTE|SECOND)=\d\d?|UNTIL=\w+);?)+"
)
_MAX_OFFSET = timedelta(hours=14)
_MAX_OBSERVANCES = 400


def named_zone(name: str) -> tzinfo | None:
    """Return a zone of the IANA database by its exact name."""
    if not _IANA.fullmatch(name):
        return None
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


class ZoneTable:
    """The zones of one calendar file; unknown names give ``None``."""

    def __init__(self, definitions: Iterable[Component]) -> None:
        self._definitions: dict[str, Component] = {}
        for definition in definitions:
            for _number, line in definition.lines:
                if line.upper().startswith("TZID"):
                    self._definitions.setdefault(line.partition(":")[2].strip(), definition)
        self._known: dict[str, tzinfo | None] = {}
        self._reported: set[str] = set()

    def find(self, name: str) -> tzinfo | None:
        """Return the zone meant by a TZID.

        A name of the IANA database means that zone whatever the file says of it. A definition in the file comes before
        Windows names, because those have meant different offsets in the course of time.
        """
        clean = name.strip().strip('"')
        if clean not in self._known:
            self._known[clean] = (
                named_zone(clean)
                or self._defined(clean)
                or named_zone(WINDOWS_TO_OLSON.get(clean, ""))
                or _suffix(clean)
                or _offset(clean)
            )
        return self._known[clean]

    def is_news(self, name: str) -> bool:
        """Tell, once per name, that an unknown zone has to be reported."""
        is_new = name not in self._reported
        self._reported.add(name)
        return is_new

    def _defined(self, name: str) -> tzinfo | None:
        definition = self._definitions.get(name)
        if definition is None or not _is_safe(definition):
            return None
        try:
            component = Timezone.from_ical(definition.source())
            if not isinstance(component, Timezone):
                return None
            zone = component.to_tz(lookup_tzid=False)
            offsets = [datetime(2024, month, 1, tzinfo=zone).utcoffset() for month in (1, 7)]
        except Exception:  # noqa: BLE001 - the library fails in many ways on broken definitions
            return None
        usable = all(offset is not None and abs(offset) <= _MAX_OFFSET for offset in offsets)
        return zone if usable else None


def _is_safe(definition: Component) -> bool:
    if len(definition.children) > _MAX_OBSERVANCES:
        return False
    lines = [line.upper() for child in definition.children for _number, line in child.lines]
    rules = [line.partition(":")[2].strip() for line in lines if line.startswith("RRULE")]
    return bool(definition.children) and all(_SAFE_RULE.fullmatch(rule) for rule in rules)


def _suffix(name: str) -> tzinfo | None:
    """Read ``/mozilla.org/20070129_1/Europe/Berlin``: the longest tail that is a name of the database."""
    parts = name.strip("/").split("/")
    if not name.startswith("/"):
        return None
    return next((zone for first in range(len(parts)) if (zone := named_zone("/".join(parts[first:])))), None)


def _offset(name: str) -> tzinfo | None:
    """Read ``UTC+5``, ``GMT+0500``, ``(UTC+05:00) Astana``, ``Z``."""
    if name.upper() in {"Z", "UTC", "GMT"}:
        return UTC
    found = _OFFSET.match(name)
    if found is None:
        return None
    offset = timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
    return timezone(-offset if found[1] in "-−" else offset) if offset <= _MAX_OFFSET else None
