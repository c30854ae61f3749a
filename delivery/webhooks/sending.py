"""Sending what is due to one subscription, and what follows from every answer.

Nothing is locked while a server is waited for: an attempt is counted and committed first, and what a dead worker left
behind is due again after a while.
"""

import random
from datetime import datetime, timedelta
from http import HTTPStatus
from time import monotonic
from typing import Final

import structlog
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from delivery.enums import DeliveryState, SendingFailure
from delivery.models import WebhookDelivery, WebhookSubscription
from delivery.outgoing.errors import NotSent
from delivery.outgoing.policy import allowed_networks, target_of
from delivery.outgoing.posting import Answer, post
from delivery.webhooks.back_off import pause_after, wait_after
from delivery.webhooks.operations import note_gone
from delivery.webhooks.signatures import signed_headers

_LEASE: Final = timedelta(minutes=2)
# A run ends after that, so that other jobs of the worker get their turn; what is left goes on in the next one.
_RUN_SECONDS: Final = 10.0
_LONGEST_ASKED_PAUSE: Final = timedelta(hours=12)
_BUSY: Final = frozenset({HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE})
_USER_AGENT: Final = "JezkazganConnect-Webhooks/1"

log = structlog.get_logger(__name__)


def send_due(subscription_id: int, *, run_seconds: float = _RUN_SECONDS) -> bool:
    """Send the messages that are due, oldest first, for some seconds; tell whether more are due."""
    ends_at = monotonic() + run_seconds
    while delivery := _claim(subscription_id, now=timezone.now()):
        _attempt(delivery)
        if monotonic() >= ends_at:
            return due(now=timezone.now()).filter(subscription=subscription_id).exists()
    return False


def due(*, now: datetime) -> QuerySet[WebhookDelivery]:
    """Return the messages that may be sent now."""
    is_open = Q(subscription__paused_until=None) | Q(subscription__paused_until__lte=now)
    waiting = WebhookDelivery.objects.filter(state=DeliveryState.WAITING, next_try_at__lte=now, expires_at__gt=now)
    return waiting.filter(is_open, subscription__is_active=True)


def _claim(subscription_id: int, *, now: datetime) -> WebhookDelivery | None:
    """Count an attempt and return its message, with its subscription; ``None`` when nothing is due."""
    with transaction.atomic():
        delivery = (
            due(now=now)
            .filter(subscription=subscription_id)
            .select_for_update(of=("self",), skip_locked=True)
            .select_related("subscription")
            .order_by("next_try_at", "pk")
            .first()
        )
        if delivery is not None:
            delivery.attempts += 1
            delivery.tried_at = now
            delivery.next_try_at = now + _LEASE
            delivery.save(update_fields=["attempts", "tried_at", "next_try_at"])
        return delivery


def _attempt(delivery: WebhookDelivery) -> None:
    body = delivery.payload.encode()
    headers = signed_headers(delivery.subscription, message_id=delivery.message_id, body=body, now=timezone.now())
    headers |= {"Content-Type": "application/json", "User-Agent": _USER_AGENT}
    answer: Answer | None = None
    failure, detail = "", ""
    started = monotonic()
    try:
        target = target_of(delivery.subscription.url)
        answer = post(target, body=body, headers=headers, networks=allowed_networks())
        failure = failure_of(answer.code)
    except NotSent as error:
        failure, detail = error.failure, error.detail
    delivery.duration_ms = round((monotonic() - started) * 1000)
    delivery.failure, delivery.detail = failure, detail
    delivery.response_code = answer.code if answer else None
    delivery.response_start = answer.start if answer else ""
    chance = random.random()  # noqa: S311 - not a secret
    note_attempt(delivery, now=timezone.now(), chance=chance, retry_after=answer.retry_after if answer else None)


def failure_of(code: int) -> SendingFailure | str:
    """Return what an answer's code means, nothing for success."""
    if HTTPStatus.OK <= code < HTTPStatus.MULTIPLE_CHOICES:
        return ""
    if code == HTTPStatus.GONE:
        return SendingFailure.GONE
    return SendingFailure.REDIRECT if code < HTTPStatus.BAD_REQUEST else SendingFailure.REFUSED


def note_attempt(delivery: WebhookDelivery, *, now: datetime, chance: float, retry_after: int | None = None) -> None:
    """Write down how an attempt ended, and when the next one is."""
    delivery.state, delivery.next_try_at = _what_next(delivery, now=now, chance=chance)
    with transaction.atomic():
        # Only if it is still this attempt: a message that was sent anew meanwhile has begun from the start.
        current = WebhookDelivery.objects.filter(pk=delivery.pk, attempts=delivery.attempts, tried_at=delivery.tried_at)
        fields = ("state", "next_try_at", "duration_ms", "failure", "detail", "response_code", "response_start")
        current.update(**{name: getattr(delivery, name) for name in fields})
        _note_on_subscription(delivery, now=now, retry_after=retry_after)
        if delivery.failure == SendingFailure.GONE:
            note_gone(delivery.subscription, now=now)
    if delivery.failure:
        log.warning(
            "webhook not delivered",
            subscription=delivery.subscription_id,
            delivery=delivery.pk,
            failure=str(delivery.failure),
            code=delivery.response_code,
            attempts=delivery.attempts,
        )


def _what_next(delivery: WebhookDelivery, *, now: datetime, chance: float) -> tuple[DeliveryState, datetime]:
    if not delivery.failure:
        return DeliveryState.DELIVERED, now
    again_at = now + wait_after(delivery.attempts, chance=chance)
    is_final = delivery.failure == SendingFailure.GONE or again_at >= delivery.expires_at
    return (DeliveryState.FAILED, now) if is_final else (DeliveryState.WAITING, again_at)


def _note_on_subscription(delivery: WebhookDelivery, *, now: datetime, retry_after: int | None) -> None:
    row = WebhookSubscription.objects.select_for_update(no_key=True).filter(pk=delivery.subscription_id).first()
    if row is None:
        # Removed while its receiver was waited for.
        return
    row.tried_at, row.last_code, row.last_failure = now, delivery.response_code, str(delivery.failure)
    if delivery.response_code is None:
        row.failures += 1
        row.paused_until = now + pause_after(row.failures)
    else:
        row.failures = 0
        is_busy = delivery.response_code in _BUSY and retry_after
        row.paused_until = now + min(timedelta(seconds=retry_after or 0), _LONGEST_ASKED_PAUSE) if is_busy else None
    row.save(update_fields=["tried_at", "last_code", "last_failure", "failures", "paused_until"])


def give_up_expired(*, now: datetime) -> int:
    """Mark what could not be delivered in time; return how many messages."""
    late = WebhookDelivery.objects.filter(state=DeliveryState.WAITING, expires_at__lte=now, next_try_at__lte=now)
    return late.update(
        state=DeliveryState.FAILED, failure=SendingFailure.TOO_LATE, detail="", next_try_at=F("expires_at")
    )
