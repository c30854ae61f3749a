"""Jobs of delivery, and those that keep the job queue itself in order."""

from datetime import timedelta
from typing import Final

import structlog
from django.conf import settings
from django.core.mail import get_connection
from django.db import transaction
from django.utils import timezone
from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.exceptions import UniqueViolation
from procrastinate.jobs import Status

from delivery.changes import hand_on
from delivery.models import Message, WebhookDelivery
from delivery.purging import PURGING, purge
from delivery.purging import QUEUE as PURGE_QUEUE
from delivery.webhooks import sending
from delivery.webhooks.waking import PRIORITY, QUEUE, SENDING, wake

# Longer than all tries of a message together.
_MESSAGES_KEPT: Final = timedelta(days=7)
# The journal of deliveries shows as much.
_DELIVERIES_KEPT: Final = timedelta(days=30)
_JOBS_KEPT: Final = timedelta(days=30)
# A job that took its worker down this often would do so for ever.
_MOST_ATTEMPTS: Final = 10

log = structlog.get_logger(__name__)


@app.task(
    name="delivery.send_mail",
    queue="mail",
    # Again after 6 s, 36 s, 4 min, 22 min, 2 h and 13 h: a mail server's restart or a night's outage passes, a wrong
    # address is given up.
    retry=RetryStrategy(max_attempts=6, exponential_wait=6),
)
def send_mail(*, message_id: int) -> None:
    """Hand one message to the real transport and forget it; raises what the transport raises, to be retried.

    A message that is given up keeps its row until ``remove_old_messages`` takes it; the worker logs its number only.
    """
    with transaction.atomic():
        # The lock keeps a second worker, which took the job for stalled, from sending the message again.
        message = Message.objects.select_for_update().filter(pk=message_id).first()
        if message is None:
            return
        message.as_mail(connection=get_connection(settings.MAIL_TRANSPORT)).send()
        message.delete()


@app.periodic(cron="27 22 * * *")
@app.task(name="delivery.remove_old_messages", queue="upkeep", queueing_lock="delivery.remove_old_messages")
def remove_old_messages(timestamp: int) -> None:
    """Remove messages that nobody could deliver; every night (22:27 UTC, 03:27 in Kazakhstan)."""
    removed, _by_model = Message.objects.filter(created_at__lt=timezone.now() - _MESSAGES_KEPT).delete()
    if removed:
        log.error("messages were never delivered", removed=removed)


@app.periodic(cron="*/10 * * * *")
@app.task(
    name="delivery.retry_stalled_jobs", queue="upkeep", queueing_lock="delivery.retry_stalled_jobs", pass_context=True
)
async def retry_stalled_jobs(context: JobContext, timestamp: int) -> None:
    """Start again what a worker held when it died; every ten minutes.

    A stalled job whose like waits already is given up, and so is one that was tried ten times.
    """
    jobs = context.app.job_manager
    for job in await jobs.get_stalled_jobs():
        try:
            if job.attempts >= _MOST_ATTEMPTS:
                await jobs.finish_job(job, Status.FAILED, delete_job=False)
                log.error("stalled job given up", job=job.id, task=job.task_name)
                continue
            await jobs.retry_job(job)
        except UniqueViolation:
            # One with the same queueing lock is waiting and does the same work.
            await jobs.finish_job(job, Status.FAILED, delete_job=False)
        log.warning("stalled job", job=job.id, task=job.task_name)


@app.periodic(cron="37 22 * * *")
@app.task(name="delivery.remove_old_jobs", queue="upkeep", queueing_lock="delivery.remove_old_jobs", pass_context=True)
async def remove_old_jobs(context: JobContext, timestamp: int) -> None:
    """Remove jobs that ended, however, more than 30 days ago; every night (22:37 UTC, 03:37 in Kazakhstan)."""
    await context.app.job_manager.delete_old_jobs(
        nb_hours=_JOBS_KEPT // timedelta(hours=1), include_failed=True, include_cancelled=True, include_aborted=True
    )


@app.task(name="delivery.hand_on_changes", queue="changes", retry=RetryStrategy(max_attempts=5, exponential_wait=4))
def hand_on_changes() -> None:
    """Hand changes of what is public to those who registered for them; ordered by triggers."""
    hand_on()


@app.task(
    name=PURGING,
    queue=PURGE_QUEUE,
    # Again after 2, 4, 8 … 256 s: until then answers at the CDN grow old by themselves.
    retry=RetryStrategy(max_attempts=8, exponential_wait=2),
)
def purge_cdn(*, keys: list[str]) -> None:
    """Let the CDN forget what carries the keys."""
    purge(keys)


@app.task(name=SENDING, queue=QUEUE, priority=PRIORITY)
def send_webhooks(*, subscription_id: int) -> None:
    """Send what is due to one subscription."""
    if sending.send_due(subscription_id):
        wake(subscription_id)


@app.periodic(cron="* * * * *")
@app.task(name="delivery.wake_webhooks", queue="upkeep", queueing_lock="delivery.wake_webhooks")
def wake_webhooks(timestamp: int) -> None:
    """Order the attempts that are due by now, and hand on what a failed job left; every minute."""
    now = timezone.now()
    hand_on()
    sending.give_up_expired(now=now)
    for number in sending.due(now=now).order_by("subscription").values_list("subscription", flat=True).distinct():
        wake(number)


@app.periodic(cron="47 22 * * *")
@app.task(name="delivery.remove_old_deliveries", queue="upkeep", queueing_lock="delivery.remove_old_deliveries")
def remove_old_deliveries(timestamp: int) -> None:
    """Forget messages to subscriptions after 30 days; every night (22:47 UTC, 03:47 in Kazakhstan)."""
    WebhookDelivery.objects.filter(created_at__lt=timezone.now() - _DELIVERIES_KEPT).delete()
