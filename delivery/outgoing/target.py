"""An address that somebody else chose, taken apart and judged. Pure but for the resolver it is given."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from delivery.enums import SendingFailure
from delivery.outgoing.addresses import Address, Network, is_allowed
from delivery.outgoing.errors import NotSent
from delivery.outgoing.resolving import Resolve

_PORTS: Final = {"https": 443, "http": 80}
# Whatever may stand in the path and the query of a request; anything else must be percent-encoded.
_PLAIN: Final = re.compile(r"[!-~]*\Z")


@dataclass(frozen=True, kw_only=True, slots=True)
class Target:
    """Where to connect to and what to ask for there; ``host`` in ASCII, ``authority`` as the header Host has it."""

    is_encrypted: bool
    host: str
    port: int
    authority: str
    path: str


def parse_target(url: str, *, may_be_plain: bool) -> Target:
    """Take an address apart; raises ``NotSent`` for one that is not https (http only where ``may_be_plain``)."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").encode("idna").decode("ascii") if ":" not in (parts.hostname or "") else ""
        host = host or parts.hostname or ""
        port = parts.port
    except (ValueError, UnicodeError):
        raise NotSent(SendingFailure.BAD_ADDRESS) from None
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    schemes = ("https", "http") if may_be_plain else ("https",)
    is_clean = bool(host) and _PLAIN.match(host + path) and "@" not in parts.netloc and not parts.fragment
    if parts.scheme not in schemes or not is_clean or port == 0:
        raise NotSent(SendingFailure.BAD_ADDRESS)
    shown = f"[{host}]" if ":" in host else host
    return Target(
        is_encrypted=parts.scheme == "https",
        host=host,
        port=port or _PORTS[parts.scheme],
        authority=shown if port in {None, _PORTS[parts.scheme]} else f"{shown}:{port}",
        path=path,
    )


def allowed_addresses(
    target: Target, *, networks: Sequence[Network], resolve: Resolve, seconds: float
) -> list[Address]:
    """Return the addresses to connect to; raises ``NotSent`` when any of them is not public.

    One that is private among public ones is refused too: nobody has a good reason for such an answer.
    """
    addresses = resolve(target.host, seconds)
    if not all(is_allowed(address, networks) for address in addresses):
        raise NotSent(SendingFailure.PRIVATE_ADDRESS)
    return addresses
