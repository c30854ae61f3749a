"""Memory that the processes of one machine share, as a small file of our own."""

import hashlib
import mmap
import os
import stat
import tempfile
from pathlib import Path

from django.conf import settings


def shared_memory(purpose: str, *, size: int) -> mmap.mmap:
    """Return memory that every process of this user with the same database shares; zeros where it is new.

    Raises ``OSError`` where there can be none, as for a file that somebody else has put there.
    """
    path = shared_file(purpose)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    try:
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode) or found.st_uid != os.getuid():
            raise OSError(f"{path} belongs to somebody else")
        if found.st_size < size:
            os.ftruncate(descriptor, size)
        return mmap.mmap(descriptor, size)
    finally:
        os.close(descriptor)


def shared_file(purpose: str) -> Path:
    """Return the file behind the memory of a purpose."""
    name = hashlib.sha256(f"{os.getuid()} {settings.DATABASE_URL}".encode()).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"jezkazgan-connect-{name}-{purpose}"
