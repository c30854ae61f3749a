"""From rich text to blocks; pure.

The tree is a translation of sanitised HTML, so whatever the source holds, no other tag, attribute or scheme of a link
can come out.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import Final

import nh3

from content.blocks import Block, HeadingBlock, Inline, LineBreak, ListBlock, ListItem, ParagraphBlock, TextRun

_TAGS: Final = {"p", "br", "b", "strong", "i", "em", "a", "ul", "ol", "li", "h3", "h4"}
_SCHEMES: Final = {"http", "https", "mailto", "tel"}
# What nh3 writes is regular: attributes are quoted, and "<" in texts is escaped.
_TOKEN: Final = re.compile(r'<(?P<close>/?)(?P<tag>[a-z0-9]+)(?P<attributes>(?:\s[a-z-]+="[^"]*")*)\s*>')
_HREF: Final = re.compile(r'\shref="([^"]*)"')
_SPACES: Final = re.compile(r"[ \t\r\n\f]+")
_BOLD: Final = {"b", "strong"}
_ITALIC: Final = {"i", "em"}
_LISTS: Final = {"ul", "ol"}
_DEEPEST: Final = 5


def sanitised(html: str) -> str:
    """Return what the frontend may render of any HTML: a small set of tags, safe links, no scripts."""
    return nh3.clean(html, tags=_TAGS, attributes={"a": {"href"}}, url_schemes=_SCHEMES, link_rel="noopener nofollow")


def blocks(html: str) -> list[Block]:
    """Return any HTML as blocks; of what is not allowed only the words remain."""
    clean = sanitised(html)
    tree, end = _Tree(), 0
    for token in _TOKEN.finditer(clean):
        tree.add_text(unescape(clean[end : token.start()]))
        end = token.end()
        if token["close"]:
            tree.close(token["tag"])
        else:
            tree.open(token["tag"], token["attributes"])
    tree.add_text(unescape(clean[end:]))
    tree.end_block()
    tree.end_list()
    return tree.done


def safe_href(address: str) -> str | None:
    """Return the address that a link may have, ``None`` for a relative one and for any other scheme."""
    scheme, _colon, rest = address.strip().partition(":")
    return address.strip() if rest and scheme.lower() in _SCHEMES else None


@dataclass
class _Tree:
    """The blocks so far, and the one that is being written, as lines of runs."""

    done: list[Block] = field(default_factory=list)
    lines: list[list[TextRun]] = field(default_factory=lambda: [[]])
    items: list[ListItem] = field(default_factory=list)
    is_ordered: bool = False
    depth: int = 0
    heading: str = ""
    bold: int = 0
    italic: int = 0
    hrefs: list[str | None] = field(default_factory=list)

    def open(self, tag: str, attributes: str) -> None:
        """Begin what an opening tag begins."""
        if tag in _BOLD:
            self.bold += 1
        elif tag in _ITALIC:
            self.italic += 1
        elif tag == "a":
            found = _HREF.search(attributes)
            self.hrefs.append(safe_href(unescape(found[1])) if found else None)
        elif tag == "br":
            self.lines.append([])
        elif tag in _LISTS:
            self._open_list(tag)
        elif tag != "p" or not self.depth:
            self.end_block()
            self.heading = tag if tag in {"h3", "h4"} else ""

    def _open_list(self, tag: str) -> None:
        self.end_block()
        if not self.depth:
            self.is_ordered = tag == "ol"
        self.depth += 1

    def close(self, tag: str) -> None:
        """End what a closing tag ends."""
        if tag in _BOLD:
            self.bold -= 1
        elif tag in _ITALIC:
            self.italic -= 1
        elif tag == "a":
            self.hrefs.pop()
        elif tag == "p" and self.depth:
            # A paragraph inside an item is a line of it.
            self.lines.append([])
        else:
            self.end_block()
            self.heading = ""
            if tag in _LISTS:
                self.depth -= 1
                if not self.depth:
                    self.end_list()

    def add_text(self, text: str) -> None:
        """Add words in the present look."""
        if flat := _SPACES.sub(" ", text):
            href = self.hrefs[-1] if self.hrefs else None
            self.lines[-1].append(TextRun(text=flat, isBold=self.bold > 0, isItalic=self.italic > 0, href=href))

    def end_block(self) -> None:
        """Close the open paragraph, heading or item, if it says anything."""
        content = list(_inline(self.lines))
        self.lines = [[]]
        if not content:
            return
        if self.depth:
            self.items.append(ListItem(level=min(self.depth - 1, _DEEPEST), content=content))
        elif self.heading:
            self.done.append(HeadingBlock(level=3 if self.heading == "h3" else 4, content=content))
        else:
            self.done.append(ParagraphBlock(content=content))

    def end_list(self) -> None:
        """Close the outermost list, if it has items."""
        if self.items:
            self.done.append(ListBlock(isOrdered=self.is_ordered, items=self.items))
        self.items = []


def _inline(lines: Iterable[list[TextRun]]) -> Iterator[Inline]:
    """Return lines that say something, with breaks between them."""
    told = [line for line in map(_joined, lines) if line]
    for number, line in enumerate(told):
        if number:
            yield LineBreak()
        yield from line


def _joined(line: Iterable[TextRun]) -> list[TextRun]:
    """Join runs of one look; keep one space where spaces meet and none at the ends."""
    done: list[TextRun] = []
    for run in line:
        follows_space = not done or done[-1].text.endswith(" ")
        text = run.text.lstrip(" ") if follows_space else run.text
        if done and _look(done[-1]) == _look(run):
            done[-1] = _with_text(run, done[-1].text + text)
        elif text:
            done.append(_with_text(run, text))
    while done and not done[-1].text.strip(" "):
        done.pop()
    if done:
        done[-1] = _with_text(done[-1], done[-1].text.rstrip(" "))
    return done


def _look(run: TextRun) -> tuple[bool, bool, str | None]:
    return run.isBold, run.isItalic, run.href


def _with_text(run: TextRun, text: str) -> TextRun:
    return TextRun(text=text, isBold=run.isBold, isItalic=run.isItalic, href=run.href)
