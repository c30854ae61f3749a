"""The texts of a VEVENT: what it is, where, by whom."""

import re
from collections.abc import Sequence

from content.importing.building import NO_TEXT, RawEvent, RawText
from content.importing.categories import category_slug
from content.importing.parsers.content_lines import Property

_CONFERENCES = {"CONFERENCE", "X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL"}
_IMAGE = re.compile(r"\.(?:jpe?g|png|webp|gif|avif)(?:$|\?)", re.IGNORECASE)


def raw_event(properties: Sequence[Property], *, line: int) -> RawEvent:
    """Return everything of a component but its dates."""
    words = [word.strip() for found in properties if found.name == "CATEGORIES" for word in _words(found.value)]
    latitude, _semicolon, longitude = first_text(properties, "GEO").replace("\\;", ";").partition(";")
    return RawEvent(
        line=line,
        external_id=first_text(properties, "UID").strip(),
        titles=_texts(properties, "SUMMARY"),
        descriptions=_descriptions(properties),
        place=next(iter(_texts(properties, "LOCATION")), NO_TEXT),
        latitude=latitude,
        longitude=longitude,
        categories=words,
        tags=[word for word in words if not category_slug([word])],
        organiser=_organiser(properties),
        url=first_text(properties, "URL"),
        image_url=_image(properties),
        online_url=_conference(properties),
    )


def _texts(properties: Sequence[Property], name: str) -> list[RawText]:
    return [
        RawText(text=found.text, language=found.parameters.get("LANGUAGE", ""))
        for found in properties
        if found.name == name and found.value.strip()
    ]


def _descriptions(properties: Sequence[Property]) -> list[RawText]:
    """Prefer the HTML that Outlook writes beside the plain text."""
    html = [text for text in _texts(properties, "X-ALT-DESC") if "<" in text.text]
    return [*html, *_texts(properties, "DESCRIPTION")]


def _words(value: str) -> list[str]:
    return [word.replace("\\,", ",").replace("\\;", ";") for word in re.split(r"(?<!\\),", value)]


def _organiser(properties: Sequence[Property]) -> str:
    """Return the name of the organiser; an address alone is not one."""
    found = next((item for item in properties if item.name == "ORGANIZER"), None)
    name = found.parameters.get("CN", "").strip().strip('"') if found is not None else ""
    return "" if "@" in name else name


def _image(properties: Sequence[Property]) -> str:
    for found in properties:
        is_address = found.value.strip().lower().startswith(("http://", "https://"))
        is_picture = found.parameters.get("FMTTYPE", "").lower().startswith("image/") or _IMAGE.search(found.value)
        if is_address and (found.name == "IMAGE" or (found.name == "ATTACH" and is_picture)):
            return found.value
    return ""


def _conference(properties: Sequence[Property]) -> str:
    """Return the address of an online meeting (RFC 7986, and what Google and Microsoft write)."""
    for found in properties:
        if found.name in _CONFERENCES and found.value.strip().lower().startswith(("http://", "https://")):
            return found.value.strip()
    return ""


def first_text(properties: Sequence[Property], name: str) -> str:
    """Return the text of the first property of that name that says anything, "" without one."""
    return next((found.text for found in properties if found.name == name and found.value.strip()), "")
