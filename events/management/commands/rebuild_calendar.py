"""Writes the calendar of the admin anew."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from events.planning import plan_all


class Command(BaseCommand):
    """``manage.py rebuild_calendar``."""

    help = "Compute the dates that the calendar of the admin shows, from the newest drafts; safe to run at any time."

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild and print how many events the calendar knows."""
        self.stdout.write(f"events: {plan_all(now=timezone.now())}")
