"""The city that a read is about."""

from dataclasses import dataclass
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Q

from api.asked import Asked
from api.fields import NothingMatchesError
from content.models import City


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """A visible city, or all of them when ``city`` is ``None``; ``zone`` is where "a day" begins and ends."""

    city: UUID | None
    slug: str | None
    zone: ZoneInfo


def asked_place(asked: Asked) -> Place:
    """Return the city of the parameters ``city`` and ``cityId``, in at most one query.

    Raises ``NothingMatchesError`` for a city that does not exist or is hidden, and when the two name different ones.
    Without either, days are those of the first city's time zone.
    """
    wanted = [value for name in ("city", "cityId") if (value := asked.get(name)) is not None]
    if not wanted:
        return Place(city=None, slug=None, zone=ZoneInfo(settings.TIME_ZONE))
    condition = Q(is_active=True)
    for value in wanted:
        condition &= is_city(value)
    row = City.objects.filter(condition).values_list("public_id", "slug", "time_zone").first()
    if row is None:
        raise NothingMatchesError
    public_id, slug, time_zone = row
    return Place(city=public_id, slug=slug, zone=ZoneInfo(time_zone))


def is_city(value: UUID | str, *, path: str = "") -> Q:
    """Return the condition that a city, or the city at the end of ``path`` (``city__``), has this id or slug."""
    return Q(**{f"{path}public_id" if isinstance(value, UUID) else f"{path}slug": value})
