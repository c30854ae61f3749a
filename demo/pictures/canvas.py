"""A canvas in logical units, drawn at twice the size and reduced, so that every edge is smooth."""

import math
from collections.abc import Sequence
from functools import cache
from io import BytesIO
from random import Random
from typing import Final, TypeAlias

from PIL import Image, ImageChops, ImageDraw

from demo.pictures.palette import Colour, mix

Point: TypeAlias = tuple[float, float]

WIDTH: Final = 1600
"""Units across a cover or a view."""
HEIGHT: Final = 900
"""Units down a cover or a view."""

_OVERSAMPLING: Final = 2
_GRAIN: Final = 5
_QUALITY: Final = 84


class Canvas:
    """A picture being drawn: ``width`` by ``height`` units, ``pixels`` wide when finished (by default one a unit)."""

    def __init__(self, *, width: int, height: int, ground: Colour, pixels: int | None = None) -> None:
        self.width, self.height = width, height
        self._wide, self._high = pixels or width, round((pixels or width) * height / width)
        self._scale = self._wide / width * _OVERSAMPLING
        self._image = Image.new("RGB", (self._wide * _OVERSAMPLING, self._high * _OVERSAMPLING), ground)
        self._draw = ImageDraw.Draw(self._image, "RGBA")

    def gradient(self, colours: Sequence[Colour], *, top: float = 0, bottom: float | None = None) -> None:
        """Fill a horizontal band, the whole canvas by default, from the first colour down to the last."""
        end = self.height if bottom is None else bottom
        first_row, last_row = round(top * self._scale), round(end * self._scale)
        rows = max(last_row - first_row, 2)
        column = Image.new("RGB", (1, rows))
        steps = len(colours) - 1
        for row in range(rows):
            place = row / (rows - 1) * steps
            index = min(int(place), steps - 1)
            column.putpixel((0, row), mix(colours[index], colours[index + 1], place - index))
        self._image.paste(column.resize((self._image.width, rows), Image.Resampling.NEAREST), (0, first_row))

    def glow(self, centre: Point, radius: float, colour: Colour, *, strength: float = 0.6) -> None:
        """Lighten a round area that fades out to its edge."""
        side = max(round(radius * 2 * self._scale), 2)
        mask = _fading_disc().resize((side, side), Image.Resampling.BILINEAR).point(_scaled(strength))
        corner = (round((centre[0] - radius) * self._scale), round((centre[1] - radius) * self._scale))
        self._image.paste(colour, (*corner, corner[0] + side, corner[1] + side), mask)

    def polygon(self, points: Sequence[Point], colour: Colour, *, opacity: float = 1) -> None:
        """Fill a closed outline."""
        self._draw.polygon(
            [(x * self._scale, y * self._scale) for x, y in points], fill=(*colour, round(255 * opacity))
        )

    def disc(self, centre: Point, radius: float, colour: Colour, *, opacity: float = 1) -> None:
        """Fill a circle."""
        x, y, r = centre[0] * self._scale, centre[1] * self._scale, radius * self._scale
        self._draw.ellipse((x - r, y - r, x + r, y + r), fill=(*colour, round(255 * opacity)))

    def box(self, left: float, top: float, right: float, bottom: float, colour: Colour, *, opacity: float = 1) -> None:
        """Fill an upright rectangle."""
        self.polygon([(left, top), (right, top), (right, bottom), (left, bottom)], colour, opacity=opacity)

    def stroke(self, points: Sequence[Point], width: float, colour: Colour, *, opacity: float = 1) -> None:
        """Draw a line with round joints; translucent lines have flat ends, because discs would show through."""
        scaled = [(x * self._scale, y * self._scale) for x, y in points]
        fill = (*colour, round(255 * opacity))
        self._draw.line(scaled, fill=fill, width=max(round(width * self._scale), 1), joint="curve")
        if opacity == 1:
            for point in (points[0], points[-1]):
                self.disc(point, width / 2, colour)

    def pen(self, centre: Point, size: float, *, turn: float = 0, mirrored: bool = False) -> "Pen":
        """Return a pen whose unit circle lies around ``centre`` with radius ``size``, turned by degrees."""
        return Pen(self, centre, size, turn=turn, mirrored=mirrored)

    def finish(self, *, grain: bool = True) -> Image.Image:
        """Return the finished picture, reduced, with a little paper grain and slightly darker edges."""
        reduced = self._image.reduce(_OVERSAMPLING)
        if not grain:
            return reduced
        shaded = ImageChops.multiply(reduced, _edges(self._wide, self._high))
        return ImageChops.add(shaded, _paper(self._wide, self._high), 1, -_GRAIN)


class Pen:
    """Draws in the unit circle of a motif; points are turned, scaled and moved onto the canvas."""

    def __init__(self, canvas: Canvas, centre: Point, size: float, *, turn: float, mirrored: bool) -> None:
        self.canvas, self._centre, self._size = canvas, centre, size
        self._cos, self._sin = math.cos(math.radians(turn)), math.sin(math.radians(turn))
        self._flip = -1 if mirrored else 1

    def at(self, point: Point) -> Point:
        """Return the place of a point of the unit circle on the canvas."""
        x, y = point[0] * self._flip * self._size, point[1] * self._size
        return self._centre[0] + x * self._cos - y * self._sin, self._centre[1] + x * self._sin + y * self._cos

    def length(self, units: float) -> float:
        """Return a length of the unit circle on the canvas."""
        return units * self._size

    def shape(self, points: Sequence[Point], colour: Colour, *, opacity: float = 1) -> None:
        """Fill a closed outline of straight sides."""
        self.canvas.polygon([self.at(point) for point in points], colour, opacity=opacity)

    def blob(self, points: Sequence[Point], colour: Colour, *, opacity: float = 1) -> None:
        """Fill a smooth closed outline through the points."""
        self.shape(smooth(points, closed=True), colour, opacity=opacity)

    def disc(self, x: float, y: float, radius: float, colour: Colour, *, opacity: float = 1) -> None:
        """Fill a circle."""
        self.canvas.disc(self.at((x, y)), radius * self._size, colour, opacity=opacity)

    def oval(self, x: float, y: float, width: float, height: float, colour: Colour, *, opacity: float = 1) -> None:
        """Fill an ellipse of these half-axes."""
        self.shape(arc_points((x, y), width, height, 0, 360), colour, opacity=opacity)

    def ring(self, x: float, y: float, radius: float, width: float, colour: Colour) -> None:
        """Draw a circle line."""
        self.line([*arc_points((x, y), radius, radius, 0, 360), (x + radius, y)], width, colour)

    def box(self, left: float, top: float, right: float, bottom: float, colour: Colour, *, round_by: float = 0) -> None:
        """Fill a rectangle, with rounded corners where ``round_by`` is given."""
        if not round_by:
            self.shape([(left, top), (right, top), (right, bottom), (left, bottom)], colour)
            return
        corners = ((right, top, -90), (right, bottom, 0), (left, bottom, 90), (left, top, 180))
        outline: list[Point] = []
        for x, y, start in corners:
            inner = (x - round_by if x == right else x + round_by, y + round_by if y == top else y - round_by)
            outline += arc_points(inner, round_by, round_by, start, start + 90, steps=8)
        self.shape(outline, colour)

    def line(self, points: Sequence[Point], width: float, colour: Colour, *, opacity: float = 1) -> None:
        """Draw a line with round ends; ``width`` in units of the motif."""
        self.canvas.stroke([self.at(point) for point in points], width * self._size, colour, opacity=opacity)

    def curve(self, points: Sequence[Point], width: float, colour: Colour) -> None:
        """Draw a smooth line through the points."""
        self.line(smooth(points, closed=False), width, colour)


def smooth(points: Sequence[Point], *, closed: bool, steps: int = 10) -> list[Point]:
    """Return points of the Catmull-Rom curve through the given ones."""
    count = len(points)
    segments = count if closed else count - 1
    curve: list[Point] = []
    for index in range(segments):
        before = points[(index - 1) % count] if closed or index else points[0]
        start, end = points[index], points[(index + 1) % count]
        after = points[(index + 2) % count] if closed or index + 2 < count else end
        curve += [_catmull_rom(before, start, end, after, step / steps) for step in range(steps)]
    return curve if closed else [*curve, points[-1]]


def arc_points(centre: Point, width: float, height: float, start: float, end: float, *, steps: int = 64) -> list[Point]:
    """Return points of an elliptic arc between two angles in degrees (0 is right, 90 is down)."""
    angles = (math.radians(start + (end - start) * step / steps) for step in range(steps + 1))
    return [(centre[0] + width * math.cos(angle), centre[1] + height * math.sin(angle)) for angle in angles]


def jpeg(image: Image.Image) -> bytes:
    """Encode a finished picture."""
    buffer = BytesIO()
    image.save(buffer, "JPEG", quality=_QUALITY, subsampling=2)
    return buffer.getvalue()


def _catmull_rom(before: Point, start: Point, end: Point, after: Point, t: float) -> Point:
    def along(a: float, b: float, c: float, d: float) -> float:
        return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)

    return along(before[0], start[0], end[0], after[0]), along(before[1], start[1], end[1], after[1])


def _scaled(strength: float) -> list[int]:
    return [round(value * strength) for value in range(256)]


@cache
def _fading_disc() -> Image.Image:
    # The gradient reaches 179 at the middle of its sides; the square of the fall-off looks like light.
    curve = [round(255 * max(0.0, 1 - value / 178) ** 2) for value in range(256)]
    return Image.radial_gradient("L").point(curve)


@cache
def _paper(width: int, height: int) -> Image.Image:
    noise = Random(47).randbytes(width * height)  # noqa: S311 - the grain of paper is no secret
    return (
        Image.frombytes("L", (width, height), noise)
        .point([value * 2 * _GRAIN // 255 for value in range(256)])
        .convert("RGB")
    )


@cache
def _edges(width: int, height: int) -> Image.Image:
    curve = [round(255 * (1 - 0.28 * (value / 255) ** 3)) for value in range(256)]
    return Image.radial_gradient("L").resize((width, height), Image.Resampling.BICUBIC).point(curve).convert("RGB")
