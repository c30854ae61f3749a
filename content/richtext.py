"""Rich text as the public gets it: plain text, sanitised HTML and typed blocks."""

import re
from functools import lru_cache
from html import unescape
from typing import Final

import nh3
from wagtail.rich_text import expand_db_html

from content.block_tree import blocks, sanitised
from content.blocks import Block

_BLOCK_END: Final = re.compile(r"</(?:p|li|h3|h4)>|<br\s*/?>", re.IGNORECASE)
_SPACES: Final = re.compile(r"[ \t\xa0]+")
_BLANK_LINES: Final = re.compile(r"\s*\n\s*")


def public_html(source: str) -> str:
    """Return what the frontend may render of stored rich text: a small set of tags, safe links, no scripts."""
    return sanitised(expand_db_html(source))


def public_blocks(source: str) -> list[Block]:
    """Return stored rich text as the typed blocks that the frontend may render instead of the HTML."""
    return blocks(expand_db_html(source))


def public_forms(source: str) -> tuple[str, list[Block]]:
    """Return stored rich text in both forms at once: HTML and blocks."""
    expanded = expand_db_html(source)
    return sanitised(expanded), blocks(expanded)


@lru_cache(maxsize=512)
def plain_text(source: str) -> str:
    """Return the words of stored rich text, a line per paragraph or list item."""
    if not source.strip():
        return ""
    text = unescape(nh3.clean(_BLOCK_END.sub("\n", source), tags=set()))
    return _BLANK_LINES.sub("\n", _SPACES.sub(" ", text)).strip()


def excerpt(text: str, *, length: int) -> str:
    """Cut plain text at a word boundary to at most ``length`` characters, with an ellipsis where it was cut."""
    flat = " ".join(text.split())
    if len(flat) <= length:
        return flat
    cut = flat[: length - 1]
    return f"{cut[: cut.rfind(' ')] if ' ' in cut[length // 2 :] else cut}…"
