"""``manage.py prepare``: everything the site needs before it serves, in one process because Django starts slowly."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from accounts.models import User
from content.models import City
from demo.accounts import ADMIN


class Command(BaseCommand):
    """Bring the schema, the translations, the static files and the demo city up to date."""

    help = "Migrates, compiles translations, collects static files where they are served, loads the demo city once."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Carry the steps out; each changes nothing when it has nothing to do."""
        call_command("compile_translations", stdout=self.stdout)
        call_command("migrate", interactive=False, stdout=self.stdout)
        if not settings.DEBUG:
            # With DEBUG the files are served from where they are.
            self.stdout.write("Collecting static files")
            call_command("collectstatic", interactive=False, verbosity=0, stdout=self.stdout)
        if settings.DEMO_ALLOWED:
            self._load_demo()

    def _load_demo(self) -> None:
        """Load the demo city into a site without cities, finish a load that was cut short, renew lost passwords."""
        folder = Path(settings.VAR_DIR)
        unfinished = folder / "demo-unfinished"
        if unfinished.exists() or not City.objects.exists():
            unfinished.touch()
            self.stdout.write("Loading the demo city")
            call_command("load_demo", stdout=self.stdout)
            unfinished.unlink()
        elif not (folder / "demo_accounts.json").exists() and User.objects.filter(email=ADMIN.email).exists():
            call_command("load_demo", accounts_only=True, stdout=self.stdout)
