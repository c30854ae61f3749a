"""Which network addresses the site may connect to when somebody else chose the address. Pure."""

from collections.abc import Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_network
from typing import Final

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

# Everything else of IPv6 is private, local, multicast, or holds an IPv4 address inside.
_GLOBAL_UNICAST: Final = IPv6Network("2000::/3")
# Transition mechanisms, whose packets end at an IPv4 address that is written into the IPv6 one; and addresses for
# documentation, which older versions of Python count as global.
_NOT_REALLY: Final = (IPv6Network("2002::/16"), IPv6Network("2001::/32"), IPv6Network("3fff::/20"))
# Anycast of 6to4 relays, which newer versions of Python count as global.
_RELAYS: Final = IPv4Network("192.88.99.0/24")


def is_allowed(address: Address, networks: Sequence[Network] = ()) -> bool:
    """Tell whether an address is public, or in one of the ``networks`` that the operator allows."""
    plain = unmapped(address)
    return is_public(plain) or any(plain in network for network in networks if network.version == plain.version)


def is_public(address: Address) -> bool:
    """Tell whether an address is on the internet: not private, local, shared (CGNAT), multicast or reserved."""
    plain = unmapped(address)
    if plain.is_multicast or not plain.is_global:
        return False
    if isinstance(plain, IPv4Address):
        return plain not in _RELAYS
    return plain in _GLOBAL_UNICAST and not any(plain in network for network in _NOT_REALLY)


def unmapped(address: Address) -> Address:
    """Return the IPv4 address that an IPv6 socket would really connect to, otherwise the address itself."""
    return (address.ipv4_mapped or address) if isinstance(address, IPv6Address) else address


def networks_from(texts: Sequence[str]) -> list[Network]:
    """Return networks by their texts; raises ``ValueError``."""
    return [ip_network(text) for text in texts]
