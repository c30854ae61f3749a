"""JSON-LD documents in a web page, in a file of its own, or several in one text; tolerant of what pages do to JSON."""

import html
import json
import re
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from lxml import etree
from lxml import html as lxml_html

from content.importing.candidates import ProblemLog
from content.importing.text import link

_SCRIPT = re.compile(r"<script\b[^>]*ld\+json[^>]*>(.*?)(?:</script|\Z)", re.IGNORECASE | re.DOTALL)
_MARKUP = re.compile(r"<(?:!doctype|html|head|body|script|div|p|meta|\?xml)\b", re.IGNORECASE)
_WRAPPING = re.compile(
    r"^\s*(?://|/\*)?\s*(?:<!--|<!\[CDATA\[)\s*(?:\*/)?|(?://|/\*)?\s*(?:-->|\]\]>)\s*(?:\*/)?\s*;?\s*$"
)
# Strings are matched first, so that nothing inside them is taken for a comment or a comma.
_NOISE = re.compile(r'("(?:[^"\\]|\\.)*")|//[^\n]*|/\*.*?\*/|,(?=\s*[}\]])', re.DOTALL)
_MAX_BLOCKS = 500


@dataclass(frozen=True, kw_only=True, slots=True)
class Block:
    """One JSON document: its value, its text and the line where it begins."""

    value: Any
    text: str
    line: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """The documents of a file; ``base`` is the address that relative links start from, "" when the file names none.

    ``broken`` counts documents that could not be read; ``is_recognised`` is false for something that is neither JSON
    nor markup.
    """

    blocks: tuple[Block, ...]
    base: str = ""
    broken: int = 0
    is_recognised: bool = True


def read_page(text: str, *, notes: ProblemLog) -> Page:
    """Find and load every JSON-LD document; one that cannot be loaded is reported and spoils no other."""
    stripped = text.lstrip()
    if stripped[:1] in {"{", "["}:
        line = text[: len(text) - len(stripped)].count("\n") + 1
        block = _load(stripped, line=line, notes=notes)
        return Page(blocks=(block,) if block else (), broken=0 if block else 1)
    if not _MARKUP.search(text):
        return Page(blocks=(), is_recognised=False)
    sources, base = _from_markup(text)
    loaded = [_load(source, line=line, notes=notes) for line, source in sources[:_MAX_BLOCKS] if source.strip()]
    blocks = tuple(block for block in loaded if block is not None)
    return Page(blocks=blocks, base=base, broken=len(loaded) - len(blocks))


def _from_markup(text: str) -> tuple[list[tuple[int, str]], str]:
    """Return the JSON-LD scripts ``(line, text)`` and the address of the page."""
    try:
        root = lxml_html.document_fromstring(text.encode(), parser=lxml_html.HTMLParser(encoding="utf-8"))
    except (etree.LxmlError, ValueError, AssertionError):
        return _by_pattern(text), ""
    scripts = [
        (element.sourceline if isinstance(element.sourceline, int) else 1, str(element.text or ""))
        for element in root.iter("script")
        if "ld+json" in (element.get("type") or "").lower()
    ]
    # A text that only quotes markup can confuse the parser of pages so much that it sees none of it.
    return scripts or _by_pattern(text), _base(root)


def _by_pattern(text: str) -> list[tuple[int, str]]:
    return [(text.count("\n", 0, found.start(1)) + 1, found[1]) for found in _SCRIPT.finditer(text)]


def _base(root: lxml_html.HtmlElement) -> str:
    places = (
        "//link[@rel='canonical']/@href",
        "//meta[@property='og:url']/@content",
        "//base/@href",
    )
    found = (link(str(value)) for place in places for value in root.xpath(place)[:1])
    return next((address for address in found if address), "")


def _load(source: str, *, line: int, notes: ProblemLog) -> Block | None:
    first_error: ValueError | RecursionError | None = None
    for attempt in _attempts(source):
        try:
            value, _end = json.JSONDecoder(strict=False, parse_constant=lambda _name: None).raw_decode(attempt.lstrip())
            return Block(value=value, text=source, line=line)
        except (ValueError, RecursionError) as error:
            first_error = first_error or error
    where = getattr(first_error, "lineno", 1)
    notes.error(
        "json.broken",
        _("JSON с ошибкой: %(why)s.") % {"why": getattr(first_error, "msg", None) or type(first_error).__name__},
        line=line + where - 1,
        value=source.splitlines()[where - 1].strip() if where <= len(source.splitlines()) else source,
    )
    return None


def _attempts(source: str) -> list[str]:
    """Return the text as it is, then without wrappings, comments and trailing commas, then with entities resolved."""
    unwrapped = _WRAPPING.sub("", _WRAPPING.sub("", source))
    attempts = [source, unwrapped, _NOISE.sub(lambda found: found[1] or "", unwrapped)]
    if "&quot;" in unwrapped or "&#34;" in unwrapped:
        attempts.append(_NOISE.sub(lambda found: found[1] or "", html.unescape(unwrapped)))
    return attempts
