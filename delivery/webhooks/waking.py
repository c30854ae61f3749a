"""Ordering the job that sends a subscription's messages, once however often it is asked before it begins."""

from contextlib import suppress
from typing import Final

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

SENDING: Final = "delivery.send_webhooks"
QUEUE: Final = "webhooks"
# Behind mail, upkeep and pictures: a slow receiver holds up nobody.
PRIORITY: Final = -20


def wake(subscription_id: int) -> None:
    """Let a worker send what is due; one at a time per subscription, so that its messages stay in order."""
    lock = f"webhooks:{subscription_id}"
    job = app.configure_task(SENDING, queue=QUEUE, priority=PRIORITY, lock=lock, queueing_lock=lock)
    with suppress(AlreadyEnqueued), transaction.atomic():
        job.defer(subscription_id=subscription_id)
