"""Web servers of the applications: the same program with the same options for each, stopped in any case."""

import http.client
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bench.databases import ROOT, Application

HOST: Final = "127.0.0.1"
# Our production settings answer only what came over TLS; the same is sent to every application.
HEADERS: Final = {"Host": HOST, "Accept": "application/json", "X-Forwarded-Proto": "https"}
_READY_SECONDS: Final = 60.0
_STOP_SECONDS: Final = 10.0
_WEB_PROCESSES: Final = "2"


@dataclass(frozen=True, kw_only=True, slots=True)
class Target:
    """A running application."""

    name: str
    is_reference: bool
    port: int
    pid: int

    def get(self, address: str) -> tuple[int, dict[str, str], bytes]:
        """Return status, headers by lower-case name and body of an answer."""
        connection = http.client.HTTPConnection(HOST, self.port, timeout=60)
        try:
            connection.request("GET", address, headers=HEADERS)
            response = connection.getresponse()
            body = response.read()
            return response.status, {name.lower(): value for name, value in response.getheaders()}, body
        finally:
            connection.close()


@contextmanager
def running(
    application: Application, *, name: str, environment: dict[str, str], is_reference: bool
) -> Iterator[Target]:
    """Run an application in a session of its own; its output goes to ``var/log``."""
    port = _free_port()
    log = ROOT / "var" / "log" / f"bench-{name.replace(', ', '-')}.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    command = [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws", "--host", HOST, "--port", str(port)),
        *("--workers", _WEB_PROCESSES, "--blocking-threads", "4", "--backpressure", "64", "--log-level", "warning"),
        f"{application.wsgi}:application",
    ]
    with log.open("wb") as output:
        server = subprocess.Popen(  # noqa: S603 - our own program
            command,
            cwd=ROOT,
            env={**application.environment, **environment},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    try:
        target = Target(name=name, is_reference=is_reference, port=port, pid=server.pid)
        _wait(target, server, log)
        yield target
    finally:
        _stop(server)


def _wait(target: Target, server: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + _READY_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            target.get("/nothing-is-here")
        except (OSError, http.client.HTTPException):
            time.sleep(0.1)
        else:
            return
    sys.exit(f"{target.name} does not answer; see {log}")


def _stop(server: subprocess.Popen[bytes]) -> None:
    server.send_signal(signal.SIGTERM)
    try:
        server.wait(timeout=_STOP_SECONDS)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port
