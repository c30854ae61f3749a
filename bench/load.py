"""Asks one address again and again over kept connections: with ``wrk`` where there is one, else by itself."""

import json
import re
import selectors
import shutil
import socket
import statistics
import subprocess
import tempfile
import time
from dataclasses import dataclass, field
from typing import Final

from bench.servers import HEADERS, HOST

_MILLISECONDS: Final = 1000
_LENGTH: Final = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)
_READ: Final = 1 << 18
_PATIENCE: Final = 30
_SCRIPT: Final = """
wrk.headers = {headers}
done = function(summary, latency, requests)
  local e = summary.errors
  io.write(string.format('MEASURED {{"requests":%d,"us":%d,"failures":%d,"p50":%d,"p99":%d}}\\n', summary.requests,
    summary.duration, e.connect + e.read + e.write + e.status + e.timeout,
    latency:percentile(50), latency:percentile(99)))
end
"""


class LoadError(Exception):
    """The load could not be made, or was answered with anything but 200."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Load:
    """What was measured in one turn; durations in milliseconds."""

    requests: int
    rate: float
    p50: float
    p99: float


def wrk() -> str | None:
    """Return where ``wrk`` is, if it is installed."""
    return shutil.which("wrk")


def with_wrk(program: str, *, port: int, address: str, connections: int, seconds: float) -> Load:
    """Ask with ``wrk``, which leaves the last answers unread. Raises ``LoadError``."""
    headers = ", ".join(f'["{name}"] = "{value}"' for name, value in HEADERS.items())
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(_SCRIPT.format(headers=f"{{{headers}}}"))
        script.flush()
        command = [
            program,
            "-t1",
            f"-c{connections}",
            f"-d{round(seconds)}s",
            "--timeout",
            f"{_PATIENCE}s",
            "-s",
            script.name,
        ]
        command.append(f"http://{HOST}:{port}{address}")
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - found on PATH
    found = re.search(r"^MEASURED (.*)$", done.stdout, re.MULTILINE)
    if found is None:
        raise LoadError(f"wrk failed: {(done.stderr or done.stdout)[-300:]}")
    row = json.loads(found[1])
    if row["failures"]:
        raise LoadError(f"{row['failures']} of {row['requests']} requests failed")
    return Load(
        requests=row["requests"],
        rate=row["requests"] / (row["us"] / 1e6),
        p50=row["p50"] / _MILLISECONDS,
        p99=row["p99"] / _MILLISECONDS,
    )


def by_itself(*, port: int, address: str, connections: int, seconds: float) -> Load:
    """Ask for so long over so many connections, and read all that was asked for. Raises ``LoadError``."""
    lines = [f"GET {address} HTTP/1.1", *(f"{name}: {value}" for name, value in HEADERS.items())]
    request = "\r\n".join([*lines, "", ""]).encode()
    durations: list[float] = []
    with selectors.DefaultSelector() as selector:
        asking = [_Connection(port=port, request=request) for _ in range(connections)]
        try:
            started = time.perf_counter()
            for one in asking:
                selector.register(one.wire, selectors.EVENT_READ, one)
                one.ask()
            while selector.get_map():
                lasted = time.perf_counter() - started
                if lasted > seconds + _PATIENCE:
                    raise LoadError(f"{len(durations)} answers in {lasted:.0f} s")
                for key, _events in selector.select(timeout=1):
                    if (waited := key.data.receive()) is not None:
                        durations.append(waited)
                        if lasted < seconds:
                            key.data.ask()
                        else:
                            selector.unregister(key.fileobj)
            lasted = time.perf_counter() - started
        finally:
            for one in asking:
                one.wire.close()
    if len(durations) < 2:  # noqa: PLR2004 - percentiles need two
        raise LoadError("a single answer is too few")
    cuts = statistics.quantiles(durations, n=100)
    return Load(
        requests=len(durations),
        rate=len(durations) / lasted,
        p50=cuts[49] * _MILLISECONDS,
        p99=cuts[98] * _MILLISECONDS,
    )


@dataclass(kw_only=True, slots=True)
class _Connection:
    """A kept connection with one request on its way."""

    port: int
    request: bytes
    wire: socket.socket = field(init=False)
    received: bytearray = field(default_factory=bytearray)
    missing: int = 0
    asked_at: float = 0.0

    def __post_init__(self) -> None:
        self.wire = socket.create_connection((HOST, self.port), timeout=60)
        self.wire.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def ask(self) -> None:
        """Send the request."""
        self.received.clear()
        self.missing = -1
        self.asked_at = time.perf_counter()
        self.wire.sendall(self.request)

    def receive(self) -> float | None:
        """Read what has come; return how long the answer took once it is complete. Raises ``LoadError``."""
        data = self.wire.recv(_READ)
        if not data:
            raise LoadError("the server closed the connection")
        if self.missing < 0:
            self.received += data
            self._begin()
        else:
            self.missing -= len(data)
        return time.perf_counter() - self.asked_at if self.missing == 0 else None

    def _begin(self) -> None:
        end = self.received.find(b"\r\n\r\n")
        if end < 0:
            return
        head = bytes(self.received[:end])
        length = _LENGTH.search(head)
        if head[9:12] != b"200" or length is None:
            raise LoadError(f"answered with {head[:60]!r}")
        self.missing = int(length[1]) - (len(self.received) - end - 4)
