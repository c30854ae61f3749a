"""One VEVENT: its properties as values, each that cannot be read reported with its line."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from django.utils.translation import gettext as _

from content.importing.building import RawEvent
from content.importing.candidates import DateStatus, ProblemLog
from content.importing.moments import Moment, UnreadableMoment, aware, read_duration, read_moment
from content.importing.parsers.content_lines import Component, Property, read_property
from content.importing.parsers.time_zones import ZoneTable
from content.importing.parsers.vevent_texts import first_text, raw_event

_PRIVATE = {"PRIVATE", "CONFIDENTIAL"}
_MAX_VALUES = 5000


@dataclass(frozen=True, kw_only=True, slots=True)
class Settings:
    """What holds for a whole calendar: the city, the zone of times without one, the zones it defines."""

    city: tzinfo
    floating: tzinfo
    zones: ZoneTable
    is_cancelled: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Recurrence:
    """Which occurrence of its series a component replaces; ``is_following`` also all later ones."""

    at: Moment
    is_following: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class VEvent:
    """A component read; moments are aware and in the zone that the source wrote them in, days in the city's.

    ``additions`` are the RDATEs: start and, for periods, end.
    """

    raw: RawEvent
    uid: str
    sequence: int
    start: Moment
    end: Moment | None
    status: DateStatus
    recurrence: Recurrence | None
    rules: tuple[Property, ...]
    additions: tuple[tuple[Moment, datetime | None], ...]
    exclusions: tuple[Moment, ...]

    @property
    def length(self) -> timedelta | None:
        """From start to end, ``None`` without an end."""
        return self.end.at - self.start.at if self.end is not None else None


def read_vevent(component: Component, *, settings: Settings, notes: ProblemLog) -> VEvent | None:
    """Read a component; ``None`` with an error noted when it has no usable start or is private."""
    properties = _properties(component, notes)
    if first_text(properties, "CLASS").upper() in _PRIVATE:
        notes.error(
            "ical.private",
            _("Событие помечено как личное (CLASS), запись пропущена."),
            line=component.line,
            field="CLASS",
            value=first_text(properties, "CLASS"),
            record=first_text(properties, "SUMMARY"),
        )
        return None
    reader = _MomentReader(settings, notes)
    start = _start(properties, component, reader, notes)
    if start is None:
        return None
    recurrence = _recurrence(properties, reader)
    is_cancelled = settings.is_cancelled or first_text(properties, "STATUS").upper() == "CANCELLED"
    return VEvent(
        raw=raw_event(properties, line=component.line),
        uid=first_text(properties, "UID").strip(),
        sequence=_integer(first_text(properties, "SEQUENCE")),
        start=start,
        end=_end(properties, start, reader, settings),
        status=DateStatus.CANCELLED if is_cancelled else DateStatus.SCHEDULED,
        recurrence=recurrence,
        rules=tuple(found for found in properties if found.name == "RRULE" and found.value.strip()),
        additions=tuple(_additions(properties, reader)),
        exclusions=tuple(
            moment
            for found in properties
            if found.name == "EXDATE"
            for value in found.value.split(",")[:_MAX_VALUES]
            if (moment := reader.read(found, value)) is not None
        ),
    )


def _properties(component: Component, notes: ProblemLog) -> list[Property]:
    properties = []
    for number, line in component.lines:
        found = read_property(number, line)
        if found is None:
            notes.warning(
                "ical.broken_property", _("Свойство записано с ошибкой, оно пропущено."), line=number, value=line
            )
        else:
            properties.append(found)
    return properties


def _start(
    properties: Sequence[Property], component: Component, reader: "_MomentReader", notes: ProblemLog
) -> Moment | None:
    found = next((item for item in properties if item.name == "DTSTART" and item.value.strip()), None)
    title = first_text(properties, "SUMMARY")
    start = reader.read(found, found.value, refused=title or "—") if found is not None else None
    if found is None:
        notes.error(
            "date.missing",
            _("У события нет даты, запись пропущена."),
            line=component.line,
            field="DTSTART",
            record=title,
        )
    return start


def _end(properties: Sequence[Property], start: Moment, reader: "_MomentReader", settings: Settings) -> Moment | None:
    for found in properties:
        if found.name == "DTEND" and found.value.strip():
            end = reader.read(found, found.value)
            if end is not None:
                return end
        if found.name == "DURATION" and found.value.strip():
            try:
                duration = read_duration(found.value)
                naive = start.at.replace(tzinfo=None) + duration
                is_days = start.is_date and duration % timedelta(days=1) == timedelta()
                return Moment(at=aware(naive, start.at.tzinfo or settings.city), is_date=is_days)
            except (ValueError, OverflowError):
                reader.notes.warning(
                    "date.duration",
                    _("Продолжительность непонятна, событие оставлено без окончания."),
                    line=found.line,
                    field=found.name,
                    value=found.value,
                )
    return None


def _recurrence(properties: Sequence[Property], reader: "_MomentReader") -> Recurrence | None:
    found = next((item for item in properties if item.name == "RECURRENCE-ID" and item.value.strip()), None)
    moment = reader.read(found, found.value) if found is not None else None
    if found is None or moment is None:
        return None
    return Recurrence(at=moment, is_following=found.parameters.get("RANGE", "").upper() == "THISANDFUTURE")


def _additions(properties: Sequence[Property], reader: "_MomentReader") -> list[tuple[Moment, datetime | None]]:
    additions: list[tuple[Moment, datetime | None]] = []
    for found in properties:
        if found.name != "RDATE":
            continue
        for value in found.value.split(",")[:_MAX_VALUES]:
            first, _slash, last = value.partition("/")
            start = reader.read(found, first)
            if start is not None:
                additions.append((start, reader.period_end(found, start, last) if last else None))
    return additions


class _MomentReader:
    """Reads date values with their TZID; a value that cannot be read is reported once."""

    def __init__(self, settings: Settings, notes: ProblemLog) -> None:
        self._settings = settings
        self.notes = notes

    def read(self, found: Property, value: str, *, refused: str = "") -> Moment | None:
        """Return the moment in the zone of the source, ``None`` for an empty or unreadable value.

        ``refused`` is the title of the record that cannot be used without it.
        """
        if not value.strip():
            return None
        try:
            if found.parameters.get("VALUE", "").upper() == "DATE" and len(value.strip()) > 8:  # noqa: PLR2004 - digits
                value = value.strip()[:8]
            moment = read_moment(value, zone=self._zone(found))
            return read_moment(value, zone=self._settings.city) if moment.is_date else moment
        except UnreadableMoment as error:
            consequence = _("запись пропущена") if refused else _("значение пропущено")
            message = _("Дата не разобрана (%(why)s), %(consequence)s.") % {"why": error, "consequence": consequence}
            line, name = found.line, found.name
            if refused:
                title = refused.strip("—")
                self.notes.error("date.unreadable", message, line=line, field=name, value=value, record=title)
            else:
                self.notes.warning("date.unreadable", message, line=line, field=name, value=value)
            return None

    def period_end(self, found: Property, start: Moment, text: str) -> datetime | None:
        """Return the end of an RDATE period, written as a moment or as a duration."""
        if text.strip().upper().startswith("P"):
            try:
                return start.at + read_duration(text)
            except (ValueError, OverflowError):
                return None
        end = self.read(found, text)
        return end.at if end is not None else None

    def _zone(self, found: Property) -> tzinfo:
        name = found.parameters.get("TZID", "")
        if not name:
            return self._settings.floating
        zone = self._settings.zones.find(name)
        if zone is None and self._settings.zones.is_news(name):
            self.notes.warning(
                "date.unknown_zone",
                _("Часовой пояс неизвестен, взят пояс города."),
                line=found.line,
                field="TZID",
                value=name,
            )
        return zone or self._settings.city


def _integer(text: str) -> int:
    return int(text) if re.fullmatch(r"\d{1,9}", text.strip(), re.ASCII) else 0
