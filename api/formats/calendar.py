"""Events as iCalendar (RFC 5545): one VEVENT for each date, because the dates are computed and may differ.

Written line by line: a list has thousands of dates, and a library's objects for each property take five times as long.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final

from api.formats.addresses import page_of

_STATUS: Final = {"cancelled": "CANCELLED", "postponed": "TENTATIVE"}
_DAY: Final = timedelta(days=1)
_BEGINNING: Final = (
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Jezkazgan Connect//Events//RU",
    "CALSCALE:GREGORIAN",
    "METHOD:PUBLISH",
)
# A line has at most 75 octets, one of which is the space before what was folded.
_OCTETS: Final = 74
# The second and later octets of a letter in UTF-8 begin with the bits 10.
_WITHIN_A_LETTER: Final = range(0b1000_0000, 0b1100_0000)
_SPECIAL: Final = re.compile(r"[\\;,]")
_LINE_END: Final = re.compile(r"\r\n|[\r\n\u0085\u2028\u2029]")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def written(details: Sequence[Mapping[str, Any]]) -> bytes:
    """Return a calendar of the dates of events, each known by an UID that a rescheduled date keeps."""
    lines = [*_BEGINNING]
    for detail in details:
        for shown in detail["dates"]:
            lines += ("BEGIN:VEVENT", *_event(detail, shown), "END:VEVENT")
    lines.append("END:VCALENDAR")
    return "".join(f"{_folded(line)}\r\n" for line in lines).encode()


def _event(detail: Mapping[str, Any], shown: Mapping[str, Any]) -> Iterator[str]:
    announced = _moment(shown["previousDate"] or shown["date"])
    yield f"SUMMARY:{_text(detail['title'])}"
    yield from _times(shown)
    # Nothing but the event itself may change the answer, so this is not the moment of writing.
    yield f"DTSTAMP:{_moment(detail['publishedAt'])}"
    yield f"UID:{detail['id']}-{shown['id']}-{announced}"
    yield f"CATEGORIES:{','.join(map(_text, (detail['category'], *detail['tags'])))}"
    told = (shown["statusText"], shown["priceText"], detail["description"] or "")
    yield f"DESCRIPTION:{_text(chr(10).join(part for part in told if part))}"
    if detail["latitude"] is not None and detail["longitude"] is not None and not shown["isOnline"]:
        yield f"GEO:{detail['latitude']};{detail['longitude']}"
    if where := ", ".join(part for part in (shown["location"], shown["address"]) if part):
        yield f"LOCATION:{_text(where)}"
    yield f"STATUS:{_STATUS.get(shown['status'], 'CONFIRMED')}"
    yield f"URL:{page_of('event', detail['id'])}"


def _times(shown: Mapping[str, Any]) -> Iterator[str]:
    starts_at = datetime.fromisoformat(shown["date"])
    ends_at = datetime.fromisoformat(shown["endDate"]) if shown["endDate"] else None
    if shown["isAllDay"] and (ends_at is None or ends_at - starts_at <= _DAY):
        day = date.fromisoformat(shown["day"])
        yield f"DTSTART;VALUE=DATE:{day:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{day + _DAY:%Y%m%d}"
        return
    yield f"DTSTART:{_moment(shown['date'])}"
    if ends_at is not None and ends_at > starts_at:
        yield f"DTEND:{_moment(shown['endDate'])}"


def _moment(text: str) -> str:
    """Return a moment of an answer, which is in UTC, as calendars write it."""
    return f"{datetime.fromisoformat(text):%Y%m%dT%H%M%SZ}"


def _text(text: str) -> str:
    escaped = _SPECIAL.sub(lambda found: f"\\{found[0]}", text)
    return _CONTROL.sub("", _LINE_END.sub(r"\\n", escaped))


def _folded(line: str) -> str:
    """Return a line in pieces that are short enough, none of which ends inside a letter."""
    octets = line.encode()
    if len(octets) <= _OCTETS:
        return line
    pieces = []
    while len(octets) > _OCTETS:
        end = _OCTETS
        while octets[end] in _WITHIN_A_LETTER:
            end -= 1
        pieces.append(octets[:end].decode())
        octets = octets[end:]
    return "\r\n ".join([*pieces, octets.decode()])
