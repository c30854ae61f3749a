"""Dates and times as sources write them, and periods made of them."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo

from django.utils.translation import gettext as _

from content.importing.candidates import ProblemLog

FIRST_YEAR, LAST_YEAR = 1990, 2100
# An event that "ends before it begins" ends after midnight when it starts in the evening and ends before dawn.
_EVENING, _DAWN = time(17), time(7)

_ISO = re.compile(
    r"""(?P<year>\d{4})-?(?P<month>\d{2})-?(?P<day>\d{2})
        (?:[T\s]\s*(?P<hour>\d{1,2})(?::?(?P<minute>\d{2})(?::?(?P<second>\d{2})(?:[.,]\d+)?)?)?
        \s*(?P<offset>Z|[+\-−]\d{2}(?::?\d{2}(?::?\d{2})?)?)?)?""",
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)
_LOCAL = re.compile(
    r"""(?P<day>\d{1,2})[./](?P<month>\d{1,2})[./](?P<year>\d{4})
        (?:,?\s*(?:в\s+|T)?(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?::(?P<second>\d{2}))?
        \s*(?P<offset>Z|[+\-−]\d{2}(?::?\d{2})?)?)?""",
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)
_OFFSET = re.compile(r"([+\-−])(\d{2}):?(\d{2})?:?(\d{2})?")
_DURATION = re.compile(
    r"(?P<sign>[+-])?P(?:(?P<weeks>\d{1,4})W)?(?:(?P<days>\d{1,5})D)?"
    r"(?:T(?:(?P<hours>\d{1,6})H)?(?:(?P<minutes>\d{1,7})M)?(?:(?P<seconds>\d{1,9})(?:\.\d+)?S)?)?",
    re.IGNORECASE | re.ASCII,
)


class UnreadableMoment(ValueError):
    """A text is not a date that a city guide could hold; ``str()`` says why, for people."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Moment:
    """A moment in the city's zone; ``is_date`` when the source gave only a day, then the time is midnight."""

    at: datetime
    is_date: bool


def read_moment(text: str, *, zone: tzinfo, city: tzinfo | None = None) -> Moment:
    """Read an ISO 8601 or a ``31.12.2026 19:00`` date; without an offset it is in ``zone``.

    The result is in ``city`` (``zone`` by default), a bare day is midnight there. Raises ``UnreadableMoment``.
    """
    target = city or zone
    found = _ISO.fullmatch(text.strip()) or _LOCAL.fullmatch(text.strip())
    if found is None:
        raise UnreadableMoment(_("это не дата; нужна запись вида 2026-03-07T19:00 или 07.03.2026 19:00"))
    part = {name: int(value) for name, value in found.groupdict().items() if value and name != "offset"}
    try:
        day = date(part["year"], part["month"], part["day"])
    except ValueError as error:
        raise UnreadableMoment(_("такого дня нет в календаре")) from error
    if "hour" not in part:
        return Moment(at=aware(datetime.combine(day, time()), target), is_date=True)
    following = part["hour"] == 24 and not part.get("minute") and not part.get("second")  # noqa: PLR2004 - midnight
    try:
        # A leap second is the last second that clocks show.
        clock = time(0 if following else part["hour"], part.get("minute", 0), min(part.get("second", 0), 59))
    except ValueError as error:
        raise UnreadableMoment(_("такого времени не бывает")) from error
    naive = datetime.combine(day, clock) + timedelta(days=following)
    offset = found["offset"]
    moment = aware(naive, _fixed_zone(offset) if offset else zone)
    return Moment(at=in_zone(moment, target), is_date=False)


def _fixed_zone(offset: str) -> tzinfo:
    if offset in {"Z", "z"}:
        return UTC
    found = _OFFSET.fullmatch(offset)
    if found is None:
        raise UnreadableMoment(_("смещение часового пояса записано неверно"))
    sign = -1 if found[1] in "-−" else 1
    delta = timedelta(hours=int(found[2]), minutes=int(found[3] or 0), seconds=int(found[4] or 0))
    try:
        return timezone(sign * delta)
    except ValueError as error:
        raise UnreadableMoment(_("смещение часового пояса записано неверно")) from error


def aware(naive: datetime, zone: tzinfo) -> datetime:
    """Attach a zone; raises ``UnreadableMoment`` for years outside 1990–2100."""
    if not FIRST_YEAR <= naive.year <= LAST_YEAR:
        raise UnreadableMoment(_("год %(year)s слишком далёк, проверьте дату") % {"year": naive.year})
    return naive.replace(tzinfo=zone)


def in_zone(moment: datetime, zone: tzinfo) -> datetime:
    """Express a moment in another zone; raises ``UnreadableMoment`` where the zone itself is nonsense."""
    try:
        return moment.astimezone(zone)
    except (OverflowError, ValueError) as error:
        raise UnreadableMoment(_("смещение часового пояса записано неверно")) from error


def read_duration(text: str) -> timedelta:
    """Read an ISO 8601 duration of weeks, days and times (``PT1H30M``); raises ``ValueError``."""
    found = _DURATION.fullmatch(text.strip())
    if found is None or not any(value for name, value in found.groupdict().items() if name != "sign"):
        raise ValueError(f"not a duration: {text[:40]}")
    parts = {name: int(value) for name, value in found.groupdict().items() if value and name != "sign"}
    duration = timedelta(**parts)
    return -duration if found["sign"] == "-" else duration


def inclusive_end(start: Moment, end: Moment | None) -> datetime | None:
    """Return the exclusive end of a period whose end is given as a moment or as its last day.

    The same day as the end of something that begins at an hour says nothing about when it ends.
    """
    if end is None or not end.is_date:
        return end.at if end is not None else None
    if not start.is_date and end.at.date() == start.at.date():
        return None
    return end.at + timedelta(days=1)


def settled_end(
    starts_at: datetime,
    ends_at: datetime | None,
    *,
    is_all_day: bool,
    notes: ProblemLog,
    line: int,
    field: str,
) -> tuple[datetime, datetime | None]:
    """Return start and end in order.

    No length is no end. An end before the start is the next night's when the times say so (22:00–02:00), otherwise the
    two were swapped; either repair is reported.
    """
    if ends_at is None or ends_at == starts_at:
        return starts_at, None
    if ends_at > starts_at:
        return starts_at, ends_at
    same_day = ends_at.date() == starts_at.date()
    if not is_all_day and same_day and starts_at.time() >= _EVENING and ends_at.time() <= _DAWN:
        notes.warning(
            "date.after_midnight",
            _("Окончание раньше начала: принято, что событие заканчивается после полуночи."),
            line=line,
            field=field,
            value=f"{starts_at:%d.%m.%Y %H:%M} – {ends_at:%d.%m.%Y %H:%M}",
        )
        return starts_at, ends_at + timedelta(days=1)
    notes.warning(
        "date.swapped",
        _("Окончание раньше начала: начало и окончание поменяны местами."),
        line=line,
        field=field,
        value=f"{starts_at:%d.%m.%Y %H:%M} – {ends_at:%d.%m.%Y %H:%M}",
    )
    return ends_at, starts_at
