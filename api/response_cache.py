"""Answers that this process keeps, whole, and gives again as long as they are right."""

from collections import OrderedDict
from dataclasses import dataclass, field
from threading import Lock
from typing import Final

from django.utils import timezone

from api.lasting import Lasting
from content.generations import Generations, generations
from content.view_counts import Viewed

_OVERHEAD: Final = 2000
_LONGEST_KEY: Final = 1500
_Key = tuple[str, ...]


@dataclass(kw_only=True, slots=True)
class Kept:
    """A kept answer: its headers, but for those of a single request, and its body."""

    headers: list[tuple[str, str]]
    unchanged_headers: list[tuple[str, str]]
    etag: str
    body: bytes
    lasting: Lasting | None
    viewed: Viewed | None = None
    # The generations that it was compared with last: most requests see the same ones.
    seen: Generations | None = field(default=None, compare=False)

    @property
    def size(self) -> int:
        """About how many bytes it takes."""
        return len(self.body) + _OVERHEAD


class ResponseCache:
    """Answers by what was asked, the least recently used ones given up first. Safe for threads."""

    def __init__(self, *, most_bytes: int) -> None:
        self._most_bytes = most_bytes
        self._bytes = 0
        self._kept: OrderedDict[_Key, Kept] = OrderedDict()
        self._lock = Lock()

    def get(self, key: _Key) -> Kept | None:
        """Return the answer to a question, ``None`` where there is none or it is out of date."""
        kept = self._kept.get(key)
        if kept is None:
            return None
        if not _is_right(kept):
            self._drop(key, kept)
            return None
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
        return kept

    def put(self, key: _Key, kept: Kept) -> None:
        """Keep an answer, unless it alone would take much of the memory."""
        if kept.size * 8 > self._most_bytes or sum(map(len, key)) > _LONGEST_KEY:
            return
        with self._lock:
            before = self._kept.pop(key, None)
            self._kept[key] = kept
            self._bytes += kept.size - (before.size if before else 0)
            while self._bytes > self._most_bytes:
                _key, gone = self._kept.popitem(last=False)
                self._bytes -= gone.size

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._kept.clear()
            self._bytes = 0

    def _drop(self, key: _Key, kept: Kept) -> None:
        with self._lock:
            if self._kept.get(key) is kept:
                del self._kept[key]
                self._bytes -= kept.size


def _is_right(kept: Kept) -> bool:
    """Tell whether nothing has changed since; raises the database's own errors."""
    if kept.lasting is None or timezone.now() >= kept.lasting.ends_at:
        return False
    known = generations()
    if kept.seen is not known:
        if known.token(kept.lasting.dependencies) != kept.lasting.token:
            return False
        kept.seen = known
    return True
