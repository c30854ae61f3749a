"""Who reads: a person or a program, and whether the same one was here a moment ago."""

import mmap
import os
import re
from collections.abc import Mapping
from functools import lru_cache
from hashlib import blake2b
from typing import Any, Final
from uuid import UUID

from django.conf import settings

from accounts.client_addresses import client_network
from content.shared_memory import shared_memory

WINDOW: Final = 30 * 60
_WINDOWS_OF_A_DAY: Final = 24 * 3600 // WINDOW
_LONGEST_NAME: Final = 400
# What programs call themselves. Cubot makes telephones.
_PROGRAM: Final = re.compile(
    r"(?<!cu)bots?(?![a-z])|crawl|spider|slurp|scrap|archiver|https?://|externalhit|mediapartners"
    r"|inspectiontool|lighthouse|pagespeed|headless|phantomjs|preview|prerender|monitor|uptime|pingdom|validator"
    r"|whatsapp|^viber|feedfetcher|^(curl|wget|python|go-http|java|ruby|perl|php|node|axios|undici|libwww|httpx"
    r"|aiohttp|postman|insomnia|k6|wrk|ab|hey|apache-httpclient)\b",
    re.IGNORECASE,
)
_AHEAD_OF_TIME: Final = ("HTTP_SEC_PURPOSE", "HTTP_PURPOSE", "HTTP_X_PURPOSE", "HTTP_X_MOZ")


def is_person(environ: Mapping[str, Any]) -> bool:
    """Tell whether a request brings an answer before somebody's eyes: no program's, and not fetched ahead of time."""
    return (
        environ.get("REQUEST_METHOD") == "GET"
        and not any(name in environ for name in _AHEAD_OF_TIME)
        and not _is_program(environ.get("HTTP_USER_AGENT", "")[:_LONGEST_NAME])
    )


@lru_cache(maxsize=2000)
def _is_program(name: str) -> bool:
    return not name.strip() or _PROGRAM.search(name) is not None


class Visitors:
    """Remembers who has seen what in this half hour, in a fixed amount of memory.

    What it remembers are eight bytes of a keyed digest of network, browser and item. The key is made of the site's
    secret and a salt that lives in the same memory and is replaced every day: nobody can tell afterwards whose they
    were. Where two digests want the same place the older one is forgotten, which counts a view too many at worst.
    The processes of a machine share the memory.
    """

    _HEAD: Final = 24

    def __init__(self, *, slots: int = 2**18, is_shared: bool = True) -> None:
        self._slots = slots
        self._is_shared = is_shared
        self._memory: mmap.mmap | None = None

    def is_back(self, environ: Mapping[str, Any], item: UUID, *, at: float) -> bool:
        """Tell whether the visitor of a request has seen an item in this half hour (``at``: seconds), and note it."""
        memory = self._memory or self._open()
        window = int(at) // WINDOW
        known_as = f"{window} {item.int} {client_network(environ)} {environ.get('HTTP_USER_AGENT', '')[:_LONGEST_NAME]}"
        digest = blake2b(known_as.encode(), key=self._key(memory, window // _WINDOWS_OF_A_DAY), digest_size=16).digest()
        start = self._HEAD + int.from_bytes(digest[:8]) % self._slots * 8
        if memory[start : start + 8] == digest[8:]:
            return True
        memory[start : start + 8] = digest[8:]
        return False

    def _key(self, memory: mmap.mmap, day: int) -> bytes:
        head = memory[: self._HEAD]
        if head[:8] != day.to_bytes(8):
            # Two processes may do this at once: some of the first visitors of a day are then counted twice.
            head = day.to_bytes(8) + os.urandom(self._HEAD - 8)
            memory[: self._HEAD] = head
        return _key_of(head)

    def _open(self) -> mmap.mmap:
        size = self._HEAD + self._slots * 8
        try:
            memory = shared_memory("visitors", size=size) if self._is_shared else mmap.mmap(-1, size)
        except OSError:
            memory = mmap.mmap(-1, size)
        self._memory = memory
        return memory


@lru_cache(maxsize=4)
def _key_of(head: bytes) -> bytes:
    return blake2b(head, key=settings.SECRET_KEY.encode()[:64], person=b"visitors").digest()
