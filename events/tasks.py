"""Jobs of events."""

import structlog
from django.utils import timezone
from procrastinate.contrib.django import app

from events import operations
from events.planning import plan_outdated

log = structlog.get_logger(__name__)


@app.periodic(cron="47 21 * * *")
@app.task(name="events.move_window", queue="upkeep", queueing_lock="events.move_window")
def move_window(timestamp: int) -> None:
    """Add the dates of rules and exhibitions that have come into the window; every night (02:47 in Kazakhstan)."""
    renewed = operations.move_window(now=timezone.now())
    if renewed:
        log.info("the window of dates moved on", events=renewed)


@app.periodic(cron="52 21 * * *")
@app.task(name="events.plan_outdated", queue="upkeep", queueing_lock="events.plan_outdated")
def renew_calendar(timestamp: int) -> None:
    """Move the calendar's window of rules on and repair what differs; every night (02:52 in Kazakhstan)."""
    if done := plan_outdated(now=timezone.now()):
        log.info("calendar renewed", events=done)
