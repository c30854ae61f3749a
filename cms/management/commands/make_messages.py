"""Brings the Kazakh catalogue in step with the messages in the sources."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from cms.messages import update_catalogue


class Command(BaseCommand):
    """``manage.py make_messages [FILE.po …]``."""

    help = "Collect the messages of the sources in the Kazakh catalogue, adding translations from other files."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the files to take translations from."""
        parser.add_argument("additions", nargs="*", type=Path, help="catalogues with further translations")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the catalogue and print what still lacks a translation."""
        missing = update_catalogue(settings.BASE_DIR, language="kk", additions=options["additions"])
        for message in missing:
            self.stdout.write(f"not translated: {message!r}")
        self.stdout.write(f"{len(missing)} messages without a Kazakh translation")
