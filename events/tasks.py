"""Jobs of events."""

import structlog
from django.utils import timezone
from procrastinate.contrib.django import app

from events import operations

log = structlog.get_logger(__name__)


@app.periodic(cron="47 21 * * *")
@app.task(name="events.move_window", queue="upkeep", queueing_lock="events.move_window")
def move_window(timestamp: int) -> None:
    """Add the dates of rules and exhibitions that have come into the window; every night (02:47 in Kazakhstan)."""
    renewed = operations.move_window(now=timezone.now())
    if renewed:
        log.info("the window of dates moved on", events=renewed)
