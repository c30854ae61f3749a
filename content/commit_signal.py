"""Eight bytes of memory that the processes of one machine share: they change when public content was committed."""

import mmap
import os
from typing import Final

from content.shared_memory import shared_memory

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
            self._memory = shared_memory("commits", size=_SIZE)
        except OSError:
            self._memory = None
        if self._memory is not None and self._memory[:_SIZE] == bytes(_SIZE):
            self._memory[:_SIZE] = os.urandom(_SIZE)


commit_signal: Final = CommitSignal()
