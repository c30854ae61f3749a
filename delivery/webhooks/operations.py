"""Every change of a subscription or a message that a person, or a receiver's answer, causes."""

from datetime import datetime, timedelta
from typing import Any, Final

import structlog
from django.db import transaction
from django.db.models import QuerySet

from delivery.audit import Actor, record
from delivery.enums import AuditAction, DeliveryState
from delivery.models import WebhookDelivery, WebhookSubscription
from delivery.outgoing.errors import NotSent
from delivery.outgoing.target import parse_target
from delivery.subjects import place_label
from delivery.webhooks.back_off import KEPT_TRYING
from delivery.webhooks.signatures import new_seed
from delivery.webhooks.waking import wake

AUDIT_KIND: Final = "webhook"
OLD_SECRET_KEPT: Final = timedelta(days=1)
"""For so long messages are signed with the old secret too."""

log = structlog.get_logger(__name__)


def subscribe(subscription: WebhookSubscription, *, by: Actor, now: datetime) -> None:
    """Store a new subscription with a secret of its own."""
    with transaction.atomic():
        subscription.secret_seed = new_seed()
        subscription.save()
        _record(subscription, AuditAction.CREATE, by=by, now=now, after=_facts(subscription))


def change(subscription: WebhookSubscription, *, by: Actor, now: datetime) -> None:
    """Store a changed subscription. Switched on, or sent to another address, it begins without a past."""
    with transaction.atomic():
        stored = WebhookSubscription.objects.select_for_update(no_key=True).get(pk=subscription.pk)
        before, after = _facts(stored), _facts(subscription)
        # What the sending of messages writes is newer in the table than in the form.
        for name in ("tried_at", "last_code", "last_failure", "failures", "paused_until", "gone_at"):
            setattr(subscription, name, getattr(stored, name))
        is_on_again = subscription.is_active and not stored.is_active
        if is_on_again or subscription.url != stored.url:
            subscription.failures, subscription.paused_until = 0, None
        if is_on_again:
            subscription.gone_at = None
        subscription.save()
        differing = [name for name in after if before[name] != after[name]]
        if subscription.url != stored.url and "receiver" not in differing:
            differing.append("receiver")
        if differing:
            _record(
                subscription,
                AuditAction.EDIT,
                by=by,
                now=now,
                before={name: before[name] for name in differing},
                after={name: after[name] for name in differing},
            )
        wake(subscription.pk)


def unsubscribe(subscription: WebhookSubscription, *, by: Actor, now: datetime) -> None:
    """Remove a subscription with all its messages."""
    with transaction.atomic():
        _record(subscription, AuditAction.DELETE, by=by, now=now, before=_facts(subscription))
        subscription.delete()


def rotate_secret(subscription: WebhookSubscription, *, by: Actor, now: datetime) -> None:
    """Give a subscription a new secret; the old one signs too for ``OLD_SECRET_KEPT``."""
    with transaction.atomic():
        row = WebhookSubscription.objects.select_for_update(no_key=True).get(pk=subscription.pk)
        row.previous_seed, row.previous_seed_until = row.secret_seed, now + OLD_SECRET_KEPT
        row.secret_seed = new_seed()
        row.save(update_fields=["secret_seed", "previous_seed", "previous_seed_until"])
        _record(row, AuditAction.EDIT, by=by, now=now, after={"secret": "•••"})


def note_gone(subscription: WebhookSubscription, *, now: datetime) -> None:
    """Switch a subscription off because its receiver answered 410."""
    switched_off = WebhookSubscription.objects.filter(pk=subscription.pk, is_active=True)
    if switched_off.update(is_active=False, gone_at=now):
        _record(
            subscription,
            AuditAction.EDIT,
            by=None,
            now=now,
            before={"is_on": True},
            after={"is_on": False},
            reason="410",
        )
        log.error("webhook subscription switched off: its receiver is gone", subscription=subscription.pk)


def send_again(deliveries: QuerySet[WebhookDelivery], *, now: datetime) -> int:
    """Send messages once more, with three days of attempts before them; return how many.

    They keep their ``webhook-id``, by which a receiver knows what it has had already.
    """
    with transaction.atomic():
        chosen = deliveries.order_by("pk").select_for_update(of=("self",))
        rows = list(chosen.values_list("pk", "subscription_id"))
        WebhookDelivery.objects.filter(pk__in=[pk for pk, _subscription in rows]).update(
            state=DeliveryState.WAITING, attempts=0, next_try_at=now, expires_at=now + KEPT_TRYING
        )
        for number in sorted({subscription for _pk, subscription in rows}):
            wake(number)
    return len(rows)


def _facts(subscription: WebhookSubscription) -> dict[str, Any]:
    """Return what the audit log says of a subscription; of the address only the server, the rest may be a secret."""
    try:
        receiver = parse_target(subscription.url, may_be_plain=True).authority
    except NotSent:
        receiver = ""
    return {
        "receiver": receiver,
        "actions": sorted(subscription.actions),
        "kinds": sorted(subscription.kinds),
        "only_city": place_label(subscription.city_number),
        "is_on": subscription.is_active,
    }


def _record(
    subscription: WebhookSubscription,
    action: AuditAction,
    *,
    by: Actor | None,
    now: datetime,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    reason: str = "",
) -> None:
    record(
        action=action,
        by=by,
        kind=AUDIT_KIND,
        object_id=subscription.public_id,
        title=subscription.name,
        city="",
        before=before or {},
        after=after or {},
        reason=reason,
        now=now,
    )
