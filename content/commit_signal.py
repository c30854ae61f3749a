"""Eight bytes of memory that the processes of one machine share: they change when public content was committed."""

import hashlib
import mmap
import os
import stat
import tempfile
from pathlib import Path
from typing import Final

from django.conf import settings

_SIZE: Final = 8


class CommitSignal:
    """Reads the shared bytes when called. Empty bytes mean that nothing is shared: then nothing may be trusted.

    The bytes are random, not a counter: two processes that send at the same time still leave something new.
    """

    def __init__(self) -> None:
        self._memory: mmap.mmap | None = None
        self._is_tried = False

    def __call__(self) -> bytes:
        """Return the bytes as they are now."""
        if not self._is_tried:
            self._open()
        return b"" if self._memory is None else self._memory[:_SIZE]

    def send(self) -> None:
        """Change the bytes; does nothing where no memory is shared."""
        self()
        if self._memory is not None:
            self._memory[:_SIZE] = os.urandom(_SIZE)

    def _open(self) -> None:
        self._is_tried = True
        try:
            self._memory = _shared(signal_file())
        except OSError:
            self._memory = None
        if self._memory is not None and self._memory[:_SIZE] == bytes(_SIZE):
            self._memory[:_SIZE] = os.urandom(_SIZE)


def signal_file() -> Path:
    """Return the file behind the memory: the same for every process of this user with the same database."""
    name = hashlib.sha256(f"{os.getuid()} {settings.DATABASE_URL}".encode()).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"jezkazgan-connect-{name}"


def _shared(path: Path) -> mmap.mmap:
    """Return the memory of a file of our own; raises ``OSError`` for one that somebody else has put there."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    try:
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode) or found.st_uid != os.getuid():
            raise OSError(f"{path} belongs to somebody else")
        if found.st_size < _SIZE:
            os.ftruncate(descriptor, _SIZE)
        return mmap.mmap(descriptor, _SIZE)
    finally:
        os.close(descriptor)


commit_signal: Final = CommitSignal()
