"""Headers that answers of the API carry whatever they say."""

from collections.abc import Mapping
from typing import Final

SECURITY_HEADERS: Final[Mapping[str, str]] = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    # Opened in a browser, an answer is shown and nothing in it runs.
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
}
NEVER_STORED: Final[Mapping[str, str]] = {"Cache-Control": "no-store", "Vary": "Accept-Language, Origin"}

# Published content changes at any moment and must disappear soon after it was withdrawn.
CONTENT_IS_FRESH: Final = "public, max-age=15, stale-while-revalidate=60"
# Cities, categories and the description of the API change a few times a year.
REFERENCE_IS_FRESH: Final = "public, max-age=60, stale-while-revalidate=600"
