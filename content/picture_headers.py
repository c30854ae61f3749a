"""What the first bytes of a file say about a picture: pure, and nothing is decoded.

The name and the announced type of a file are its sender's; only its content counts.
"""

import re
from dataclasses import dataclass
from typing import Final

# How far into a file its format may show itself.
HEAD: Final = 4096

_SIGNATURES: Final = (
    (re.compile(rb"\xff\xd8\xff"), "jpeg"),
    (re.compile(rb"\x89PNG\r\n\x1a\n"), "png"),
    (re.compile(rb"RIFF....WEBP", re.DOTALL), "webp"),
    (re.compile(rb"....ftypavi[fs]", re.DOTALL), "avif"),
    (re.compile(rb"....ftyp(?:heic|heix|hevc|heim|heis)", re.DOTALL), "heic"),
    (re.compile(rb"....ftypmi?f1.{4}.{0,60}avif", re.DOTALL), "avif"),
    (re.compile(rb"....ftypmi?f1", re.DOTALL), "heic"),
    (re.compile(rb"GIF8[79]a"), "gif"),
    (re.compile(rb"II\*\x00|MM\x00\*"), "tiff"),
    (re.compile(rb"BM"), "bmp"),
    (re.compile(rb"8BPS"), "psd"),
    (re.compile(rb"%PDF"), "pdf"),
    (re.compile(rb"(?is)(?:\xef\xbb\xbf)?\s*<(?:\?xml|!--|!doctype|svg).*<svg|(?:\xef\xbb\xbf)?\s*<svg"), "svg"),
    (re.compile(rb"(?is)\s*<(?:!doctype|html|head|body|script)"), "html"),
)
ALLOWED: Final = frozenset({"jpeg", "png", "webp", "avif"})

# Pieces of pages and programs. Compressed pixels hold one of them by chance about once in a million files.
_FOREIGN: Final = re.compile(rb"(?i)<(?:script|iframe|html|object|embed|svg|!doctype|\?php)[\s>]")
# The end of a ZIP archive is the last thing in its file, up to a comment.
_ZIP_END: Final = b"PK\x05\x06"
_ZIP_TAIL: Final = 66_000
# Each scan of a JPEG is a pass over all its pixels; real ones have about ten.
_SCAN: Final = b"\xff\xda"
MOST_SCANS: Final = 64
_PNG_HEADER: Final = 33
_WEBP_HEADER: Final = 10


@dataclass(frozen=True, kw_only=True, slots=True)
class Header:
    """What is known before decoding; sizes of formats that are read elsewhere are ``None``."""

    width: int | None = None
    height: int | None = None
    is_animated: bool = False


def format_of(head: bytes) -> str | None:
    """Return the format that a file is in (``jpeg``, ``png``, …, also of many that are refused), if it is known."""
    return next((name for signature, name in _SIGNATURES if signature.match(head[:HEAD])), None)


def header_of(data: bytes, format_name: str) -> Header:
    """Read size and animation of a PNG or a WebP; raises ``ValueError`` for a broken one."""
    if format_name == "png":
        return _png(data)
    return _webp(data) if format_name == "webp" else Header()


def holds_foreign_content(data: bytes) -> bool:
    """Tell whether a file is, besides a picture, a page, a program or an archive."""
    return _FOREIGN.search(data) is not None or _ZIP_END in data[-_ZIP_TAIL:]


def scans(data: bytes) -> int:
    """Return how many passes over its pixels a JPEG asks for, at most."""
    return data.count(_SCAN)


def _png(data: bytes) -> Header:
    if data[12:16] != b"IHDR" or len(data) < _PNG_HEADER:
        raise ValueError("a PNG begins with its header")
    # The chunk that makes a PNG an animation has to stand before the pixels.
    before_pixels = data[: data.find(b"IDAT")]
    return Header(
        width=int.from_bytes(data[16:20], "big"),
        height=int.from_bytes(data[20:24], "big"),
        is_animated=b"acTL" in before_pixels,
    )


def _webp(data: bytes) -> Header:
    kind, body = data[12:16], data[20 : 20 + _WEBP_HEADER]
    if len(body) < _WEBP_HEADER:
        raise ValueError("a WebP begins with its header")
    if kind == b"VP8X":
        return Header(
            width=int.from_bytes(body[4:7], "little") + 1,
            height=int.from_bytes(body[7:10], "little") + 1,
            is_animated=bool(body[0] & 0x02),
        )
    if kind == b"VP8L":
        bits = int.from_bytes(body[1:5], "little")
        return Header(width=(bits & 0x3FFF) + 1, height=(bits >> 14 & 0x3FFF) + 1)
    if kind == b"VP8 ":
        return Header(
            width=int.from_bytes(body[6:8], "little") & 0x3FFF, height=int.from_bytes(body[8:10], "little") & 0x3FFF
        )
    raise ValueError("not a known kind of WebP")
