"""The web server's address: is the port free, does the site answer."""

import contextlib
import http.client
import socket
import threading
import time
from collections.abc import Callable, Mapping
from typing import Final

from cms.startup.failure import Interrupted, StartupFailure

HOST: Final = "127.0.0.1"
_DEFAULT_PORT: Final = 8000
_LARGEST_PORT: Final = 65_535
_READY_SECONDS: Final = 120.0
_POLL_SECONDS: Final = 0.03


def port_of(environment: Mapping[str, str]) -> int:
    """Return the port that ``PORT`` names, 8000 by default. Raises ``StartupFailure`` for anything else."""
    text = environment.get("PORT", "").strip() or str(_DEFAULT_PORT)
    if not text.isascii() or not text.isdigit() or not 0 < int(text) <= _LARGEST_PORT:
        raise StartupFailure(f"PORT must be a number from 1 to {_LARGEST_PORT}, not {text!r}")
    return int(text)


def reserve(port: int) -> socket.socket:
    """Return a socket that keeps ``port`` from others while it is open, but not from our web server.

    Raises ``StartupFailure`` when something uses the port already.
    """
    advice = f"choose another one, for example `PORT={port + 1 if port < _LARGEST_PORT else port - 1} make run`"
    try:
        with socket.socket() as probe:
            # Connections that were closed a moment ago do not count as use.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((HOST, port))
    except PermissionError as error:
        raise StartupFailure(f"port {port} is reserved for the system's administrator: {advice}") from error
    except OSError as error:
        raise StartupFailure(
            f"port {port} is already in use by another program: {advice}, or stop that program"
        ) from error
    guard = socket.socket()
    # The web server shares its port between its processes. A second clone, which probes without sharing, is
    # kept out from now on and not only when the web server listens. Where this does not work, the probe above
    # has to do.
    with contextlib.suppress(OSError, AttributeError):
        guard.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        guard.bind((HOST, port))
    return guard


def wait_until_ready(*, port: int, check: Callable[[], None], stop: threading.Event) -> None:
    """Wait until the site says that it is ready; ``check`` is called meanwhile and raises when all is lost.

    Raises ``StartupFailure`` after two minutes and ``Interrupted`` when ``stop`` is set.
    """
    deadline = time.monotonic() + _READY_SECONDS
    answer = "it does not accept connections"
    while time.monotonic() < deadline:
        status = _status(port=port)
        if status == http.HTTPStatus.OK:
            return
        if status is not None:
            answer = f"/readyz answers with status {status}"
        check()
        if stop.wait(_POLL_SECONDS):
            raise Interrupted
    raise StartupFailure(f"the web server is not ready after {_READY_SECONDS:.0f} s: {answer}; see var/log/web.log")


def _status(*, port: int) -> int | None:
    connection = http.client.HTTPConnection(HOST, port, timeout=10)
    try:
        connection.request("GET", "/readyz")
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()
