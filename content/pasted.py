"""What the rich text field accepts: whatever is pasted or posted, only the small set that readers get is kept."""

import json
import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any, Final

from content.importing.rich_text import html_to_rich, is_html, plain_to_rich

_HEADINGS: Final[Mapping[str, str]] = {
    "header-one": "header-three",
    "header-two": "header-three",
    "header-five": "header-four",
    "header-six": "header-four",
}
_BLOCKS: Final = frozenset({"unstyled", "header-three", "header-four", "unordered-list-item", "ordered-list-item"})
_STYLES: Final = frozenset({"BOLD", "ITALIC"})
# The editor itself nests lists no deeper.
_MAX_DEPTH: Final = 4
_KEY: Final = re.compile(r"[A-Za-z0-9]{1,12}")
_CELL_END: Final = re.compile(r"</t[dh]\s*>", re.IGNORECASE)
_ROW_END: Final = re.compile(r"</tr\s*>", re.IGNORECASE)
_LINK: Final = re.compile(r"(?:https?://|mailto:|tel:)\S+", re.IGNORECASE)


class Loss(StrEnum):
    """What an editor would miss and rich text cannot hold."""

    TABLE = "table"
    IMAGE = "image"


def is_content_state(posted: str) -> bool:
    """Tell what the editor's script sends from markup or plain text."""
    return _state(posted) is not None


def clean_state(posted: str) -> dict[str, Any]:
    """Return the content state of the editor with only known blocks, styles and safe links; text is never dropped."""
    state = _state(posted) or {}
    entities = state.get("entityMap")
    links = dict(_links(entities if isinstance(entities, dict) else {}))
    blocks = [_clean_block(block, links) for block in _blocks(state)]
    # An editor that was emptied holds one empty paragraph.
    return {"blocks": blocks, "entityMap": links} if any(block["text"].strip() for block in blocks) else {}


def clean_markup(posted: str) -> str:
    """Return markup or plain text as the rich text that the editor stores."""
    if not is_html(posted):
        return plain_to_rich(posted)
    # Cells and rows of tables are no tags of ours; without these their words would run together.
    spaced = _ROW_END.sub("<br>", _CELL_END.sub(" ", posted))
    return html_to_rich(spaced)


def losses(posted: str) -> set[Loss]:
    """Tell what of a posted rich text is not kept although an editor would miss it."""
    state = _state(posted)
    if state is None:
        lost = {Loss.TABLE: r"<table\b", Loss.IMAGE: r"<(?:img|svg|picture|v:imagedata)\b"}
        return {loss for loss, pattern in lost.items() if re.search(pattern, posted, re.IGNORECASE)}
    entities = state.get("entityMap")
    kinds = {entity.get("type") for entity in _values(entities) if isinstance(entity, dict)}
    return {Loss.IMAGE} if kinds & {"IMAGE", "EMBED"} else set()


def _state(posted: str) -> dict[str, Any] | None:
    """Return a content state, an empty one for the ``null`` of an empty editor; ``None`` for anything else."""
    try:
        state = json.loads(posted)
    except (ValueError, RecursionError):
        return None
    if state is None:
        return {}
    return state if isinstance(state, dict) and isinstance(state.get("blocks"), list) else None


def _values(entities: Any) -> list[Any]:
    return list(entities.values()) if isinstance(entities, dict) else []


def _blocks(state: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for block in state.get("blocks", []):
        if isinstance(block, dict) and isinstance(block.get("text"), str) and block.get("type") != "atomic":
            yield block


def _links(entities: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for key, entity in entities.items():
        data = entity.get("data") if isinstance(entity, dict) and entity.get("type") == "LINK" else None
        url = data.get("url") if isinstance(data, dict) else None
        if isinstance(url, str) and _LINK.fullmatch(url.strip()):
            yield key, {"type": "LINK", "mutability": "MUTABLE", "data": {"url": url.strip()}}


def _clean_block(block: Mapping[str, Any], links: Mapping[str, Any]) -> dict[str, Any]:
    kind = block.get("type")
    kind = _HEADINGS.get(kind, kind) if isinstance(kind, str) else "unstyled"
    key, depth = block.get("key"), block.get("depth")
    is_item = kind in {"unordered-list-item", "ordered-list-item"}
    text = block["text"].replace("\x00", "")
    return {
        "key": key if isinstance(key, str) and _KEY.fullmatch(key) else "aaaaa",
        "text": text,
        "type": kind if kind in _BLOCKS else "unstyled",
        "depth": min(max(depth, 0), _MAX_DEPTH) if is_item and isinstance(depth, int) else 0,
        "inlineStyleRanges": [
            part for part in _ranges(block.get("inlineStyleRanges"), len(text)) if part.get("style") in _STYLES
        ],
        "entityRanges": [
            part for part in _ranges(block.get("entityRanges"), len(text)) if str(part.get("key")) in links
        ],
    }


def _ranges(ranges: Any, length: int) -> Iterator[dict[str, Any]]:
    for part in ranges if isinstance(ranges, list) else []:
        if not isinstance(part, dict):
            continue
        offset, size = part.get("offset"), part.get("length")
        if isinstance(offset, int) and isinstance(size, int) and 0 <= offset < length and size > 0:
            named = {name: part[name] for name in ("style", "key") if isinstance(part.get(name), str | int)}
            yield {"offset": offset, "length": min(size, length - offset), **named}
