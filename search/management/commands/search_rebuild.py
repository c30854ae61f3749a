"""Builds a new search index and switches to it."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from search.columns import refresh_columns
from search.drafts import refresh_drafts
from search.indexes import ask_for_rebuild, is_engine_wanted
from search.meilisearch.administration import EngineDown
from search.sync import configured_administration, sync_once


class Command(BaseCommand):
    """``manage.py search_rebuild``."""

    help = "Build the search index anew beside the one in use, then switch to it."

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild here, or leave it to the process that follows the changes."""
        self.stdout.write(f"drafts written anew for the admin: {refresh_drafts()}")
        if not is_engine_wanted():
            self.stdout.write(f"search runs in PostgreSQL: {refresh_columns()} entries written anew")
            return
        ask_for_rebuild(now=timezone.now())
        try:
            outcome = sync_once(administration=configured_administration(), say=self.stdout.write)
        except EngineDown as error:
            raise CommandError(f"the search engine is away, the index is built when it is back: {error}") from error
        if outcome is None:
            self.stdout.write("the running search_sync builds the index")
