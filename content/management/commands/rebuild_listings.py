"""Writes every listing anew from the live entries."""

import os
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import connection
from django.utils import timezone

from content.kinds import all_kinds
from content.operations import rebuild_listings
from content.parallel import rebuild_in_parallel


class Command(BaseCommand):
    """``manage.py rebuild_listings [--kind event] [--processes 1]``."""

    help = "Write every public listing anew from the live entries; safe to run at any time."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare ``--kind``, which may be repeated."""
        parser.add_argument(
            "--kind", action="append", default=[], choices=[kind.name for kind in all_kinds()], help="only this kind"
        )

        parser.add_argument(
            "--processes", type=int, default=0, help="processes that write at the same time (0: one for every core)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild and print how many listings each kind has now."""
        processes = options["processes"] or os.cpu_count() or 1
        # What is written inside a transaction is undone with it, so it is written by its connection alone.
        if processes > 1 and not connection.in_atomic_block:
            for name in options["kind"] or [kind.name for kind in all_kinds()]:
                written = rebuild_in_parallel(name, now=timezone.now(), processes=processes)
                self.stdout.write(f"{name}: {written}")
            return
        for name, written in rebuild_listings(now=timezone.now(), kinds=options["kind"]).items():
            self.stdout.write(f"{name}: {written}")
