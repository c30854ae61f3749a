"""From changes to messages: one row per subscription that asked for it. A consumer of ``delivery.changes``."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

import orjson
from django.conf import settings
from django.utils import timezone

from delivery.enums import ChangeAction
from delivery.models import Change, WebhookDelivery, WebhookSubscription
from delivery.subjects import Subject, all_subjects
from delivery.webhooks.back_off import KEPT_TRYING
from delivery.webhooks.waking import wake

_CHUNK: Final = 1000


@dataclass(frozen=True, kw_only=True, slots=True)
class News:
    """What a subscription hears: a change as it looks from its city."""

    action: str
    city: str


def queue_deliveries(changes: Sequence[Change]) -> None:
    """Write a message for every active subscription that wants one of the changes, and order their sending."""
    subscriptions = list(WebhookSubscription.objects.filter(is_active=True).order_by("pk"))
    if not subscriptions:
        return
    subjects = {subject.name: subject for subject in all_subjects()}
    now = timezone.now()
    deliveries = [
        _delivery(subscription, change, news, subjects[change.kind], now=now)
        for change in coalesced(changes)
        if change.kind in subjects
        for subscription in subscriptions
        if (news := news_for(subscription, change)) is not None
    ]
    WebhookDelivery.objects.bulk_create(deliveries, batch_size=_CHUNK)
    for number in sorted({delivery.subscription_id for delivery in deliveries}):
        wake(number)


def coalesced(changes: Sequence[Change]) -> list[Change]:
    """Return changes without those that the next one of the same item says anew.

    An item that appears and is changed at once (its pictures arrived, say) appears as it is after that.
    """
    kept: dict[int, Change] = {}
    newest: dict[UUID, Change] = {}
    for change in changes:
        before = newest.get(change.public_id)
        if before is not None and _is_said_anew(before, change):
            del kept[before.pk]
            change.action = before.action
        newest[change.public_id] = change
        kept[change.pk] = change
    return list(kept.values())


def _is_said_anew(before: Change, change: Change) -> bool:
    is_update = change.action == ChangeAction.UPDATED and before.action != ChangeAction.UNPUBLISHED
    # Who hears of a city that was left must hear of it.
    return is_update and before.previous_city_number is None and change.previous_city_number is None


def news_for(subscription: WebhookSubscription, change: Change) -> News | None:
    """Return what a subscription hears of a change, ``None`` for nothing.

    For who listens to one city, an item that moves away is gone, and one that moves in is new.
    """
    only = subscription.city_number
    if only not in {None, change.city_number, change.previous_city_number}:
        return None
    news = News(action=change.action, city=change.city)
    if only is not None and change.previous_city_number is not None:
        is_leaving = only == change.previous_city_number
        news = (
            News(action=ChangeAction.UNPUBLISHED, city=change.previous_city)
            if is_leaving
            else News(action=ChangeAction.PUBLISHED, city=change.city)
        )
    wants = news.action in subscription.actions and change.kind in subscription.kinds
    return news if wants else None


def _delivery(
    subscription: WebhookSubscription, change: Change, news: News, subject: Subject, *, now: datetime
) -> WebhookDelivery:
    event = f"{change.kind}.{news.action}"
    data = {
        "kind": change.kind,
        "id": str(change.public_id),
        "slug": change.slug,
        "city": news.city,
        "url": f"{settings.PUBLIC_BASE_URL}/api/v1/{subject.api_path}/{change.public_id}",
    }
    return WebhookDelivery(
        subscription=subscription,
        type=event,
        kind=change.kind,
        object_id=change.public_id,
        slug=change.slug,
        city=news.city,
        payload=payload(event, data, at=change.at),
        created_at=now,
        next_try_at=now,
        expires_at=now + KEPT_TRYING,
    )


def payload(event: str, data: dict[str, str], *, at: datetime) -> str:
    """Return the body of a message; ``at`` is when it happened."""
    return orjson.dumps({"type": event, "timestamp": at, "data": data}, option=orjson.OPT_UTC_Z).decode()
