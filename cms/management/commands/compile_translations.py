"""Compiles the catalogues of translations that changed; needs no gettext tools."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from cms.messages import compile_changed


class Command(BaseCommand):
    """``manage.py compile_translations``."""

    help = "Compile the translation catalogues that changed."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Compile and name what was written."""
        for directory in settings.LOCALE_PATHS:
            for path in compile_changed(directory):
                self.stdout.write(f"compiled {path.relative_to(settings.BASE_DIR)}")
