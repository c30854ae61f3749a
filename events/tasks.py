"""Jobs of events: the upkeep of the calendar."""

import structlog
from django.utils import timezone
from procrastinate.contrib.django import app

from events.planning import plan_outdated

log = structlog.get_logger(__name__)


@app.periodic(cron="47 21 * * *")
@app.task(name="events.plan_outdated", queue="upkeep", queueing_lock="events.plan_outdated")
def renew_calendar(timestamp: int) -> None:
    """Move the calendar's window of rules on and repair what differs; every night (21:47 UTC)."""
    if done := plan_outdated(now=timezone.now()):
        log.info("calendar renewed", events=done)
