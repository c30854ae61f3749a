"""Reading ``postmaster.pid``: PostgreSQL's own record of the server that uses a data directory."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cms.startup.process import serves

NAME: Final = "postmaster.pid"


@dataclass(frozen=True, kw_only=True)
class PidFile:
    """The lines that matter; ``status`` is starting, ready, standby, stopping, or empty while being written."""

    pid: int
    socket_folder: Path | None
    status: str


def read(data: Path) -> PidFile | None:
    """Return the record of ``data``, or None when there is none or it is not readable as one."""
    try:
        lines = (data / NAME).read_text(errors="replace").splitlines()
        pid = int(lines[0])
    except (FileNotFoundError, IndexError, ValueError):
        return None
    # A negative number marks a stand-alone backend; the process is its absolute value.
    folder = lines[4].strip() if len(lines) > 4 else ""  # noqa: PLR2004 - fifth line: directory of the socket
    status = lines[7].strip() if len(lines) > 7 else ""  # noqa: PLR2004 - eighth line: state of the server
    return PidFile(pid=abs(pid), socket_folder=Path(folder) if folder else None, status=status)


def live_server(data: Path) -> PidFile | None:
    """Return the record when its process really is a server on ``data``, not merely a reused process id."""
    found = read(data)
    return found if found is not None and serves(pid=found.pid, folder=data) else None
