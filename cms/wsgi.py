"""WSGI entry point; settings default to production so that a forgotten variable is never unsafe."""

import os
from collections.abc import Callable, Iterable
from typing import Any

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.production")

_whole_site = get_wsgi_application()

from api.short_road import ShortRoad  # noqa: E402 - settings and applications come first

_short_road = ShortRoad()


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answer public reads on their short road, everything else with the whole site."""
    road = _short_road if _short_road.takes(environ) else _whole_site
    return road(environ, start_response)
