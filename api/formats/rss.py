"""Events as RSS 2.0."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from email.utils import format_datetime
from typing import Any, Final
from xml.etree.ElementTree import Element, SubElement, tostring

from django.conf import settings

from api.formats.addresses import page_of

# XML 1.0 has no way to write these.
_UNWRITABLE: Final = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def written(details: Sequence[Mapping[str, Any]]) -> bytes:
    """Return a feed of events; what an entry is known by is its id, not its address."""
    rss = Element("rss", version="2.0")
    channel = SubElement(rss, "channel")
    _add(channel, "title", "Jezkazgan Connect")
    _add(channel, "link", settings.FRONTEND_BASE_URL or settings.PUBLIC_BASE_URL)
    _add(channel, "description", "События города")
    for detail in details:
        item = SubElement(channel, "item")
        _add(item, "title", detail["title"])
        _add(item, "link", page_of("event", detail["id"]))
        _add(item, "guid", detail["id"], isPermaLink="false")
        _add(item, "pubDate", format_datetime(datetime.fromisoformat(detail["publishedAt"])))
        for category in (detail["category"], *detail["tags"]):
            _add(item, "category", category)
        told = (
            detail["dateText"],
            detail["statusText"],
            detail["location"],
            detail["priceText"],
            detail["description"],
        )
        _add(item, "description", "\n".join(part for part in told if part))
    return tostring(rss, encoding="utf-8", xml_declaration=True)


def _add(parent: Element, name: str, text: str, **attributes: str) -> None:
    SubElement(parent, name, attributes).text = _UNWRITABLE.sub("", text)
