"""Tells the search engine what changed."""

import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from search.columns import refresh_columns
from search.indexes import is_engine_wanted
from search.meilisearch.administration import EngineDown
from search.sync import configured_administration, follow, sync_once


class Command(BaseCommand):
    """``manage.py search_sync [--follow]``."""

    help = "Bring the search engine in step with what is published, once or (--follow) for as long as it runs."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare ``--follow``."""
        parser.add_argument("--follow", action="store_true", help="keep running; ends with SIGTERM or Ctrl-C")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run until everything is delivered, or until told to stop."""
        stop = threading.Event()
        if options["follow"]:
            for number in (signal.SIGTERM, signal.SIGINT):
                signal.signal(number, lambda *_: stop.set())
        if not is_engine_wanted():
            refresh_columns()
            # The outbox keeps one row per entry; an engine that is configured later starts with a new index anyway.
            self._say("search runs in PostgreSQL: there is no engine to keep in step")
            if options["follow"]:
                stop.wait()
            return
        administration = configured_administration()
        if options["follow"]:
            follow(administration=administration, stop=stop, say=self._say)
            return
        try:
            outcome = sync_once(administration=administration, say=self._say)
        except EngineDown as error:
            raise CommandError(f"the search engine is away, changes wait: {error}") from error
        if outcome is None:
            self._say("another process is at work already")
        else:
            self._say(f"delivered: {outcome.delivered}, failed: {outcome.failed}")

    def _say(self, text: str) -> None:
        self.stdout.write(f"search sync: {text}")
        self.stdout.flush()
