"""The skeleton of a fragment of rich text, to see whether a translation kept it."""

from collections import Counter
from html.parser import HTMLParser
from typing import Final

_BLOCKS: Final = frozenset({"p", "h3", "h4", "ul", "ol", "li"})

# Blocks in their order, each with the inline tags inside it: words change places in another language, blocks do not.
Skeleton = tuple[tuple[str, tuple[tuple[str, int], ...]], ...]


def skeleton(fragment: str) -> Skeleton | None:
    """Return the tags of a fragment with their attributes; ``None`` when they are not properly nested."""
    reader = _Reader()
    reader.feed(fragment)
    reader.close()
    if reader.is_broken or reader.open_tags:
        return None
    return tuple((name, tuple(sorted(inline.items()))) for name, inline in reader.blocks)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[tuple[str, Counter[str]]] = [("", Counter())]
        self.open_tags: list[str] = []
        self.is_broken = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self.blocks.append((tag, Counter()))
        else:
            self.blocks[-1][1][f"{tag} {sorted(attrs)}"] += 1
        if tag != "br":
            self.open_tags.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag != "br":
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == "br":
            return
        if self.open_tags and self.open_tags[-1] == tag:
            self.open_tags.pop()
        else:
            self.is_broken = True
        if tag in _BLOCKS:
            self.blocks.append((f"/{tag}", Counter()))

    def handle_comment(self, data: str) -> None:
        self.is_broken = True

    def handle_decl(self, decl: str) -> None:
        self.is_broken = True

    def handle_pi(self, data: str) -> None:
        self.is_broken = True

    def unknown_decl(self, data: str) -> None:
        self.is_broken = True
