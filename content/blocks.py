"""The blocks that rich text consists of for clients that render components instead of HTML.

Attribute names are the JSON keys of the public API; the members of a union are told apart by ``type``.
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias


@dataclass(frozen=True, kw_only=True, slots=True)
class TextRun:
    """Words of one look; ``href`` (http, https, mailto or tel) makes them a link."""

    type: Literal["text"] = "text"
    text: str
    isBold: bool
    isItalic: bool
    href: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class LineBreak:
    """A new line inside a block."""

    type: Literal["break"] = "break"


Inline: TypeAlias = TextRun | LineBreak


@dataclass(frozen=True, kw_only=True, slots=True)
class ParagraphBlock:
    """A paragraph."""

    type: Literal["paragraph"] = "paragraph"
    content: list[Inline]


@dataclass(frozen=True, kw_only=True, slots=True)
class HeadingBlock:
    """A heading inside the text; the headings of the page itself are of levels 1 and 2."""

    type: Literal["heading"] = "heading"
    level: Literal[3, 4]
    content: list[Inline]


@dataclass(frozen=True, kw_only=True, slots=True)
class ListItem:
    """An item; ``level`` is 0, and more for an item of a list inside the list."""

    level: int
    content: list[Inline]


@dataclass(frozen=True, kw_only=True, slots=True)
class ListBlock:
    """A list, numbered where it is ordered."""

    type: Literal["list"] = "list"
    isOrdered: bool
    items: list[ListItem]


Block: TypeAlias = ParagraphBlock | HeadingBlock | ListBlock
