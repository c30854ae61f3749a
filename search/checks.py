"""Checks of the settings at start-up."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register


@register()
def check_search_settings(**_kwargs: Any) -> list[CheckMessage]:
    """Refuse an engine that does not exist, and Meilisearch without an address."""
    if settings.SEARCH_ENGINE not in {"meilisearch", "postgres"}:
        return [
            Error(
                f"SEARCH_ENGINE is {settings.SEARCH_ENGINE!r}.",
                hint='Set it to "meilisearch" or "postgres", or leave it out.',
                id="search.E001",
            )
        ]
    if settings.SEARCH_ENGINE == "meilisearch" and not settings.MEILISEARCH_URL:
        return [
            Error(
                "SEARCH_ENGINE is meilisearch, but MEILISEARCH_URL is empty.",
                hint="Set the address of the Meilisearch server, or SEARCH_ENGINE=postgres.",
                id="search.E002",
            )
        ]
    return []
