"""Content."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContentConfig(AppConfig):
    """Editorial base, listings base, media, taxonomy and the importing engine."""

    name = "content"
    verbose_name = _("Контент")

    def ready(self) -> None:
        """Connect the receivers that keep listings and renditions complete; check the settings at start-up."""
        from content import lookups, receivers, subjects  # noqa: F401, PLC0415 - receivers need the loaded models
        from content.translator import checks  # noqa: F401, PLC0415 - registers itself
        from delivery import subjects as known_to_delivery  # noqa: PLC0415

        # The packages of the kinds stand before this one in INSTALLED_APPS, so all kinds are registered by now.
        receivers.connect_deletions()
        known_to_delivery.register(subjects=subjects.subjects, places=subjects.places)
