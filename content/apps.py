"""Content."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContentConfig(AppConfig):
    """Editorial base, listings base, media, taxonomy and the importing engine."""

    name = "content"
    verbose_name = _("Контент")

    def ready(self) -> None:
        """Connect the receivers that keep listings and renditions complete."""
        from content import receivers  # noqa: F401, PLC0415 - receivers need the loaded models
