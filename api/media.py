"""Addresses of media files: stored JSON holds a marker, answers hold absolute URLs."""

from functools import lru_cache
from typing import Final

from django.conf import settings
from django.core.files.storage import default_storage

from content.renditions import MEDIA_PREFIX

# A quotation mark inside a JSON string is escaped, so this is always the beginning of a string.
_MARK: Final = f'"{MEDIA_PREFIX}'.encode()
_PROBE: Final = "name"


def with_media_addresses(body: bytes) -> bytes:
    """Replace the markers of media files in finished JSON by where the files are served."""
    if _MARK not in body:
        return body
    return body.replace(_MARK, b'"' + _root(settings.PUBLIC_BASE_URL, settings.MEDIA_URL))


@lru_cache(maxsize=8)
def _root(public_base_url: str, media_url: str) -> bytes:
    """Return what stands before a file's name; the arguments make a changed setting count at once."""
    address = default_storage.url(_PROBE).removesuffix(_PROBE)
    return (f"{public_base_url}{address}" if address.startswith("/") else address).encode()
