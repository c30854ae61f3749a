"""Accounts in social networks as people type them, brought into the one form in which they are stored; pure."""

import re
from typing import Final

_NAME: Final = r"[A-Za-z0-9._]{1,30}"
_INSTAGRAM: Final = re.compile(rf"^(?:https?://)?(?:www\.)?instagram\.com/(?P<name>{_NAME})/?(?:\?.*)?$", re.IGNORECASE)
_TELEGRAM: Final = re.compile(
    r"^(?:(?:https?://)?(?:www\.)?(?:t|telegram)\.me/|@)?(?P<name>[A-Za-z][A-Za-z0-9_]{3,31})/?(?:\?.*)?$",
    re.IGNORECASE,
)


def instagram_name(text: str) -> str:
    """Return the name of a pasted Instagram address; any other text as it is."""
    found = _INSTAGRAM.match(text.strip())
    return found["name"] if found else text.strip()


def telegram_name(text: str) -> str:
    """Return the name of a Telegram account or channel from "@name" or its address; any other text as it is."""
    found = _TELEGRAM.match(text.strip())
    return found["name"] if found else text.strip()
