"""How often somebody may try a password: so many failures for one account from one network, then a pause.

What was typed and from where is kept as a keyed digest only. It is counted the same whether or not there is such an
account, and a right password too has to wait, so that nobody learns anything from a refusal.
"""

from datetime import datetime, timedelta
from ipaddress import ip_address, ip_network
from typing import Final

from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from accounts.models import FailedLogin

MOST_FAILURES: Final = 10
WINDOW: Final = timedelta(minutes=15)
_SALT: Final = "accounts.login_limit"
# Who has one IPv6 address usually has all of its network.
_PREFIX_OF_IPV6: Final = 64
_SWEPT_AT_ONCE: Final = 500


def attempt_key(email: str, request: HttpRequest | None) -> str:
    """Return the key under which the attempts of one account from one network are counted."""
    network = "" if request is None else _network(client_address(request))
    return salted_hmac(_SALT, f"{email.strip().casefold()}|{network}", algorithm="sha256").hexdigest()


def time_to_wait(key: str, *, now: datetime) -> timedelta:
    """Return how long the next attempt has to wait; nothing where it may be made now."""
    recent = FailedLogin.objects.filter(key=key, at__gt=now - WINDOW).order_by("-at", "-pk")
    oldest_that_counts = recent.values_list("at", flat=True)[MOST_FAILURES - 1 : MOST_FAILURES].first()
    return timedelta() if oldest_that_counts is None else oldest_that_counts + WINDOW - now


def record_failure(key: str, *, now: datetime) -> None:
    """Count a failure, and remove some that count no more."""
    FailedLogin.objects.create(key=key, at=now)
    over = FailedLogin.objects.select_for_update(skip_locked=True).filter(at__lte=now - WINDOW)
    FailedLogin.objects.filter(pk__in=list(over.values_list("pk", flat=True)[:_SWEPT_AT_ONCE])).delete()


def forget_failures(key: str) -> None:
    """Begin anew after a success."""
    FailedLogin.objects.filter(key=key).delete()


def client_address(request: HttpRequest) -> str:
    """Return where a request comes from: what the outermost of our own proxies saw, never what the client claims."""
    proxies = settings.TRUSTED_PROXIES
    forwarded = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    if proxies and len(forwarded) >= proxies:
        return forwarded[-proxies]
    return str(request.META.get("REMOTE_ADDR", ""))


def _network(address: str) -> str:
    try:
        found = ip_address(address)
    except ValueError:
        return address
    return str(found if found.version == 4 else ip_network((found, _PREFIX_OF_IPV6), strict=False))  # noqa: PLR2004 - IPv4
