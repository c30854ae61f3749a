"""Log files of the parts: appended to, and started anew when they have grown."""

from pathlib import Path
from typing import IO, Final

_LARGEST_BYTES: Final = 5 * 1024 * 1024


def open_log(path: Path) -> IO[bytes]:
    """Open a log for appending; one that has grown beyond 5 MB becomes ``<name>.1`` first."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if size(path) > _LARGEST_BYTES:
        path.replace(path.with_name(f"{path.name}.1"))
    return path.open("ab")


def size(path: Path) -> int:
    """Return the size of a file in bytes, 0 where there is none."""
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


def new_output(*, path: Path, start: int) -> str:
    """Return what was appended to a log after byte ``start``."""
    try:
        with path.open("rb") as log:
            log.seek(start)
            return log.read().decode(errors="replace")
    except FileNotFoundError:
        return ""


def last_lines(output: str, *, count: int = 5) -> str:
    """Return the last lines of a program's output, for a message about its failure."""
    return "\n".join(output.strip().splitlines()[-count:])
