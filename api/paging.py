"""Pages of a list: which rows, and the addresses of the neighbouring pages (RFC 8288)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final
from urllib.parse import urlencode

from django.conf import settings
from django.core.exceptions import ValidationError

from api.asked import Asked
from api.cursors import Cursor, opened, sorted_by
from api.filters import DEFAULT_LIMIT
from api.problems import INVALID_PARAMETER, ProblemError
from content.prepared import Rows

# A link repeats what was asked; whoever repeats one parameter thousands of times gets only some of it back.
_MAX_REPEATED: Final = 20


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """A part of a list: behind a cursor, which costs the same however deep, or after a number of items."""

    limit: int
    offset: int
    cursor: Cursor | None = None

    @property
    def after(self) -> tuple[Any, ...] | None:
        """The place behind which the page begins, ``None`` for one that is counted."""
        return None if self.cursor is None else self.cursor.after

    @property
    def rows(self) -> Rows:
        """The rows to read: one more than the page shows, which tells whether another page follows."""
        return Rows(limit=self.limit + 1, offset=self.offset)

    @property
    def position(self) -> int:
        """How many items stand before the page."""
        return self.offset if self.cursor is None else self.cursor.position


def asked_page(asked: Asked, *, order: Sequence[Callable[[Any], Any]], sort: Sequence[str] = ()) -> Page:
    """Return the page that was asked for; a cursor wins over an offset.

    ``order`` reads the parts of a cursor, before which stands the name of an unusual order (``sort``).
    Raises ``ProblemError`` for one that no answer gave out.
    """
    limit = asked.get("limit") or DEFAULT_LIMIT
    if (text := asked.get("cursor")) is None:
        return Page(limit=limit, offset=asked.get("offset") or 0)
    try:
        cursor = opened(text, parts=(*map(sorted_by, sort), *order))
        return Page(limit=limit, offset=0, cursor=replace(cursor, after=cursor.after[len(sort) :]))
    except ValidationError as error:
        raise ProblemError(problem=INVALID_PARAMETER, fields={"cursor": error}) from error


def links(asked: Asked, *, page: Page, last: tuple[Any, ...] | None) -> str:
    """Return the ``Link`` header of a page: ``first`` always, ``prev`` and ``next`` where there is such a page.

    ``last`` is the place of the last item shown, ``None`` when no page follows.
    """
    targets: dict[str, Mapping[str, str]] = {"first": {}}
    if page.position:
        before = max(page.position - page.limit, 0)
        targets["prev"] = {"offset": str(before)} if before else {}
    if last is not None:
        targets["next"] = {"cursor": str(Cursor(after=last, position=page.position + page.limit))}
    return ", ".join(f'<{_address(asked, page, place)}>; rel="{name}"' for name, place in targets.items())


def _address(asked: Asked, page: Page, place: Mapping[str, str]) -> str:
    kept = {name: texts for name, texts in asked.sent.items() if name not in {"cursor", "offset"}}
    query: Mapping[str, list[str]] = {
        **{name: list(dict.fromkeys(texts))[:_MAX_REPEATED] for name, texts in kept.items()},
        "limit": [str(page.limit)],
        **{name: [text] for name, text in place.items()},
    }
    return f"{settings.PUBLIC_BASE_URL}{asked.path}?{urlencode(query, doseq=True)}"
