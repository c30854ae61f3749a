"""``python -m bench.ours``: fills the empty database that ``DATABASE_URL`` names with a guide, published and listed.

Rows are written in bulk as publishing leaves them, the listings by the code that always writes them.
"""

import os
from collections.abc import Mapping
from typing import Any

import django
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from bench import filling
from bench import guide as generated

_CHUNK = 2000


def main() -> None:
    """Make the tables, fill them, write the listings and bring search in step."""
    guide, _options = filling.asked_guide(__doc__)
    django.setup()
    call_command("migrate", verbosity=0)
    fill(guide)
    _list_everything()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    call_command("search_sync")


def fill(guide: generated.Guide) -> None:
    """Write all entries of a guide."""
    from content.models import Category, City  # noqa: PLC0415 - settings come first
    from content.taxonomy import ensure_categories  # noqa: PLC0415

    ensure_categories()
    categories = {(row.kind, row.slug): row.pk for row in Category.objects.all()}
    cities = {
        city.id: City.objects.get_or_create(slug=city.slug, defaults={"name_ru": city.name, "name_kk": city.name_kk})[0]
        for city in guide.cities
    }
    keys = {number: city.pk for number, city in cities.items()}
    businesses = _write_businesses(guide, categories, keys)
    _write_events(guide, categories, keys, businesses)
    _write_promotions(guide, keys, businesses)


def _write_businesses(
    guide: generated.Guide, categories: Mapping[tuple[str, str], int], cities: Mapping[int, int]
) -> dict[int, int]:
    from directory.models import Business  # noqa: PLC0415

    made = [
        Business(
            slug=row.slug,
            title_ru=row.name,
            title_kk=row.name_kk,
            category_id=categories["business", row.category],
            city_id=cities[row.city],
            address_ru=row.address,
            phones=[row.phone],
            latitude=row.lat,
            longitude=row.lon,
            description_ru=_paragraph(row.description),
            description_kk=_paragraph(row.description_kk),
            **_publication(row.moderation, guide.now),
        )
        for row in guide.businesses
    ]
    Business.objects.bulk_create(made, batch_size=_CHUNK)
    return {row.id: business.pk for row, business in zip(guide.businesses, made, strict=True)}


def _write_events(
    guide: generated.Guide,
    categories: Mapping[tuple[str, str], int],
    cities: Mapping[int, int],
    businesses: Mapping[int, int],
) -> None:
    from events.models import Event, EventDate  # noqa: PLC0415

    places = {row.id: row for row in guide.businesses}
    made = [
        Event(
            public_id=row.public_id,
            slug=row.slug,
            title_ru=row.title,
            title_kk=row.title_kk,
            summary_ru=row.summary,
            description_ru=_paragraph(row.description),
            description_kk=_paragraph(row.description_kk),
            category_id=categories["event", row.category],
            city_id=cities[row.city],
            organiser_id=businesses[row.business],
            place_ru=places[row.business].name,
            address_ru=places[row.business].address,
            price_kind="free" if row.is_free else "fixed",
            price_min=None if row.is_free else row.price_from,
            **_publication(row.moderation, row.created_at),
        )
        for row in guide.events
    ]
    Event.objects.bulk_create(made, batch_size=_CHUNK)
    dates = [
        EventDate(event_id=event.pk, starts_at=row.start_at, ends_at=row.end_at)
        for event, row in zip(made, guide.events, strict=True)
    ]
    EventDate.objects.bulk_create(dates, batch_size=_CHUNK)


def _write_promotions(guide: generated.Guide, cities: Mapping[int, int], businesses: Mapping[int, int]) -> None:
    from promos.models import Promotion  # noqa: PLC0415

    made = [
        Promotion(
            slug=row.slug,
            title_ru=row.title,
            title_kk=row.title_kk,
            description_ru=_paragraph(row.description),
            city_id=cities[row.city],
            business_id=businesses[row.business],
            valid_from=row.starts_at,
            valid_until=row.ends_at,
            discount_kind="percent",
            discount_value=row.discount,
            **_publication(row.moderation, row.created_at),
        )
        for row in guide.promotions
    ]
    Promotion.objects.bulk_create(made, batch_size=_CHUNK)


def _publication(moderation: str, published_at: Any) -> dict[str, Any]:
    if moderation != "approved":
        return {"live": False}
    return {"live": True, "first_published_at": published_at, "last_published_at": published_at}


def _paragraph(text: str) -> str:
    return f"<p>{text}</p>"


def _list_everything() -> None:
    from content.kinds import all_kinds  # noqa: PLC0415
    from content.parallel import rebuild_in_parallel  # noqa: PLC0415

    now = timezone.now()
    for kind in all_kinds():
        rebuild_in_parallel(kind.name, now=now, processes=os.cpu_count() or 1)


if __name__ == "__main__":
    main()
