"""App of the package."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ModerationConfig(AppConfig):
    """Moderation."""

    name = "moderation"
    verbose_name = _("Модерация")

    def ready(self) -> None:
        """Connect the receivers."""
        from moderation import receivers  # noqa: PLC0415 - receivers need the loaded models

        receivers.replace_notifiers()
