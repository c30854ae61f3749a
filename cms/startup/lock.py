"""Locks between processes: an advisory lock on a file vanishes with its holders, however they end."""

import fcntl
import os
from pathlib import Path


class FileLock:
    """An advisory lock on ``path``. A child that inherits ``descriptor`` holds the lock as well."""

    def __init__(self, *, path: Path) -> None:
        self.path = path
        self.descriptor: int | None = None

    def acquire(self, *, shared: bool = False, wait: bool = False) -> bool:
        """Take the lock (or change between shared and exclusive); False when somebody else holds it."""
        if self.descriptor is None:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self.descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
            is_new = True
        else:
            is_new = False
        operation = (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | (0 if wait else fcntl.LOCK_NB)
        try:
            fcntl.flock(self.descriptor, operation)
        except BlockingIOError:
            if is_new:
                self.release()
            return False
        return True

    def note(self, text: str) -> None:
        """Leave a note in the file for those who find the lock taken."""
        if self.descriptor is not None:
            os.ftruncate(self.descriptor, 0)
            os.pwrite(self.descriptor, text.encode(), 0)

    def read_note(self) -> str:
        """Return the holder's note, empty where there is none."""
        try:
            return self.path.read_text()
        except FileNotFoundError:
            return ""

    def release(self) -> None:
        """Give the lock up; the file stays, because removing it would let two holders in."""
        if self.descriptor is not None:
            os.close(self.descriptor)
            self.descriptor = None
