"""Jobs of content: renditions, schedules, and the upkeep of listings."""

from contextlib import suppress

import structlog
from django.db import transaction
from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from content import renditions
from content.generations import compact
from content.lifecycle import purge_deleted
from content.models.image import Image
from content.operations import publish_due as publish_due_entries
from content.operations import reconcile_listings
from content.projections import project_dependants, project_stale
from content.view_counts import fold

log = structlog.get_logger(__name__)

# One after the other: a counter that moves on while listings are compared would look like a fault.
_LISTINGS = "content.listings"


# Behind everything else: a folder of new photos must not hold up what is due to be published.
@app.task(name="content.make_renditions", queue="media", priority=-10, retry=RetryStrategy(max_attempts=3, wait=30))
def make_renditions(*, image_id: int) -> None:
    """Scale one picture to every public size and renew the listings that show it."""
    image = Image.objects.filter(pk=image_id).first()
    if image is None:
        return
    renditions.make(image)
    project_dependants(Image._meta.label, [image.pk], now=timezone.now())


@app.periodic(cron="41 21 * * *")
@app.task(name="content.complete_renditions", queue="upkeep", queueing_lock="content.complete_renditions")
def complete_renditions(timestamp: int) -> None:
    """Order the renditions that are still missing; every night (21:41 UTC, 02:41 in Kazakhstan)."""
    lacking = renditions.without_all()
    for pk in lacking:
        order_renditions(pk)
    if lacking:
        log.info("pictures lacked renditions", count=len(lacking))


def order_renditions(image_id: int) -> None:
    """Let the worker scale a picture, once, however often it is asked before it begins."""
    with suppress(AlreadyEnqueued), transaction.atomic():
        make_renditions.configure(queueing_lock=f"renditions:{image_id}").defer(image_id=image_id)


@app.periodic(cron="* * * * *")
@app.task(name="content.publish_due", queue="upkeep", queueing_lock="content.publish_due", pass_context=False)
def publish_due(timestamp: int) -> None:
    """Publish and expire what is due; every minute."""
    outcome = publish_due_entries(now=timezone.now())
    if outcome.published or outcome.expired or outcome.failed:
        log.info("due entries", published=outcome.published, expired=outcome.expired, failed=outcome.failed)


@app.periodic(cron="* * * * *")
@app.task(name="content.project_stale", queue="upkeep", queueing_lock="content.project_stale")
def renew_stale_listings(timestamp: int) -> None:
    """Renew listings that went out of date by the clock; every minute."""
    project_stale(now=timezone.now())


@app.periodic(cron="17 22 * * *")
@app.task(name="content.reconcile_listings", queue="upkeep", queueing_lock="content.reconcile_listings", lock=_LISTINGS)
def reconcile(timestamp: int) -> None:
    """Compare entries with listings, repair and report; every night (22:17 UTC, 03:17 in Kazakhstan)."""
    repair = reconcile_listings(now=timezone.now())
    if repair.missing or repair.extra or repair.outdated:
        log.error("listings were out of step", missing=repair.missing, extra=repair.extra, outdated=repair.outdated)


@app.periodic(cron="7 22 * * *")
@app.task(name="content.purge_deleted", queue="upkeep", queueing_lock="content.purge_deleted")
def purge(timestamp: int) -> None:
    """Really remove what has been in the bin for 30 days; every night (22:07 UTC, 03:07 in Kazakhstan)."""
    if purged := purge_deleted(now=timezone.now()):
        log.info("deleted entries purged", purged=purged)


@app.periodic(cron="27 21 * * *")
@app.task(name="content.compact_generations", queue="upkeep", queueing_lock="content.compact_generations")
def compact_generations(timestamp: int) -> None:
    """Forget which process counted which changes; every night (21:27 UTC, 02:27 in Kazakhstan)."""
    compact()


@app.periodic(cron="* * * * *")
@app.task(name="content.fold_views", queue="upkeep", queueing_lock="content.fold_views", lock=_LISTINGS)
def add_views(timestamp: int) -> None:
    """Add the views of the last minute to the counters; every minute."""
    fold(now=timezone.now())
