"""How much a parser takes on: files come from strangers."""

import re

from django.utils.translation import gettext as _

from content.importing.candidates import ProblemLog
from content.importing.encodings import MAX_BYTES

MAX_RECORDS = 20_000
_CHARSET = re.compile(rb"""charset\s*=\s*["']?([A-Za-z0-9_-]{2,30})""", re.IGNORECASE)


def too_large(data: bytes, *, notes: ProblemLog) -> bool:
    """Tell, and report, that a file is larger than 20 MB."""
    if len(data) <= MAX_BYTES:
        return False
    notes.error(
        "file.too_large",
        _("Файл больше %(limit)s МБ. Разделите его на части.") % {"limit": MAX_BYTES // (1024 * 1024)},
        value=len(data),
    )
    return True


def declared_charset(data: bytes) -> str:
    """Return the encoding that a web page names in its first two kilobytes, "" when it names none."""
    found = _CHARSET.search(data[:2048])
    return found[1].decode("ascii") if found else ""
