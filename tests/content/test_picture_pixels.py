import pytest

from content.picture_pixels import Pixels, Point


def pixels(orientation: int, source: tuple[int, int] = (400, 200), size: tuple[int, int] = (400, 200)) -> Pixels:
    return Pixels(
        data=b"",
        extension="jpg",
        width=size[0],
        height=size[1],
        source_width=source[0],
        source_height=source[1],
        orientation=orientation,
    )


@pytest.mark.parametrize(
    ("orientation", "expected"),
    [
        (1, (50, 20, 40, 10)),
        (2, (350, 20, 40, 10)),
        (3, (350, 180, 40, 10)),
        (4, (50, 180, 40, 10)),
        (5, (20, 50, 10, 40)),
        (6, (180, 50, 10, 40)),
        (7, (180, 350, 10, 40)),
        (8, (20, 350, 10, 40)),
    ],
)
def test_a_point_is_turned_with_its_picture(orientation: int, expected: tuple[int, int, int, int]) -> None:
    size = (400, 200) if orientation <= 4 else (200, 400)
    moved = pixels(orientation, size=size).moved(Point(x=50, y=20, width=40, height=10))
    assert moved == Point(x=expected[0], y=expected[1], width=expected[2], height=expected[3])


def test_a_point_is_scaled_with_its_picture() -> None:
    moved = pixels(6, source=(8000, 4000), size=(2000, 4000)).moved(Point(x=1000, y=400, width=600, height=1))
    assert moved == Point(x=1800, y=500, width=1, height=300)
