"""Where a request comes from, as far as it can be believed."""

from collections.abc import Mapping
from ipaddress import ip_address, ip_network
from typing import Any, Final

from django.conf import settings

# Who has one IPv6 address usually has all of its network.
_PREFIX_OF_IPV6: Final = 64


def client_address(meta: Mapping[str, Any]) -> str:
    """Return the address that the outermost of our own proxies saw, never what the client claims.

    ``meta`` is the WSGI environment, which Django calls ``request.META``.
    """
    proxies = settings.TRUSTED_PROXIES
    if proxies and (header := meta.get("HTTP_X_FORWARDED_FOR")):
        forwarded = [part.strip() for part in header.split(",") if part.strip()]
        if len(forwarded) >= proxies:
            return str(forwarded[-proxies])
    return str(meta.get("REMOTE_ADDR", ""))


def client_network(meta: Mapping[str, Any]) -> str:
    """Return the address of the client, of an IPv6 address the network."""
    address = client_address(meta)
    if ":" not in address:
        return address
    try:
        found = ip_address(address)
    except ValueError:
        return address
    return str(found if found.version == 4 else ip_network((found, _PREFIX_OF_IPV6), strict=False))  # noqa: PLR2004 - IPv4
