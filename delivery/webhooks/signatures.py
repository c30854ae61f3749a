"""Signatures as Standard Webhooks has them, with keys that stand nowhere: they are derived (ADR 0017)."""

import base64
import hmac
import secrets
from datetime import datetime
from hashlib import sha256
from typing import Final

from django.conf import settings
from django.utils.crypto import salted_hmac

from delivery.models.webhook import SECRET_SEED_LENGTH, WebhookSubscription

_SALT: Final = "delivery.webhooks.signature"
_PREFIX: Final = "whsec_"


def new_seed() -> str:
    """Return what a new secret is derived from."""
    return secrets.token_hex(SECRET_SEED_LENGTH // 2)


def secret_of(subscription: WebhookSubscription) -> str:
    """Return the secret in the form in which receivers keep it; to be shown once and never logged."""
    return _PREFIX + base64.b64encode(_key(_site_keys()[0], subscription.secret_seed)).decode()


def signed_headers(subscription: WebhookSubscription, *, message_id: str, body: bytes, now: datetime) -> dict[str, str]:
    """Return the headers of one attempt.

    There is a signature for every secret that the receiver may know: the one before a change of the secret, for a day,
    and those under earlier keys of the site.
    """
    timestamp = str(int(now.timestamp()))
    signed = b".".join((message_id.encode(), timestamp.encode(), body))
    seeds = [subscription.secret_seed]
    if subscription.previous_seed and subscription.previous_seed_until and now < subscription.previous_seed_until:
        seeds.append(subscription.previous_seed)
    keys = [_key(site_key, seed) for seed in seeds for site_key in _site_keys()]
    return {
        "webhook-id": message_id,
        "webhook-timestamp": timestamp,
        "webhook-signature": " ".join(_signature(key, signed) for key in keys),
    }


def _signature(key: bytes, signed: bytes) -> str:
    return "v1," + base64.b64encode(hmac.digest(key, signed, sha256)).decode()


def _key(site_key: str, seed: str) -> bytes:
    return salted_hmac(_SALT, seed, secret=site_key, algorithm="sha256").digest()


def _site_keys() -> list[str]:
    return [settings.WEBHOOK_SIGNING_KEY or settings.SECRET_KEY, *settings.WEBHOOK_SIGNING_KEY_FALLBACKS]
