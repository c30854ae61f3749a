"""Compares the search engine with what is published."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from search import outbox
from search.columns import refresh_columns
from search.drafts import refresh_drafts
from search.indexes import active_index, is_engine_wanted, note_drift
from search.meilisearch.administration import EngineDown
from search.reconciliation import reconcile
from search.sync import configured_administration, sync_once


class Command(BaseCommand):
    """``manage.py search_reconcile [--retry]``."""

    help = "Compare the search engine with what is published, entry by entry, and repair what differs."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare ``--retry``."""
        parser.add_argument("--retry", action="store_true", help="also try again what was given up after failures")

    def handle(self, *args: Any, **options: Any) -> None:
        """Enqueue every difference, deliver, and print how many there were."""
        refreshed = refresh_columns()
        self.stdout.write(f"search columns written anew: {refreshed}")
        self.stdout.write(f"drafts written anew for the admin: {refresh_drafts()}")
        if not is_engine_wanted():
            return
        if options["retry"]:
            self.stdout.write(f"tried again: {outbox.retry_all()}")
        administration = configured_administration()
        try:
            uid = active_index(is_fresh=True)
            if uid and administration.created_at(uid) is not None:
                started_at = timezone.now()
                drift = reconcile(administration, uid=uid)
                note_drift(missing=drift.missing, extra=drift.extra, stale=drift.stale, started_at=started_at)
                self.stdout.write(f"missing: {drift.missing}, extra: {drift.extra}, stale: {drift.stale}")
            outcome = sync_once(administration=administration, say=self.stdout.write)
        except EngineDown as error:
            raise CommandError(f"the search engine is away: {error}") from error
        if outcome is None:
            self.stdout.write("the running search_sync delivers the differences")
