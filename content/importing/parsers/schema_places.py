"""Where a schema.org event takes place."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from content.importing.building import NO_TEXT, RawText
from content.importing.parsers.schema_nodes import Index, Node, items, plain, text, types

# Content, not a message: it must not depend on the language of whoever runs the import.
_ONLINE = "Онлайн"
_ADDRESS_PARTS = ("streetAddress", "addressLocality", "addressRegion")


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """Name, address and coordinates as texts; ``online_address`` is that of a virtual location."""

    name: RawText = NO_TEXT
    address: RawText = NO_TEXT
    latitude: str = ""
    longitude: str = ""
    online_address: str = ""


def online_address(node: Node, *, nodes: Index) -> str:
    """Return the address of a virtual location, "" without one."""
    for value in items(node, "location"):
        found = nodes.resolved(value)
        if isinstance(found, Mapping) and "VirtualLocation" in types(found, allow_alias=True):
            return text(found, "url")
    return ""


def place_of(node: Node, *, nodes: Index, language: str) -> Place:
    """Return the first real place of an event, or the virtual one when there is no other."""
    online: Place | None = None
    for value in items(node, "location"):
        found = nodes.resolved(value)
        if isinstance(found, Mapping) and "VirtualLocation" in types(found, allow_alias=True):
            online = online or Place(name=RawText(text=_ONLINE, language="ru"), online_address=text(found, "url"))
            continue
        place = _place(found, nodes, language)
        if place is not None:
            return place
    return online or Place()


def _place(value: Any, nodes: Index, language: str) -> Place | None:
    if isinstance(value, str):
        return None if value.startswith(("http://", "https://")) else Place(name=RawText(text=value, language=language))
    if not isinstance(value, Mapping):
        return None
    is_address = "PostalAddress" in types(value, allow_alias=True)
    address = _address(value, nodes) if is_address else _first_address(value, nodes)
    geo = next((found for found in items(value, "geo") if isinstance(found, Mapping)), value)
    name = text(value, "name")
    place = Place(
        name=RawText(text=name, language=language) if name else NO_TEXT,
        address=RawText(text=address, language=language) if address and address != name else NO_TEXT,
        latitude=text(geo, "latitude"),
        longitude=text(geo, "longitude"),
    )
    return place if place != Place() else None


def _first_address(value: Node, nodes: Index) -> str:
    for found in items(value, "address"):
        address = _address(nodes.resolved(found), nodes)
        if address:
            return address
    return ""


def _address(value: Any, nodes: Index) -> str:
    """Write an address in one line: street, town, region; the country goes without saying."""
    if isinstance(value, str):
        return value
    if not isinstance(value, Mapping):
        return ""
    for language in ("ru", "kk", "en"):
        if isinstance(value.get(language), Mapping):
            return _address(value[language], nodes)
    parts = [text(value, name).strip() for name in _ADDRESS_PARTS]
    kept = [part for index, part in enumerate(parts) if part and part not in parts[:index]]
    return ", ".join(kept) or plain(value.get("name"))
