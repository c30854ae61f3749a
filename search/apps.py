"""App of the package."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """Search."""

    name = "search"
    verbose_name = _("Поиск")

    def ready(self) -> None:
        """Fill the search columns in every transaction that writes listings; check the settings at start-up."""
        from content import entry_search, listing_hooks  # noqa: PLC0415 - models must be loaded first
        from search import checks, lookups, receivers  # noqa: F401, PLC0415 - register themselves
        from search.columns import write_columns  # noqa: PLC0415
        from search.drafts import found_drafts  # noqa: PLC0415

        listing_hooks.register(write_columns)
        entry_search.register(found_drafts)
