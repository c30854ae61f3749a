"""Texts of sources made fit for storing: single lines, rich text, links, and the language they belong to."""

import hashlib
import html
import re
import unicodedata
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from content.importing.rich_text import html_to_rich, is_html, plain_to_rich
from language.detection import detect_language

TITLE_LENGTH = 200
ADDRESS_LENGTH = 250
URL_LENGTH = 500
ID_LENGTH = 255
TAG_LENGTH = 100
DESCRIPTION_LENGTH = 50_000

_WORD = re.compile(r"[^\W\d_]+")
_TAG = re.compile(r"<[^<>]{1,500}>")
# Byte order marks, zero-width spaces, direction marks and soft hyphens, which copied texts are full of.
_INVISIBLE = re.compile("[\ufeff\u200b\u200e\u200f\u2060\u00ad]")
_TRACKING = re.compile(r"^(utm_\w+|fbclid|gclid|yclid|_openstat)$", re.IGNORECASE)
# A long text is Kazakh when this share of its words has Kazakh letters; a single name in a Russian text stays below it.
_KAZAKH_SHARE = 0.2
_LONG_TEXT_WORDS = 12
_MOSTLY = 0.5


def visible(text: str) -> str:
    """Drop what no reader sees and no database stores: control characters, lone surrogates, byte order marks."""
    if text.isascii() and text.isprintable():
        return text
    kept = (
        character
        for character in unicodedata.normalize("NFC", text)
        if character in "\n\t\r" or unicodedata.category(character) not in {"Cc", "Cs", "Co"}
    )
    return _INVISIBLE.sub("", "".join(kept))


def one_line(text: str, *, limit: int = TITLE_LENGTH) -> str:
    """Return a text without markup and line breaks, cut at ``limit`` characters with an ellipsis."""
    text = html.unescape(_TAG.sub(" ", text)) if "<" in text or "&" in text else text
    flat = " ".join(visible(text).split())
    return flat if len(flat) <= limit else f"{flat[: limit - 1].rstrip()}…"


def rich(text: str) -> str:
    """Return a description, plain or HTML, as the editor's rich text stores it."""
    text = visible(text[:DESCRIPTION_LENGTH]).strip()
    if not text:
        return ""
    if is_html(text):
        return html_to_rich(text)
    return plain_to_rich(html.unescape(text) if "&" in text else text)


def is_kazakh(text: str, *, declared: str = "") -> bool:
    """Tell whether a text goes to the Kazakh columns.

    Kazakh declared by the source (``kk``, ``kk-KZ``, ``kaz``) decides. Otherwise Kazakh letters do: any in a short text
    without a declaration; in a long text, or under a declaration of Russian, a share of the words has to have them, so
    that a Kazakh name does not make a Russian text Kazakh, nor a page's language a Kazakh text Russian.
    """
    code = declared.strip().lower().replace("_", "-").split("-")[0]
    if code in {"kk", "kaz", "kz"}:
        return True
    if detect_language(text) == "ru":
        return False
    words = _WORD.findall(_TAG.sub(" ", text))
    share = sum(1 for word in words if detect_language(word) == "kk") / len(words)
    if len(words) >= _LONG_TEXT_WORDS:
        return share >= _KAZAKH_SHARE
    return code not in {"ru", "rus"} or share > _MOSTLY


def link(text: str, *, base: str = "") -> str:
    """Return an absolute http(s) address without tracking parameters, or "" when it is none or too long."""
    flat = "".join(visible(html.unescape(text)).split())
    if not flat:
        return ""
    try:
        parts = urlsplit(urljoin(base, flat) if base else flat)
        host = parts.hostname
        _ = parts.port
    except ValueError:
        return ""
    if parts.scheme.lower() not in {"http", "https"} or not host or "." not in host:
        return ""
    query = parts.query
    if any(_TRACKING.match(part.partition("=")[0]) for part in query.split("&")):
        pairs = parse_qsl(query, keep_blank_values=True, max_num_fields=None)
        query = urlencode([(name, value) for name, value in pairs if not _TRACKING.match(name)])
    address = urlunsplit((parts.scheme.lower(), parts.netloc, parts.path, query, parts.fragment))
    return address if len(address) <= URL_LENGTH else ""


def identifier(text: str) -> str:
    """Return an external id of at most 255 characters; longer ones end in a hash of the whole."""
    flat = " ".join(visible(text).split())
    if len(flat) <= ID_LENGTH:
        return flat
    return f"{flat[:200]}#{hashlib.sha256(flat.encode()).hexdigest()[:32]}"


def content_key(*parts: object) -> str:
    """Return a stable id for a record whose source gives none, from what makes it recognisable."""
    joined = "\x1f".join(" ".join(str(part).casefold().split()) for part in parts)
    return f"key:{hashlib.sha256(joined.encode()).hexdigest()[:32]}"
