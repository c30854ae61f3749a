"""Checks of the translator's settings at start-up."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from content.translator.adapter import translator


@register()
def check_translator(**_kwargs: Any) -> list[CheckMessage]:
    """Refuse a translator that cannot be made from the settings; nothing is asked of any server."""
    try:
        translator()
    except (ImportError, TypeError, ValueError) as error:
        return [
            Error(
                f"TRANSLATOR is {settings.TRANSLATOR!r}, but it cannot be made: {error}.",
                hint="Leave TRANSLATOR out, or see .env.example for the variables that it needs.",
                id="content.E001",
            )
        ]
    return []
