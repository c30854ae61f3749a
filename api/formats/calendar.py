"""Events as iCalendar (RFC 5545): one VEVENT for each date, because the dates are computed and may differ."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final

from icalendar import Calendar, Event

from api.formats.addresses import page_of

_STATUS: Final = {"cancelled": "CANCELLED", "postponed": "TENTATIVE"}
_DAY: Final = timedelta(days=1)


def written(details: Sequence[Mapping[str, Any]]) -> bytes:
    """Return a calendar of the dates of events, each known by an UID that a rescheduled date keeps."""
    calendar = Calendar()
    calendar.add("prodid", "-//Jezkazgan Connect//Events//RU")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    for detail in details:
        for shown in detail["dates"]:
            calendar.add_component(_event(detail, shown))
    content: bytes = calendar.to_ical()
    return content


def _event(detail: Mapping[str, Any], shown: Mapping[str, Any]) -> Event:
    event = Event()
    starts_at = datetime.fromisoformat(shown["date"])
    announced = datetime.fromisoformat(shown["previousDate"] or shown["date"])
    event.add("uid", f"{detail['id']}-{shown['id']}-{announced:%Y%m%dT%H%M%SZ}")
    # Nothing but the event itself may change the answer, so this is not the moment of writing.
    event.add("dtstamp", datetime.fromisoformat(detail["publishedAt"]))
    _add_times(event, shown, starts_at)
    event.add("summary", detail["title"])
    event.add("status", _STATUS.get(shown["status"], "CONFIRMED"))
    event.add("categories", [detail["category"], *detail["tags"]])
    event.add("url", page_of("event", detail["id"]))
    told = [shown["statusText"], shown["priceText"], detail["description"] or ""]
    event.add("description", "\n".join(part for part in told if part))
    if where := ", ".join(part for part in (shown["location"], shown["address"]) if part):
        event.add("location", where)
    if detail["latitude"] is not None and detail["longitude"] is not None and not shown["isOnline"]:
        event.add("geo", (detail["latitude"], detail["longitude"]))
    return event


def _add_times(event: Event, shown: Mapping[str, Any], starts_at: datetime) -> None:
    ends_at = datetime.fromisoformat(shown["endDate"]) if shown["endDate"] else None
    if shown["isAllDay"] and (ends_at is None or ends_at - starts_at <= _DAY):
        day = date.fromisoformat(shown["day"])
        event.add("dtstart", day)
        event.add("dtend", day + _DAY)
        return
    event.add("dtstart", starts_at)
    if ends_at is not None and ends_at > starts_at:
        event.add("dtend", ends_at)
