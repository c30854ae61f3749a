"""``manage.py load_demo``: the demo city, relative to today."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from demo.accounts import ensure_accounts
from demo.operations import load_demo


class Command(BaseCommand):
    """Load what is missing of the demo city."""

    help = "Loads the demo city Zhezkazgan with dates counted from today; running it again adds nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the options."""
        parser.add_argument(
            "--accounts-only", action="store_true", help="only create the demo accounts and the file of their passwords"
        )

    def handle(self, *args: Any, accounts_only: bool, **options: Any) -> None:
        """Load and tell what was added."""
        path = Path(settings.VAR_DIR) / "demo_accounts.json"
        if settings.DEMO_ALLOWED is True and accounts_only:
            ensure_accounts(path=path)
            self.stdout.write(f"Demo accounts: {path}")
            return
        try:
            loaded = load_demo(now=timezone.now(), accounts_file=path, say=self._say)
        except ImproperlyConfigured as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(
            f"Demo city loaded: events {loaded.events}, businesses {loaded.businesses}, promotions {loaded.promotions}"
        )

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()
