import socket
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from content.operations import publish, unpublish
from delivery.models import AuditRecord, Change, WebhookDelivery, WebhookSubscription
from delivery.tasks import remove_old_deliveries, wake_webhooks
from delivery.webhooks.operations import send_again
from delivery.webhooks.sending import note_attempt
from delivery.webhooks.signatures import secret_of
from events.models import Event
from tests.delivery.webhooks.test_signatures import is_valid
from tests.factories import an_event
from tests.factories.receivers import Receiver, a_receiver, a_subscription, work

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with a_receiver() as found:
        yield found


def delivery() -> WebhookDelivery:
    return WebhookDelivery.objects.select_related("subscription").get()


def make_due() -> None:
    """Let the time of the next attempt come."""
    WebhookDelivery.objects.update(next_try_at=timezone.now())
    WebhookSubscription.objects.update(paused_until=None)
    wake_webhooks(timestamp=0)
    work()


def headers_of(request: Any) -> dict[str, str]:
    return {name.lower(): value for name, value in request.headers.items()}


def test_a_publication_arrives_signed(receiver: Receiver) -> None:
    subscription = a_subscription(receiver.url)
    event = an_event()
    work()
    [request] = receiver.requests
    headers = headers_of(request)
    assert is_valid(secret_of(subscription), headers, request.body)
    assert str(event.public_id).encode() in request.body
    assert (headers["content-type"], headers["user-agent"]) == ("application/json", "JezkazganConnect-Webhooks/1")
    sent = delivery()
    assert (sent.state, sent.attempts, sent.response_code, sent.response_start, sent.failure) == (
        "delivered",
        1,
        200,
        "ok",
        "",
    )
    assert sent.duration_ms is not None
    assert (sent.subscription.last_code, sent.subscription.last_failure) == (200, "")
    jobs = ProcrastinateJob.objects.filter(queue_name__in=["changes", "webhooks"]).exclude(status="succeeded")
    assert (Change.objects.count(), jobs.count()) == (0, 0)


def test_all_that_happens_to_an_entry_arrives_in_order(receiver: Receiver) -> None:
    a_subscription(receiver.url)
    event = an_event()
    work()
    draft = event.get_latest_revision_as_object()
    draft.title_ru = "Другое название"
    draft.save_revision()
    publish(Event.objects.get(pk=event.pk), by=None, authorisation="test")
    work()
    unpublish(Event.objects.get(pk=event.pk), by=None)
    work()
    types = [request.body.split(b'"')[3].decode() for request in receiver.requests]
    assert types == ["event.published", "event.updated", "event.unpublished"]


def test_a_rollback_sends_nothing(receiver: Receiver) -> None:
    a_subscription(receiver.url)
    event = an_event(live=False)
    with transaction.atomic():
        publish(event, by=None, authorisation="test")
        transaction.set_rollback(True)
    work()
    assert (receiver.requests, WebhookDelivery.objects.count(), Change.objects.count()) == ([], 0, 0)


def test_a_refusal_is_tried_again_with_the_same_number_and_body(receiver: Receiver) -> None:
    subscription = a_subscription(receiver.url)
    receiver.code, receiver.body = 500, "Ошибка\x00".encode()
    an_event()
    work()
    first = delivery()
    wait = first.next_try_at - first.tried_at
    assert (first.state, first.attempts, first.failure, first.response_code, first.response_start) == (
        "waiting",
        1,
        "refused",
        500,
        "Ошибка",
    )
    assert timedelta(seconds=47) < wait < timedelta(seconds=75)
    work()
    wake_webhooks(timestamp=0)
    work()
    assert len(receiver.requests) == 1
    receiver.code = 204
    make_due()
    one, two = receiver.requests
    assert (one.body, headers_of(one)["webhook-id"]) == (two.body, headers_of(two)["webhook-id"])
    assert is_valid(secret_of(subscription), headers_of(two), two.body)
    assert (delivery().state, delivery().attempts) == ("delivered", 2)


@pytest.mark.parametrize("chance", [0.0, 0.5, 1.0])
def test_after_three_days_a_message_is_given_up(chance: float, receiver: Receiver) -> None:
    a_subscription(receiver.url)
    receiver.code = 500
    an_event()
    work()
    sent = delivery()
    now = sent.created_at
    while sent.state == "waiting":
        now = max(now, sent.next_try_at)
        sent.attempts += 1
        sent.tried_at = now
        sent.save()
        note_attempt(sent, now=now, chance=chance)
    assert (sent.state, now < sent.expires_at, now > sent.expires_at - timedelta(hours=15)) == ("failed", True, True)


def test_what_waited_too_long_elsewhere_is_given_up(receiver: Receiver) -> None:
    a_subscription(receiver.url, is_active=True)
    an_event()
    work("changes")
    WebhookSubscription.objects.update(is_active=False)
    WebhookDelivery.objects.update(expires_at=timezone.now())
    wake_webhooks(timestamp=0)
    assert (delivery().state, delivery().failure, receiver.requests) == ("failed", "too_late", [])


def test_gone_switches_the_subscription_off_and_says_so(receiver: Receiver) -> None:
    subscription = a_subscription(receiver.url)
    receiver.code = 410
    an_event()
    work()
    subscription.refresh_from_db()
    assert (subscription.is_active, subscription.gone_at is not None, delivery().state) == (False, True, "failed")
    record = AuditRecord.objects.filter(kind="webhook").latest("pk")
    assert (record.actor, record.reason, record.before, record.after) == ("", "410", {"is_on": True}, {"is_on": False})
    an_event("Другое")
    work()
    assert (len(receiver.requests), WebhookDelivery.objects.count()) == (1, 1)


def test_a_redirect_is_not_followed(receiver: Receiver) -> None:
    with a_receiver() as other:
        a_subscription(receiver.url)
        receiver.code, receiver.headers = 307, {"Location": other.url}
        an_event()
        work()
        assert (other.requests, delivery().failure, delivery().response_code) == ([], "redirect", 307)


def test_a_private_address_is_refused_when_sending_too(receiver: Receiver, settings: Any) -> None:
    a_subscription(receiver.url)
    a_subscription(receiver.url.replace("127.0.0.1", "localhost"))
    settings.WEBHOOK_ALLOWED_NETWORKS = []
    an_event()
    work()
    assert set(WebhookDelivery.objects.values_list("failure", "state")) == {("private_address", "waiting")}
    assert receiver.requests == []


def test_unencrypted_is_refused_where_it_is_not_allowed(receiver: Receiver, settings: Any) -> None:
    a_subscription(receiver.url)
    settings.WEBHOOK_ALLOW_HTTP = False
    an_event()
    work()
    assert (delivery().failure, receiver.requests) == ("bad_address", [])


def test_a_dead_receiver_is_asked_once_and_holds_up_nobody(receiver: Receiver) -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        dead = a_subscription(f"http://127.0.0.1:{nobody.getsockname()[1]}/")
        a_subscription(receiver.url)
        for number in range(3):
            an_event(f"Событие {number}")
        work()
    dead.refresh_from_db()
    tried = WebhookDelivery.objects.filter(subscription=dead).order_by("pk").values_list("attempts", "failure")
    assert list(tried) == [(1, "no_connection"), (0, ""), (0, "")]
    assert (dead.failures, dead.paused_until is not None, len(receiver.requests)) == (1, True, 3)


def test_a_busy_receiver_is_left_alone_as_long_as_it_asks(receiver: Receiver) -> None:
    subscription = a_subscription(receiver.url)
    receiver.code, receiver.headers = 429, {"Retry-After": "600"}
    for number in range(2):
        an_event(f"Событие {number}")
    work()
    subscription.refresh_from_db()
    assert (len(receiver.requests), delivery_count("waiting")) == (1, 2)
    assert subscription.paused_until > timezone.now() + timedelta(minutes=9)


def delivery_count(state: str) -> int:
    return WebhookDelivery.objects.filter(state=state).count()


def test_a_message_is_sent_again_when_somebody_asks(receiver: Receiver) -> None:
    a_subscription(receiver.url)
    an_event()
    work()
    assert send_again(WebhookDelivery.objects.all(), now=timezone.now()) == 1
    work()
    one, two = receiver.requests
    assert (headers_of(one)["webhook-id"], one.body) == (headers_of(two)["webhook-id"], two.body)
    assert (delivery().state, delivery().attempts) == ("delivered", 1)


def test_an_attempt_whose_worker_died_is_made_again(receiver: Receiver) -> None:
    a_subscription(receiver.url)
    an_event()
    work("changes")
    now = timezone.now()
    WebhookDelivery.objects.update(attempts=1, tried_at=now, next_try_at=now + timedelta(minutes=2))
    work()
    assert receiver.requests == []
    make_due()
    assert (delivery().state, delivery().attempts) == ("delivered", 2)


def test_the_journal_forgets_after_a_month(receiver: Receiver) -> None:
    a_subscription(receiver.url)
    an_event()
    work()
    WebhookDelivery.objects.update(created_at=timezone.now() - timedelta(days=29))
    remove_old_deliveries(timestamp=0)
    assert WebhookDelivery.objects.count() == 1
    WebhookDelivery.objects.update(created_at=timezone.now() - timedelta(days=31))
    remove_old_deliveries(timestamp=0)
    assert WebhookDelivery.objects.count() == 0
