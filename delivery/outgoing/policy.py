"""What the settings allow on the way out."""

from collections.abc import Sequence

from django.conf import settings

from delivery.outgoing.addresses import Network, networks_from
from delivery.outgoing.posting import CONNECT_SECONDS
from delivery.outgoing.resolving import resolve
from delivery.outgoing.target import Target, allowed_addresses, parse_target


def target_of(url: str) -> Target:
    """Take an address apart as the settings allow; raises ``NotSent``."""
    return parse_target(url, may_be_plain=settings.WEBHOOK_ALLOW_HTTP)


def allowed_networks() -> Sequence[Network]:
    """Return the networks that may be connected to although they are not public."""
    return networks_from(settings.WEBHOOK_ALLOWED_NETWORKS)


def require_reachable(url: str) -> None:
    """Raise ``NotSent`` for an address that nothing would be sent to, going by today's answer of the DNS."""
    allowed_addresses(target_of(url), networks=allowed_networks(), resolve=resolve, seconds=CONNECT_SECONDS)
