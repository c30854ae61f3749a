"""One POST to an address that somebody else chose: to checked network addresses only, once, and within ten seconds.

The connection goes to the very address that was checked, so that a second answer of the DNS changes nothing; the name
stays in ``Host`` and is what the certificate is verified for. Redirects are not followed, proxies are not asked.
"""

import io
import socket
import ssl
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from time import monotonic
from typing import Any, Final

from delivery.enums import SendingFailure
from delivery.outgoing.addresses import Address, Network
from delivery.outgoing.errors import NotSent
from delivery.outgoing.resolving import Resolve, resolve
from delivery.outgoing.target import Target, allowed_addresses

CONNECT_SECONDS: Final = 5.0
TOTAL_SECONDS: Final = 10.0
# So much of an answer is read, and no more.
ANSWER_BYTES: Final = 1024


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """What a server answered: its code, the first bytes as text, and its ``Retry-After`` where it is a number."""

    code: int
    start: str
    retry_after: int | None


class _Deadline:
    """A moment after which nothing is waited for any more."""

    def __init__(self, seconds: float) -> None:
        self._ends_at = monotonic() + seconds

    def left(self, at_most: float = TOTAL_SECONDS) -> float:
        """Return the seconds that are left; raises ``TimeoutError`` when none are."""
        left = min(self._ends_at - monotonic(), at_most)
        if left <= 0:
            raise TimeoutError
        return left


class _Reader(io.RawIOBase):
    """Reads from a socket until the deadline, however slowly the bytes drip."""

    def __init__(self, connection: socket.socket, deadline: _Deadline) -> None:
        self._connection = connection
        self._deadline = deadline

    def readable(self) -> bool:
        """Say yes."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Read what is there."""
        self._connection.settimeout(self._deadline.left())
        return self._connection.recv_into(buffer)


class _Conversation:
    """As much of a socket as ``http.client`` uses; whoever opened the socket closes it."""

    def __init__(self, connection: socket.socket, deadline: _Deadline) -> None:
        self._connection = connection
        self._deadline = deadline

    def sendall(self, data: bytes) -> None:
        """Send everything."""
        self._connection.settimeout(self._deadline.left())
        self._connection.sendall(data)

    def makefile(self, mode: str) -> io.BufferedReader:
        """Return what the answer is read from."""
        return io.BufferedReader(_Reader(self._connection, self._deadline))

    def close(self) -> None:
        """Leave the socket to its owner."""


def post(
    target: Target,
    *,
    body: bytes,
    headers: Mapping[str, str],
    networks: Sequence[Network] = (),
    resolve: Resolve = resolve,
    total_seconds: float = TOTAL_SECONDS,
) -> Answer:
    """Send a body and return the answer, whatever its code; raises ``NotSent`` when there is none."""
    deadline = _Deadline(total_seconds)
    try:
        connecting = _Deadline(min(CONNECT_SECONDS, total_seconds))
        addresses = allowed_addresses(target, networks=networks, resolve=resolve, seconds=connecting.left())
        with (
            _connect(addresses, target.port, connecting) as plain,
            _encrypted(plain, target, deadline) as connection,
        ):
            return _talk(_Conversation(connection, deadline), target, body, headers)
    except ssl.SSLCertVerificationError as error:
        raise NotSent(SendingFailure.BAD_CERTIFICATE, error.verify_message) from error
    except TimeoutError as error:
        raise NotSent(SendingFailure.TIME_IS_UP) from error
    except (HTTPException, ValueError) as error:
        raise NotSent(SendingFailure.BAD_ANSWER, type(error).__name__) from error
    except OSError as error:
        raise NotSent(SendingFailure.NO_CONNECTION, error.strerror or type(error).__name__) from error


def _connect(addresses: Sequence[Address], port: int, deadline: _Deadline) -> socket.socket:
    """Connect to the first address that answers; raises the ``OSError`` of the last one."""
    for address in addresses[:-1]:
        with suppress(OSError):
            # Half of what is left, so that one dead address does not use up the time of the next.
            return socket.create_connection((str(address), port), timeout=deadline.left() / 2)
    return socket.create_connection((str(addresses[-1]), port), timeout=deadline.left())


def _encrypted(plain: socket.socket, target: Target, deadline: _Deadline) -> socket.socket:
    if not target.is_encrypted:
        return plain
    plain.settimeout(deadline.left())
    return ssl.create_default_context().wrap_socket(plain, server_hostname=target.host)


def _talk(conversation: _Conversation, target: Target, body: bytes, headers: Mapping[str, str]) -> Answer:
    connection = HTTPConnection(target.host, target.port)
    # As much of a socket as it uses.
    connection.sock = conversation
    connection.request(
        "POST", target.path, body=body, headers={**headers, "Host": target.authority, "Connection": "close"}
    )
    response = connection.getresponse()
    start = response.read(ANSWER_BYTES).decode(errors="replace").replace("\x00", "")
    wait = response.headers.get("Retry-After", "")
    return Answer(code=response.status, start=start, retry_after=int(wait[:9]) if wait[:9].isdecimal() else None)
