"""Typed reading of environment variables; ``.env.example`` documents every one of them."""

import os
from ipaddress import ip_network
from pathlib import Path
from typing import Final

from django.core.exceptions import ImproperlyConfigured
from environs import Env

from cms.startup.environment import discover

BASE_DIR: Final = Path(__file__).resolve().parent.parent.parent

env: Final = Env()
# Variables of the process win over the file, so that one-off overrides need no editing.
env.read_env(str(BASE_DIR / ".env"), recurse=False, override=False)

if "DATABASE_URL" not in os.environ and os.environ.get("DJANGO_SETTINGS_MODULE") != "cms.settings.production":
    # Commands typed by hand beside `make run` or `make services` use what those keep running.
    for name, value in discover().items():
        os.environ.setdefault(name, value)


def networks(variable: str) -> list[str]:
    """Return the networks that a variable lists, as texts; raises ``ImproperlyConfigured``."""
    try:
        return [str(ip_network(one.strip())) for one in str(env.str(variable, "")).split(",") if one.strip()]
    except ValueError as error:
        raise ImproperlyConfigured(
            f"{variable}: list networks separated by commas, as 10.20.0.0/16 ({error})"
        ) from error
