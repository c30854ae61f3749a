"""From the name of a server to its network addresses, within a time that is given."""

import socket
from collections.abc import Callable
from ipaddress import ip_address
from queue import Empty, SimpleQueue
from threading import Thread

from delivery.enums import SendingFailure
from delivery.outgoing.addresses import Address
from delivery.outgoing.errors import NotSent

Resolve = Callable[[str, float], list[Address]]


def resolve(host: str, seconds: float) -> list[Address]:
    """Return the addresses of a server, the preferred one first; raises ``NotSent``.

    The system's resolver has no time limit of its own, so it runs in a thread that is left to itself when it is late.
    """
    answers: SimpleQueue[list[Address] | OSError] = SimpleQueue()
    Thread(target=lambda: answers.put(_look_up(host)), name=f"resolve {host}", daemon=True).start()
    try:
        found = answers.get(timeout=max(seconds, 0.001))
    except Empty:
        raise NotSent(SendingFailure.TIME_IS_UP, "DNS") from None
    if isinstance(found, OSError):
        raise NotSent(SendingFailure.UNKNOWN_NAME, str(found)) from found
    return found


def _look_up(host: str) -> list[Address] | OSError:
    try:
        answers = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except OSError as error:
        return error
    except UnicodeError as error:
        return OSError(str(error))
    # A scope such as %eth0 belongs to link-local addresses, which are refused anyway.
    return list(dict.fromkeys(ip_address(str(answer[4][0]).partition("%")[0]) for answer in answers))
