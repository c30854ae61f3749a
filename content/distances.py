"""Distances and areas as the database computes them.

The criteria of a kind that is looked for on a map hold ``south``, ``west``, ``north`` and ``east`` in degrees,
``near_latitude``, ``near_longitude`` and a ``radius`` in metres, ``None`` where nothing is asked.
"""

from typing import Any

from django.db.models import F, FloatField, IntegerField, Q, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import ASin, Cast, Cos, Least, Power, Radians, Sin, Sqrt
from django.db.models.lookups import LessThanOrEqual

from content.areas import EARTH_RADIUS_M, Box, Circle, box_around


def area_criteria(*, box: Box | None, circle: Circle | None) -> dict[str, Any]:
    """Return the criteria of a box, a circle or what they share, by name.

    A circle has a box too, because a box is what an index understands.
    """
    edges = box if circle is None else box_around(circle).within(box)
    found: dict[str, Any] = {}
    if edges is not None:
        found |= {name: getattr(edges, name) for name in ("south", "west", "north", "east")}
    if circle is not None:
        found |= {"near_latitude": circle.latitude, "near_longitude": circle.longitude, "radius": circle.radius}
    return found


def in_area(criteria: Any, *, path: str = "") -> Q:
    """Return the condition of the columns ``latitude`` and ``longitude``, to which ``path`` leads."""
    wanted = Q()
    if criteria.south is not None:
        wanted &= Q(**{f"{path}latitude__gte": criteria.south, f"{path}latitude__lte": criteria.north})
        wanted &= Q(**{f"{path}longitude__gte": criteria.west, f"{path}longitude__lte": criteria.east})
    if criteria.near_latitude is not None:
        wanted &= Q(LessThanOrEqual(metres(criteria, path=path), criteria.radius))
    return wanted


def metres(criteria: Any, *, path: str = "") -> Combinable:
    """Return the distance from the asked place in whole metres, by the haversine formula."""
    latitude, longitude = F(f"{path}latitude"), F(f"{path}longitude")
    asked_latitude = Value(criteria.near_latitude, output_field=FloatField())
    asked_longitude = Value(criteria.near_longitude, output_field=FloatField())
    north_south = Power(Sin(Radians(latitude - asked_latitude) / 2.0), 2.0)
    east_west = Power(Sin(Radians(longitude - asked_longitude) / 2.0), 2.0)
    chord = north_south + Cos(Radians(latitude)) * Cos(Radians(asked_latitude)) * east_west
    way = ASin(Least(Sqrt(chord), 1.0)) * (2 * EARTH_RADIUS_M)
    # PostgreSQL rounds where Python would cut off.
    return Cast(way, IntegerField())
