from random import Random

import pytest

from content.areas import Box, Circle, box_around


def test_a_box_holds_its_circle_and_little_more() -> None:
    found = box_around(Circle(latitude=47.79, longitude=67.71, radius=3000))
    assert (round(found.south, 3), round(found.north, 3)) == (47.763, 47.817)
    assert (round(found.west, 3), round(found.east, 3)) == (67.67, 67.75)


@pytest.mark.parametrize(("latitude", "longitude"), [(89.99, 10.0), (-89.99, 10.0), (47.0, 179.99), (0.0, -179.99)])
def test_next_to_a_pole_or_the_date_line_it_reaches_around_the_earth(latitude: float, longitude: float) -> None:
    found = box_around(Circle(latitude=latitude, longitude=longitude, radius=5000))
    assert (found.west, found.east) == (-180.0, 180.0)
    assert -90.0 <= found.south <= latitude <= found.north <= 90.0


def test_two_boxes_share_what_both_hold() -> None:
    one, other = Box(south=1, west=1, north=3, east=3), Box(south=2, west=0, north=4, east=2)
    assert one.within(other) == Box(south=2, west=1, north=3, east=2)
    assert one.within(None) == one


def test_radius_never_leaves_the_earth() -> None:
    chance = Random(3)  # noqa: S311 - examples
    for _ in range(200):
        circle = Circle(
            latitude=chance.uniform(-90, 90), longitude=chance.uniform(-180, 180), radius=chance.randint(1, 200_000)
        )
        found = box_around(circle)
        assert found.south <= circle.latitude <= found.north
        assert found.west <= circle.longitude <= found.east
