"""How often somebody may try a password: so many failures for one account from one network, then a pause.

What was typed and from where is kept as a keyed digest only. It is counted the same whether or not there is such an
account, and a right password too has to wait, so that nobody learns anything from a refusal.
"""

from datetime import datetime, timedelta
from typing import Final

from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from accounts.client_addresses import client_network
from accounts.models import FailedLogin

MOST_FAILURES: Final = 10
WINDOW: Final = timedelta(minutes=15)
_SALT: Final = "accounts.login_limit"
_SWEPT_AT_ONCE: Final = 500


def attempt_key(email: str, request: HttpRequest | None) -> str:
    """Return the key under which the attempts of one account from one network are counted."""
    network = "" if request is None else client_network(request.META)
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
