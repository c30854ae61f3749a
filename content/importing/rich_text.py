"""HTML and plain text to the small set of tags that the editor's rich text stores."""

import html
import re

import nh3
from lxml import etree
from lxml import html as lxml_html

# What survives sanitising; names on the right are what the editor's rich text stores for it.
_RENAMED = {"strong": "b", "em": "i", "h1": "h3", "h2": "h3", "h5": "h4", "h6": "h4", "div": "p", "blockquote": "p"}
_KEPT = {"p", "br", "b", "i", "a", "ul", "ol", "li", "h3", "h4"}
_BLOCKS = {"p", "ul", "ol", "h3", "h4"}
_LOOKS_LIKE_HTML = re.compile(
    r"</?(p|br|div|span|b|i|u|a|ul|ol|li|strong|em|h[1-6]|table|tr|td|img|font|html|body|blockquote)\b[^<>]*>",
    re.IGNORECASE,
)
_BLANK_LINES = re.compile(r"\n\s*\n")
_MAX_DEPTH = 12


def is_html(text: str) -> bool:
    """Tell markup from plain text that happens to contain ``<``."""
    return bool(_LOOKS_LIKE_HTML.search(text))


def plain_to_rich(text: str) -> str:
    """Turn plain text into paragraphs; single line breaks become ``<br/>``."""
    unified = text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    paragraphs = (_joined_lines(block) for block in _BLANK_LINES.split(unified))
    return "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs if paragraph)


def _joined_lines(block: str) -> str:
    lines = (" ".join(line.split()) for line in block.split("\n"))
    return "<br/>".join(html.escape(line, quote=False) for line in lines if line)


def html_to_rich(source: str) -> str:
    """Return sanitised HTML of paragraphs, lists and small headings; scripts, styles and unknown tags are gone."""
    clean = nh3.clean(
        source,
        tags=_KEPT | set(_RENAMED),
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=None,
    )
    try:
        root = lxml_html.fragment_fromstring(clean, create_parent="div")
    except (etree.LxmlError, ValueError, AssertionError):
        return plain_to_rich(html.unescape(re.sub(r"<[^<>]*>", " ", clean)))
    writer = _Writer()
    writer.flow(root, depth=0)
    writer.close()
    return "".join(writer.blocks)


class _Writer:
    """Flattens any nesting into a sequence of blocks; text outside blocks is gathered into paragraphs."""

    def __init__(self) -> None:
        self.blocks: list[str] = []
        self._inline: list[str] = []

    def flow(self, element: lxml_html.HtmlElement, *, depth: int) -> None:
        """Write the children of an element in block context."""
        self._text(element.text)
        for child in element:
            name = _RENAMED.get(str(child.tag), str(child.tag))
            if name in {"p", "li"} or (name in _BLOCKS and depth >= _MAX_DEPTH):
                self.close()
                self.flow(child, depth=depth + 1)
                self.close()
            elif name in {"ul", "ol", "h3", "h4"}:
                self.close()
                block = _list(child, name, depth=depth) if name in {"ul", "ol"} else _heading(child, name)
                self.blocks.append(block)
            elif any(_is_block(inner) for inner in child.iter() if inner is not child):
                # A paragraph inside bold or a link: the block wins.
                self.flow(child, depth=depth + 1)
            else:
                self._inline.append(_inline(child))
            self._text(child.tail)

    def close(self) -> None:
        """End the paragraph being gathered."""
        content = _trimmed("".join(self._inline))
        self._inline.clear()
        if content:
            self.blocks.append(f"<p>{content}</p>")

    def _text(self, text: str | None) -> None:
        if text:
            self._inline.append(_escaped(text))


def _is_block(element: lxml_html.HtmlElement) -> bool:
    return _RENAMED.get(str(element.tag), str(element.tag)) in _BLOCKS | {"li"}


def _heading(element: lxml_html.HtmlElement, name: str) -> str:
    content = " ".join(element.text_content().split())
    return f"<{name}>{html.escape(content, quote=False)}</{name}>" if content else ""


def _list(element: lxml_html.HtmlElement, name: str, *, depth: int) -> str:
    items = []
    for item in element.iter("li"):
        content = _trimmed(_escaped(item.text or "") + "".join(_item_part(child) for child in item))
        if content:
            items.append(f"<li>{content}</li>")
    return f"<{name}>{''.join(items)}</{name}>" if items and depth < _MAX_DEPTH else ""


def _item_part(child: lxml_html.HtmlElement) -> str:
    """Write one child of a list item; nested lists are written as items of the outer one."""
    nested = str(child.tag) in {"ul", "ol"}
    return ("" if nested else _inline(child)) + _escaped(child.tail or "")


def _inline(element: lxml_html.HtmlElement) -> str:
    name = _RENAMED.get(str(element.tag), str(element.tag))
    if name == "br":
        return "<br/>"
    if not isinstance(element.tag, str):
        return ""
    inner = _escaped(element.text or "") + "".join(_inline(child) + _escaped(child.tail or "") for child in element)
    if name in {"b", "i"}:
        return f"<{name}>{inner}</{name}>" if inner.strip() else inner
    href = element.get("href", "")
    if name == "a" and href and inner.strip():
        return f'<a href="{html.escape(href)}">{inner}</a>'
    return inner


def _escaped(text: str) -> str:
    return html.escape(re.sub(r"\s+", " ", text), quote=False)


def _trimmed(content: str) -> str:
    """Drop spaces and breaks at both ends of a paragraph and runs of more than two breaks inside."""
    content = re.sub(r"(?: ?<br/> ?){3,}", "<br/><br/>", content)
    content = re.sub(r" ?<br/> ?", "<br/>", content)
    return re.sub(r"^(?:\s|<br/>)+|(?:\s|<br/>)+$", "", re.sub(r" {2,}", " ", content))
