"""``python -m bench.reference.load``: fills the empty database of the reference with a guide."""

import os
from collections.abc import Mapping
from dataclasses import asdict
from types import MappingProxyType
from typing import Any

import django
from django.core.management import call_command
from django.db import connection

from bench.filling import asked_guide, keys_of
from bench.guide import Guide

_CHUNK = 5000


def main() -> None:
    """Make the tables and fill them."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.reference.settings"
    guide, _options = asked_guide(__doc__)
    django.setup()
    # No migrations are kept: the tables come straight from the models.
    call_command("migrate", run_syncdb=True, verbosity=0)
    _fill(guide)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def _fill(guide: Guide) -> None:
    from bench.reference import models  # noqa: PLC0415 - settings come first

    places = {"city": "city_id", "business": "business_id"}
    _write(models.City, guide.cities)
    _write(models.Business, guide.businesses, picture="businesses", renamed=places)
    _write(models.Event, guide.events, without=("public_id",), picture="events", renamed=places)
    _write(models.Promotion, guide.promotions, renamed=places)


def _write(
    model: Any,
    rows: Any,
    *,
    without: tuple[str, ...] = (),
    picture: str = "",
    renamed: Mapping[str, str] = MappingProxyType({}),
) -> None:
    made = []
    for row in rows:
        fields = keys_of(asdict(row), without=without, renamed=renamed)
        if picture:
            fields["image_url"] = f"/media/{picture}/{row.id:06d}.jpg"
        made.append(model(**fields))
    model.objects.bulk_create(made, batch_size=_CHUNK)


if __name__ == "__main__":
    main()
