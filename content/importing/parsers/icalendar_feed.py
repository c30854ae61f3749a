"""iCalendar (RFC 5545) to candidates."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import tzinfo

from django.utils.translation import gettext as _

from content.importing.assembly import assembled
from content.importing.building import build_event
from content.importing.candidates import EventCandidate, ParseResult, ProblemLog
from content.importing.encodings import decode
from content.importing.parsers.content_lines import Component, read_components
from content.importing.parsers.limits import MAX_RECORDS, too_large
from content.importing.parsers.time_zones import ZoneTable, named_zone
from content.importing.parsers.vevent import Settings, VEvent, read_vevent
from content.importing.parsers.vevent_dates import series_dates

_MAX_NESTING = 4


def parse_ical(data: bytes, *, zone: tzinfo) -> ParseResult:
    """Read a calendar; ``zone`` is the city's, for times without a zone of their own.

    A recurring event becomes one candidate with its rule. A component that cannot be used is reported and spoils no
    other. Web pages and other files that are no calendar are refused as a whole.
    """
    notes = ProblemLog()
    if too_large(data, notes=notes):
        return ParseResult(problems=tuple(notes.problems), is_readable=False)
    decoded = decode(data)
    notes.extend(decoded.problems)
    components = read_components(decoded.text, notes=ProblemLog() if "BEGIN:V" not in decoded.text.upper() else notes)
    calendars = [component for component in components if component.name == "VCALENDAR"]
    # Single components are accepted too: exporters of one event leave the calendar out.
    loose = [component for component in components if component.name in {"VEVENT", "VTIMEZONE"}]
    if not (calendars or loose):
        _refuse(decoded.text, notes)
        return ParseResult(problems=tuple(notes.problems), is_readable=False, encoding=decoded.encoding)
    reader = _FeedReader(zone, notes)
    for calendar in calendars:
        reader.read(calendar, calendar.children)
    if loose:
        reader.read(Component(name="VCALENDAR", line=loose[0].line), loose)
    candidates = assembled(reader.candidates, notes=notes)
    return ParseResult(
        candidates=candidates,
        problems=tuple(notes.problems),
        found=reader.found,
        refused=reader.refused,
        encoding=decoded.encoding,
    )


def _refuse(text: str, notes: ProblemLog) -> None:
    start = text.lstrip()[:200].lower()
    if not start:
        notes.error("file.empty", _("Файл пуст."))
    elif start.startswith(("<!doctype html", "<html")) or "<html" in start:
        notes.error(
            "file.html",
            _("Это веб-страница, а не календарь: адрес ленты неверен или закрыт паролем."),
            line=1,
            value=start,
        )
    else:
        notes.error("file.not_ical", _("Это не файл iCalendar: в нём нет BEGIN:VCALENDAR."), line=1, value=start)


class _FeedReader:
    """Reads the events of calendars one after the other."""

    def __init__(self, city: tzinfo, notes: ProblemLog) -> None:
        self._city = city
        self._notes = notes
        self.candidates: list[EventCandidate] = []
        self.found = 0
        self.refused = 0

    def read(self, calendar: Component, children: Sequence[Component]) -> None:
        """Read the events of one calendar."""
        named: dict[str, str] = {}
        for _number, line in calendar.lines:
            name, _colon, value = line.partition(":")
            named.setdefault(name.partition(";")[0].strip().upper(), value.strip())
        settings = Settings(
            city=self._city,
            floating=named_zone(named.get("X-WR-TIMEZONE", "")) or self._city,
            zones=ZoneTable(_of_kind(children, "VTIMEZONE")),
            is_cancelled=named.get("METHOD", "").upper() == "CANCEL",
        )
        groups: dict[object, list[VEvent]] = defaultdict(list)
        for component in _of_kind(children, "VEVENT"):
            self.found += 1
            if self.found > MAX_RECORDS:
                self._over_limit(component)
                continue
            event = self._event(component, settings)
            if event is not None:
                groups[event.uid or component.line].append(event)
        for group in groups.values():
            self._add_group(group)

    def _over_limit(self, component: Component) -> None:
        self.refused += 1
        if self.found == MAX_RECORDS + 1:
            self._notes.error(
                "file.too_many",
                _("В файле больше %(limit)s событий, остальные пропущены.") % {"limit": MAX_RECORDS},
                line=component.line,
            )

    def _event(self, component: Component, settings: Settings) -> VEvent | None:
        if not component.is_closed:
            self._notes.error(
                "ical.cut_off",
                _("Файл обрывается внутри события, запись пропущена."),
                line=component.line,
            )
            event = None
        else:
            event = read_vevent(component, settings=settings, notes=self._notes)
        self.refused += event is None
        return event

    def _add_group(self, group: Sequence[VEvent]) -> None:
        """Turn the components of one UID into candidates; the newest revision of a series counts."""
        masters = [event for event in group if event.recurrence is None]
        overrides = list({_occurrence_key(event): event for event in _by_sequence(group) if event.recurrence}.values())
        newest = max((event.sequence for event in masters), default=0)
        current = [event for event in masters if event.sequence == newest]
        if not masters:
            # Only changed occurrences were exported: each is a date of its own.
            current, overrides = overrides, []
        for index, master in enumerate(current):
            self._add(master, overrides if index == 0 else [])

    def _add(self, master: VEvent, overrides: Sequence[VEvent]) -> None:
        dates = series_dates(master, overrides, city=self._city, notes=self._notes)
        if not dates:
            self._notes.error(
                "date.all_excluded",
                _("Все даты события исключены, запись пропущена."),
                line=master.raw.line,
                field="EXDATE",
                record=master.raw.titles[0].text if master.raw.titles else "",
            )
        candidate = build_event(master.raw, dates=dates, notes=self._notes) if dates else None
        if candidate is None:
            self.refused += 1
        else:
            self.candidates.append(candidate)


def _of_kind(components: Sequence[Component], name: str, *, depth: int = 0) -> list[Component]:
    found = [component for component in components if component.name == name]
    if depth < _MAX_NESTING:
        for component in components:
            if component.name not in {"VEVENT", "VTIMEZONE", "VTODO", "VJOURNAL", "VFREEBUSY"}:
                found += _of_kind(component.children, name, depth=depth + 1)
    return found


def _by_sequence(group: Sequence[VEvent]) -> list[VEvent]:
    return sorted(group, key=lambda event: event.sequence)


def _occurrence_key(event: VEvent) -> object:
    return event.recurrence.at.at if event.recurrence is not None else event.raw.line
