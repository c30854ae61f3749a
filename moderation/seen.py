"""What a moderator had on the screen: a revision and a digest of its content.

The number alone is not enough: autosave overwrites a revision in place, so one number names different contents.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, kw_only=True, slots=True)
class Seen:
    """A revision by id and the digest of the content it had."""

    revision_id: int | None
    content_hash: str


def content_hash(content: Mapping[str, Any]) -> str:
    """Return the digest of a revision's content as the database stores it; the order of keys does not matter."""
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()
