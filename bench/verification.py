"""Whether an application answers a question with what the generator knows to be right."""

import json
import re
from typing import Any, Final
from urllib.parse import urlsplit

from bench.questions import Question
from bench.servers import Target

_OK: Final = 200
_NEXT: Final = re.compile(r'<([^>]+)>; *rel="?next"?')


def problem(target: Target, address: str, question: Question) -> str | None:
    """Return why the answer is wrong, ``None`` when it is right."""
    status, headers, body = target.get(address)
    if status != _OK:
        return f"status {status}: {body[:120]!r}"
    if headers.get("x-search-degraded"):
        return "answered by the search in reserve"
    found = slugs(json.loads(body))
    # The reference has no order of relevance: its best are the soonest.
    if question.any_of and not target.is_reference:
        strangers = [slug for slug in found if slug not in question.any_of]
        if strangers or len(found) != len(question.slugs) or len(set(found)) != len(found):
            return f"{len(found)} items, of which {strangers[:3]} do not belong there"
        return None
    if found != list(question.slugs):
        return f"items differ: {found[:3]} … ({len(found)}), not {list(question.slugs[:3])} … ({len(question.slugs)})"
    return None


def slugs(document: Any) -> list[str]:
    """Return the slugs of a list, of what search has found, or of a single item."""
    rows = document
    if isinstance(document, dict):
        rows = document.get("results", document.get("hits", [document]))
    return [row.get("item", row)["slug"] for row in rows]


def followed(target: Target, address: str, *, pages: int) -> str | None:
    """Return the address of a later page, reached by following ``Link: rel=next``; ``None`` where the links end."""
    for _ in range(pages):
        _status, headers, _body = target.get(address)
        found = _NEXT.search(headers.get("link", ""))
        if found is None:
            return None
        parts = urlsplit(found[1])
        address = f"{parts.path}?{parts.query}"
    return address
