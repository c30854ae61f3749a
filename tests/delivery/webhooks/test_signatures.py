import base64
import hashlib
import hmac
from datetime import UTC, datetime, timedelta

import pytest
from django.core.serializers import serialize

from delivery.models import WebhookSubscription
from delivery.webhooks.operations import OLD_SECRET_KEPT, rotate_secret
from delivery.webhooks.signatures import secret_of, signed_headers
from tests.factories import a_user
from tests.factories.receivers import a_subscription

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 7, 12, tzinfo=UTC)
MESSAGE = "msg_7"
BODY = b'{"type":"event.published"}'


def is_valid(secret: str, headers: dict[str, str], body: bytes) -> bool:
    """Verify as the specification tells receivers to, without anything of ours."""
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.{body.decode()}".encode()
    expected = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    versions = [one.split(",", 1) for one in headers["webhook-signature"].split(" ")]
    return any(version == "v1" and hmac.compare_digest(value, expected) for version, value in versions)


def headers_at(subscription: WebhookSubscription, now: datetime = NOW) -> dict[str, str]:
    return signed_headers(subscription, message_id=MESSAGE, body=BODY, now=now)


def test_headers_are_those_of_standard_webhooks() -> None:
    subscription = a_subscription()
    secret, headers = secret_of(subscription), headers_at(subscription)
    assert (headers["webhook-id"], headers["webhook-timestamp"]) == ("msg_7", "1772884800")
    assert (secret[:6], len(base64.b64decode(secret[6:]))) == ("whsec_", 32)
    assert is_valid(secret, headers, BODY)
    assert not is_valid(secret, headers, BODY + b" ")
    assert not is_valid(secret, {**headers, "webhook-timestamp": "1772884801"}, BODY)
    assert not is_valid(secret_of(a_subscription()), headers, BODY)


def test_the_database_holds_no_secret() -> None:
    subscription = a_subscription()
    stored = serialize("json", WebhookSubscription.objects.all())
    key = base64.b64decode(secret_of(subscription)[6:])
    assert not any(form in stored for form in (secret_of(subscription)[6:], key.hex()))
    assert str(subscription) == "Приложение"


def test_after_a_change_of_the_secret_the_old_one_signs_for_a_day() -> None:
    subscription = a_subscription()
    old = secret_of(subscription)
    rotate_secret(subscription, by=a_user(), now=NOW)
    subscription.refresh_from_db()
    new = secret_of(subscription)
    later = NOW + OLD_SECRET_KEPT
    valid = [
        (is_valid(old, headers_at(subscription, at), BODY), is_valid(new, headers_at(subscription, at), BODY))
        for at in (NOW, later - timedelta(seconds=1), later)
    ]
    assert (old == new, valid) == (False, [(True, True), (True, True), (False, True)])


def test_after_a_change_of_the_sites_key_receivers_notice_nothing(settings: object) -> None:
    subscription = a_subscription()
    old = secret_of(subscription)
    settings.WEBHOOK_SIGNING_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.WEBHOOK_SIGNING_KEY = "another-key"
    headers = headers_at(subscription)
    assert (is_valid(old, headers, BODY), is_valid(secret_of(subscription), headers, BODY)) == (True, True)
    settings.WEBHOOK_SIGNING_KEY_FALLBACKS = []
    assert not is_valid(old, headers_at(subscription), BODY)
