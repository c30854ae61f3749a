"""Sitemaps (sitemaps.org) of the frontend's pages."""

from collections.abc import Iterable
from typing import Final
from xml.etree.ElementTree import Element, SubElement, tostring

_NAMESPACE: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"


def pages(addresses: Iterable[str]) -> bytes:
    """Return a sitemap of pages."""
    return _written("urlset", "url", addresses)


def index(addresses: Iterable[str]) -> bytes:
    """Return an index of sitemaps."""
    return _written("sitemapindex", "sitemap", addresses)


def _written(root: str, item: str, addresses: Iterable[str]) -> bytes:
    element = Element(root, xmlns=_NAMESPACE)
    for address in addresses:
        SubElement(SubElement(element, item), "loc").text = address
    return tostring(element, encoding="utf-8", xml_declaration=True)
