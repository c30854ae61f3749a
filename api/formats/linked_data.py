"""Events as JSON-LD in the words of schema.org."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import orjson

from api.formats.addresses import page_of

_CONTEXT: Final = "https://schema.org"
_STATUS: Final = {
    "scheduled": "EventScheduled",
    "cancelled": "EventCancelled",
    "postponed": "EventPostponed",
    "rescheduled": "EventRescheduled",
    "moved_online": "EventMovedOnline",
}
_MODES: Final = {
    "offline": "OfflineEventAttendanceMode",
    "online": "OnlineEventAttendanceMode",
    "mixed": "MixedEventAttendanceMode",
}


def written(details: Sequence[Mapping[str, Any]]) -> bytes:
    """Return a graph with an ``Event`` for each date of the events."""
    return orjson.dumps({"@context": _CONTEXT, "@graph": [_event(detail, shown) for detail, shown in _dates(details)]})


def _dates(details: Sequence[Mapping[str, Any]]) -> list[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    return [(detail, shown) for detail in details for shown in detail["dates"]]


def _event(detail: Mapping[str, Any], shown: Mapping[str, Any]) -> dict[str, Any]:
    address = page_of("event", detail["id"])
    found: dict[str, Any] = {
        "@type": "Event",
        "@id": f"{address}#{shown['id']}-{shown['previousDate'] or shown['date']}",
        "name": detail["title"],
        "description": detail["description"],
        "url": address,
        "image": detail["image"],
        "startDate": shown["day"] if shown["isAllDay"] else shown["date"],
        "endDate": shown["endDate"],
        "previousStartDate": shown["previousDate"],
        "eventStatus": f"{_CONTEXT}/{_STATUS[shown['status']]}",
        "eventAttendanceMode": f"{_CONTEXT}/{_MODES[detail['attendanceMode']]}",
        "inLanguage": detail["languages"] or None,
        "isAccessibleForFree": shown["isFree"],
        "location": _location(detail, shown),
        "organizer": _organizer(detail),
        "offers": _offers(detail, shown, address),
    }
    return {name: value for name, value in found.items() if value is not None}


def _location(detail: Mapping[str, Any], shown: Mapping[str, Any]) -> dict[str, Any]:
    if shown["isOnline"]:
        return {"@type": "VirtualLocation", "url": shown["onlineUrl"] or page_of("event", detail["id"])}
    street = {"streetAddress": shown["address"]} if shown["address"] else {}
    place: dict[str, Any] = {
        "@type": "Place",
        "name": shown["location"] or detail["city"]["name"],
        "address": {
            "@type": "PostalAddress",
            "addressCountry": "KZ",
            "addressLocality": detail["city"]["name"],
            **street,
        },
    }
    if detail["latitude"] is not None and detail["longitude"] is not None:
        place["geo"] = {
            "@type": "GeoCoordinates",
            "latitude": detail["latitude"],
            "longitude": detail["longitude"],
        }
    return place


def _organizer(detail: Mapping[str, Any]) -> dict[str, Any] | None:
    business = detail["business"]
    if business is not None:
        return {"@type": "Organization", "name": business["name"], "url": page_of("business", business["id"])}
    return {"@type": "Organization", "name": detail["organiserName"]} if detail["organiserName"] else None


def _offers(detail: Mapping[str, Any], shown: Mapping[str, Any], address: str) -> dict[str, Any] | None:
    """Return the price in tenge; nothing where it is unknown."""
    price = 0 if shown["isFree"] else shown["price"]
    if price is None:
        return None
    sold = "SoldOut" if detail["isSoldOut"] else "InStock"
    offer: dict[str, Any] = {
        "priceCurrency": "KZT",
        "url": detail["ticketUrl"] or address,
        "availability": f"{_CONTEXT}/{sold}",
    }
    if shown["maxPrice"] is None:
        return {"@type": "Offer", "price": price, **offer}
    return {"@type": "AggregateOffer", "lowPrice": price, "highPrice": shown["maxPrice"], **offer}
