"""Areas of the map that readers ask for: pure."""

import math
from dataclasses import dataclass
from typing import Final

EARTH_RADIUS_M: Final = 6_371_008.8
# Rounding must never cut off what is exactly at the edge of a circle.
_SLACK: Final = 1e-6
_QUARTER: Final = 90.0
_HALF: Final = 180.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Circle:
    """A place and a radius around it in whole metres."""

    latitude: float
    longitude: float
    radius: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Box:
    """Degrees, all four edges included."""

    south: float
    west: float
    north: float
    east: float

    def within(self, other: "Box | None") -> "Box":
        """Return what two boxes share: nothing is in it where south lies north of north, or west east of east."""
        if other is None:
            return self
        return Box(
            south=max(self.south, other.south),
            west=max(self.west, other.west),
            north=min(self.north, other.north),
            east=min(self.east, other.east),
        )


def box_around(circle: Circle) -> Box:
    """Return a box that holds a circle. Next to a pole, and across the date line, it reaches around the earth."""
    reach = math.degrees(circle.radius / EARTH_RADIUS_M) + _SLACK
    south, north = circle.latitude - reach, circle.latitude + reach
    if south <= -_QUARTER or north >= _QUARTER:
        return Box(south=max(south, -_QUARTER), west=-_HALF, north=min(north, _QUARTER), east=_HALF)
    angle = math.sin(math.radians(reach)) / math.cos(math.radians(circle.latitude))
    sideways = math.degrees(math.asin(min(1.0, angle))) + _SLACK
    west, east = circle.longitude - sideways, circle.longitude + sideways
    if west < -_HALF or east > _HALF:
        west, east = -_HALF, _HALF
    return Box(south=south, west=west, north=north, east=east)
