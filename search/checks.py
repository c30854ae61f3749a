"""Checks of the settings at start-up."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register  # noqa: A004 - Django's names
from django.db import connections


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


@register(Tags.database)
def check_cyrillic_trigrams(*, databases: Sequence[str] | None = None, **_kwargs: Any) -> list[CheckMessage]:
    """Warn when the database takes Cyrillic letters for punctuation: pg_trgm would then correct no spelling."""
    for name in databases or ():
        with connections[name].cursor() as cursor:
            cursor.execute("SELECT to_regprocedure('show_trgm(text)') IS NOT NULL")
            if not cursor.fetchone()[0]:
                continue  # the extension comes with the first migrations
            cursor.execute("SELECT cardinality(show_trgm('концерт')) > 0")
            if not cursor.fetchone()[0]:
                return [
                    Warning(
                        "This database does not know Cyrillic letters (LC_CTYPE), so misspelt words are not found.",
                        hint="Create it with LC_CTYPE 'C.UTF-8', 'ru_RU.UTF-8' or another UTF-8 locale.",
                        id="search.W003",
                    )
                ]
    return []
