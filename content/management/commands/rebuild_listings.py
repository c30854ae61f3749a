"""Writes every listing anew from the live entries."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from content.kinds import all_kinds
from content.operations import rebuild_listings


class Command(BaseCommand):
    """``manage.py rebuild_listings [--kind event]``."""

    help = "Write every public listing anew from the live entries; safe to run at any time."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare ``--kind``, which may be repeated."""
        parser.add_argument(
            "--kind", action="append", default=[], choices=[kind.name for kind in all_kinds()], help="only this kind"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild and print how many listings each kind has now."""
        for name, written in rebuild_listings(now=timezone.now(), kinds=options["kind"]).items():
            self.stdout.write(f"{name}: {written}")
