"""Pages of a list: which rows, and the addresses of the neighbouring pages (RFC 8288)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from django.conf import settings

from api.asked import Asked
from api.filters import DEFAULT_LIMIT

# A link repeats what was asked; whoever repeats one parameter thousands of times gets only some of it back.
_MAX_REPEATED: Final = 20


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """A part of a list."""

    limit: int
    offset: int

    @property
    def rows(self) -> slice:
        """The rows to read: one more than the page shows, which tells whether another page follows."""
        return slice(self.offset, self.offset + self.limit + 1)


def asked_page(asked: Asked) -> Page:
    """Return the page that was asked for."""
    return Page(limit=asked.get("limit") or DEFAULT_LIMIT, offset=asked.get("offset") or 0)


def links(asked: Asked, *, page: Page, has_next: bool) -> str:
    """Return the ``Link`` header of a page: ``first`` always, ``prev`` and ``next`` where there is such a page."""
    targets = {"first": 0}
    if page.offset:
        targets["prev"] = max(page.offset - page.limit, 0)
    if has_next:
        targets["next"] = page.offset + page.limit
    return ", ".join(f'<{_address(asked, page, offset)}>; rel="{name}"' for name, offset in targets.items())


def _address(asked: Asked, page: Page, offset: int) -> str:
    query: Mapping[str, list[str]] = {
        **{name: list(dict.fromkeys(texts))[:_MAX_REPEATED] for name, texts in asked.sent.items()},
        "limit": [str(page.limit)],
        "offset": [str(offset)],
    }
    return f"{settings.PUBLIC_BASE_URL}{asked.path}?{urlencode(query, doseq=True)}"
