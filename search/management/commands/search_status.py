"""Says how search is doing."""

from typing import Any, Final

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from search import outbox
from search.indexes import is_engine_wanted, pointer
from search.meilisearch.administration import EngineDown
from search.meilisearch.definition import signature
from search.models import DraftEntry, SearchEntry
from search.reconciliation import listed_count
from search.sync import configured_administration

_FAILURES_SHOWN: Final = 5


class Command(BaseCommand):
    """``manage.py search_status``."""

    help = "Print which engine answers, how far it is behind and whether anything was given up."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print one fact per line."""
        self.stdout.write(f"listed: {listed_count()}")
        self.stdout.write(f"search columns: {SearchEntry.objects.count()}")
        self.stdout.write(f"drafts: {DraftEntry.objects.count()}")
        if is_engine_wanted():
            self._write_engine()
        else:
            self.stdout.write("engine: PostgreSQL")
        waiting = outbox.state()
        age = (timezone.now() - waiting.oldest_at).total_seconds() if waiting.oldest_at else 0.0
        self.stdout.write(f"outbox: {waiting.waiting} waiting, oldest {max(age, 0):.0f} s, {waiting.parked} given up")
        for row in outbox.failures(limit=_FAILURES_SHOWN):
            self.stdout.write(f"failed: {row.kind} {row.public_id}, {row.attempts} times: {row.last_error}")

    def _write_engine(self) -> None:
        row = pointer()
        self.stdout.write(f"engine: Meilisearch at {settings.MEILISEARCH_URL}")
        if not row.active:
            self.stdout.write("index: none yet")
            return
        definition = "current" if row.active_signature == signature() else "outdated"
        administration = configured_administration()
        try:
            if administration.created_at(row.active) != row.active_created_at:
                self.stdout.write(f"index: {row.active} is lost; search_sync builds a new one")
                return
            documents = administration.count(row.active)
        except EngineDown as error:
            self.stdout.write(f"index: {row.active}, the engine is away: {error}")
            return
        self.stdout.write(f"index: {row.active}, {documents} documents, definition {definition}")
