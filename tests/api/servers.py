"""The production web server on the database of the tests: several processes, several threads in each."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
from django.conf import settings
from django.db import connection

from content import generations
from content.commit_signal import CommitSignal

ROOT = Path(__file__).parent.parent.parent
PHONE = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile"


@dataclass
class Reader:
    """A client that keeps its connection."""

    port: int
    connection: http.client.HTTPConnection = field(init=False)

    def __post_init__(self) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)

    def __call__(self, path: str, query: dict[str, Any] | None = None, **headers: str) -> tuple[int, Any, str]:
        address = f"/api/v1{path}?{urlencode(query or {})}"
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.connection.request("GET", address, headers={"User-Agent": PHONE, **named})
        response = self.connection.getresponse()
        return response.status, response.headers, response.read().decode()


@contextmanager
def web_server(directory: Path, monkeypatch: pytest.MonkeyPatch, *, processes: int = 2) -> Iterator[int]:
    """Run the server and give its port; this process and those of the server signal commits to one another."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    database = urlsplit(settings.DATABASE_URL)._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
    monkeypatch.setattr(settings, "DATABASE_URL", database)
    monkeypatch.setattr(tempfile, "tempdir", str(directory))
    monkeypatch.setattr(generations, "commit_signal", CommitSignal())
    environment = {
        **os.environ,
        "DATABASE_URL": database,
        "TMPDIR": str(directory),
        "DJANGO_SETTINGS_MODULE": "cms.settings.dev",
        "SECRET_KEY": "only-for-tests-" + "x" * 50,
        "SEARCH_ENGINE": "postgres",
        "LOG_LEVEL": "WARNING",
    }
    command = [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws", "--host", "127.0.0.1"),
        *("--port", str(port), "--workers", str(processes), "--blocking-threads", "4", "--log-level", "warning"),
        # A process that is told to stop while it is still loading does not hear it.
        *("--workers-kill-timeout", "5"),
        "cms.wsgi:application",
    ]
    with (directory / "web.log").open("wb") as log:
        server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log, start_new_session=True)  # noqa: S603 - our own program
    try:
        _wait(port, server, directory / "web.log")
        yield port
    finally:
        server.terminate()
        try:
            server.wait(timeout=15)
        except subprocess.TimeoutExpired:
            os.killpg(server.pid, signal.SIGKILL)
            server.wait()


def _wait(port: int, server: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and server.poll() is None:
        try:
            if Reader(port)("/cities")[0] == 200:
                return
        except (OSError, http.client.HTTPException):
            time.sleep(0.1)
    raise AssertionError(log.read_text())
