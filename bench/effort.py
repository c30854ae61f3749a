"""Processor time of process trees, from ``/proc``: what other load on the machine disturbs least. Linux only."""

import os
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import urlsplit

import psycopg

_PROC: Final = Path("/proc")
_LISTENS: Final = "0A"


class _Process(NamedTuple):
    name: str
    parent: int
    ticks: int


def is_known() -> bool:
    """Tell whether this system says how long processes have worked."""
    return (_PROC / "self" / "stat").exists()


def seconds(roots: list[int]) -> float:
    """Return how long processes, their descendants and those of them that have ended have worked."""
    if not is_known():
        return 0.0
    found = _processes()
    chosen = set(roots) & found.keys()
    has_grown = True
    while has_grown:
        more = {pid for pid, process in found.items() if process.parent in chosen} - chosen
        chosen |= more
        has_grown = bool(more)
    return sum(found[pid].ticks for pid in chosen) / os.sysconf("SC_CLK_TCK")


def postgres(url: str) -> list[int]:
    """Return the main process of the database server, if it is on this machine."""
    with psycopg.connect(url) as server:
        own = _processes().get(server.info.backend_pid) if is_known() else None
    return [own.parent] if own is not None and own.name.startswith("postgres") else []


def listening(url: str) -> list[int]:
    """Return the processes that listen at the port of an address on this machine."""
    port = urlsplit(url).port
    if not port or not is_known():
        return []
    rows = [line.split() for line in (_PROC / "net" / "tcp").read_text().splitlines()[1:]]
    sockets = {f"socket:[{row[9]}]" for row in rows if row[3] == _LISTENS and int(row[1].split(":")[1], 16) == port}
    return [pid for pid in _processes() if sockets & _open(pid)]


def _open(pid: int) -> set[str]:
    try:
        return {str(entry.readlink()) for entry in (_PROC / str(pid) / "fd").iterdir()}
    except OSError:
        return set()


def _processes() -> dict[int, _Process]:
    found = {}
    for entry in _PROC.iterdir():
        if not entry.name.isdigit():
            continue
        with suppress(OSError):
            before, _, after = (entry / "stat").read_text().rpartition(")")
            fields = after.split()
            ticks = sum(map(int, fields[11:15]))
            found[int(entry.name)] = _Process(before.partition("(")[2], int(fields[1]), ticks)
    return found
