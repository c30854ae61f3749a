"""The city that a read is about."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings

from api.asked import Asked
from api.fields import NothingMatchesError
from content.generations import Dependency, generations
from content.models import City

CITIES: Final = Dependency(City._meta.db_table)


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """A visible city, or all of them when ``city``, a primary key, is ``None``; ``zone`` is where days begin."""

    city: int | None
    slug: str | None
    zone: ZoneInfo


class _KnownCities:
    """The visible cities by slug and by id, read again when one of them has changed."""

    def __init__(self) -> None:
        self._known: tuple[tuple[int, ...], Mapping[UUID | str, Place]] = ((), {})

    def find(self, key: UUID | str) -> Place | None:
        token = generations().token((CITIES,))
        if self._known[0] != token:
            self._known = (token, self._read())
        return self._known[1].get(key)

    def forget(self) -> None:
        self._known = ((), {})

    def _read(self) -> Mapping[UUID | str, Place]:
        rows = City.objects.filter(is_active=True).values_list("pk", "public_id", "slug", "time_zone")
        places = ((row[1:3], Place(city=row[0], slug=row[2], zone=ZoneInfo(row[3]))) for row in rows)
        return {key: place for keys, place in places for key in keys}


known_cities: Final = _KnownCities()


def asked_place(asked: Asked) -> Place:
    """Return the city of the parameters ``city`` and ``cityId``.

    Raises ``NothingMatchesError`` for a city that does not exist or is hidden, and when the two name different ones.
    Without either, days are those of the first city's time zone.
    """
    wanted = {value for name in ("city", "cityId") if (value := asked.get(name)) is not None}
    if not wanted:
        return Place(city=None, slug=None, zone=ZoneInfo(settings.TIME_ZONE))
    found = {known_cities.find(value) for value in wanted}
    place = found.pop()
    if place is None or found:
        raise NothingMatchesError
    return place
