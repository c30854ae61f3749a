"""How parameters are read that are numbers or made of numbers: prices, ages, places, areas, months."""

import re
from datetime import date
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.forms import Field
from django.utils.translation import gettext_lazy as _

from content.areas import Box, Circle

DEFAULT_RADIUS: Final = 3000
MAX_RADIUS: Final = 200_000
MAX_PRICE: Final = 1_000_000_000
MAX_AGE: Final = 120
_DIGITS: Final = re.compile(r"[0-9]{1,12}", re.ASCII)
_NUMBER: Final = re.compile(r"[+-]?[0-9]{1,3}(?:\.[0-9]{0,20})?", re.ASCII)
_DISTANCE: Final = re.compile(r"([0-9]{1,9}(?:\.[0-9]{1,9})?)\s*(km|m|)", re.ASCII)
_MONTH: Final = re.compile(r"([0-9]{4})-([0-9]{2})", re.ASCII)
_MOST_LATITUDE: Final = 90
_MOST_LONGITUDE: Final = 180
_METRES: Final = {"km": 1000, "m": 1, "": 1}
_YEARS: Final = range(1900, 2201)
_MONTHS: Final = range(1, 13)


class AmountField(Field):
    """A whole number from 0 on."""

    def __init__(self, *, most: int, **options: Any) -> None:
        super().__init__(**options)
        self.most = most

    def clean(self, value: str) -> int:
        """Return the number."""
        if not _DIGITS.fullmatch(value) or int(value) > self.most:
            raise ValidationError(_("Нужно целое число от 0 до %(most)s."), params={"most": self.most})
        return int(value)


class PlaceField(Field):
    """``latitude,longitude`` in degrees."""

    def clean(self, value: str) -> tuple[float, float]:
        """Return the degrees."""
        numbers = _degrees(value, count=2)
        if numbers is None or abs(numbers[0]) > _MOST_LATITUDE or abs(numbers[1]) > _MOST_LONGITUDE:
            raise ValidationError(_("Нужны широта и долгота через запятую: 47.79,67.71."))
        return numbers[0], numbers[1]


class RadiusField(Field):
    """A distance in metres, or with a unit."""

    def clean(self, value: str) -> int:
        """Return whole metres."""
        found = _DISTANCE.fullmatch(value.lower())
        metres = float(found[1]) * _METRES[found[2]] if found else 0.0
        if not 1 <= metres <= MAX_RADIUS:
            raise ValidationError(
                _("Нужно расстояние в метрах или с единицей: 500, 500m, 3km, не больше %(most)s км."),
                params={"most": MAX_RADIUS // 1000},
            )
        return round(metres)


class BoxField(Field):
    """``west,south,east,north`` in degrees, as GeoJSON orders them."""

    def clean(self, value: str) -> Box:
        """Return the box."""
        numbers = _degrees(value, count=4)
        if numbers is not None:
            west, south, east, north = numbers
            if -_MOST_LONGITUDE <= west <= east <= _MOST_LONGITUDE and (
                -_MOST_LATITUDE <= south <= north <= _MOST_LATITUDE
            ):
                return Box(south=south, west=west, north=north, east=east)
        raise ValidationError(_("Нужны край на западе, юге, востоке и севере через запятую: 67.6,47.7,67.8,47.9."))


class MonthField(Field):
    """A month of a year."""

    def clean(self, value: str) -> date:
        """Return its first day."""
        found = _MONTH.fullmatch(value)
        if found is None or int(found[1]) not in _YEARS or int(found[2]) not in _MONTHS:
            raise ValidationError(_("Нужен месяц: 2026-12."))
        return date(int(found[1]), int(found[2]), 1)


def circle_of(place: tuple[float, float] | None, radius: int | None) -> Circle | None:
    """Return the circle that ``near`` and ``radius`` ask for, ``None`` without a place."""
    if place is None:
        return None
    return Circle(latitude=place[0], longitude=place[1], radius=radius or DEFAULT_RADIUS)


def _degrees(text: str, *, count: int) -> list[float] | None:
    parts = [part.strip() for part in text[:200].split(",")]
    if len(parts) != count or not all(map(_NUMBER.fullmatch, parts)):
        return None
    return [float(part) for part in parts]
