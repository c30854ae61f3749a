"""Kazakh ornament: ram's horns, shanyrak, carpet, and things of felt and copper."""

from typing import Final

from demo.pictures.canvas import Pen, arc_points
from demo.pictures.emblems.tones import Emblem, Tones
from demo.pictures.palette import Colour


def horn(pen: Pen, x: float, y: float, size: float, side: float, colour: Colour) -> None:
    """Draw one ram's horn (koshkar muiz), curling outwards to ``side`` (1 or -1) from its foot at the point."""
    spiral = [
        (0.0, 0.9),
        (0.0, 0.1),
        (0.22, -0.46),
        (0.66, -0.5),
        (0.86, -0.16),
        (0.66, 0.14),
        (0.42, 0.04),
        (0.46, -0.16),
    ]
    pen.curve([(x + side * px * size, y + py * size) for px, py in spiral], size * 0.24, colour)


def koshkar(pen: Pen, tones: Tones) -> None:
    """Draw four pairs of horns around a rhombus."""
    pen.shape([(0, -0.98), (0.98, 0), (0, 0.98), (-0.98, 0)], tones.shade)
    pen.shape([(0, -0.86), (0.86, 0), (0, 0.86), (-0.86, 0)], tones.body)
    for turn in range(4):
        arm = pen.canvas.pen(pen.at((0, 0)), pen.length(0.5), turn=turn * 90)
        for side in (-1, 1):
            horn(arm, side * 0.1, -0.74, 0.62, side, tones.detail)
    pen.shape([(0, -0.2), (0.2, 0), (0, 0.2), (-0.2, 0)], tones.line)


def shanyrak(pen: Pen, tones: Tones) -> None:
    """Draw the crown of a yurt, seen from below."""
    for turn in range(0, 360, 15):
        inner, outer = (
            arc_points((0, 0), 0.72, 0.72, turn, turn, steps=1)[0],
            arc_points((0, 0), 0.96, 0.96, turn, turn, steps=1)[0],
        )
        pen.line([inner, outer], 0.05, tones.shade)
    pen.ring(0, 0, 0.72, 0.13, tones.body)
    for turn in (0, 90):
        arm = pen.canvas.pen(pen.at((0, 0)), pen.length(1), turn=turn)
        for bow in (-0.16, 0.0, 0.16):
            arm.curve([(-0.7, bow * 1.6), (0, bow * 0.9), (0.7, bow * 1.6)], 0.06, tones.detail)
    pen.disc(0, 0, 0.13, tones.line)


def carpet(pen: Pen, tones: Tones) -> None:
    """Draw a carpet with a border, three medallions and fringes."""
    for index in range(13):
        x = -0.54 + index * 0.09
        pen.line([(x, -0.96), (x, 0.96)], 0.02, tones.line)
    pen.box(-0.6, -0.86, 0.6, 0.86, tones.shade)
    for row in range(10):
        y = -0.79 + row * 0.175
        for x in (-0.53, 0.53):
            pen.shape([(x - 0.06, y), (x, y - 0.08), (x + 0.06, y), (x, y + 0.08)], tones.detail)
    pen.box(-0.45, -0.78, 0.45, 0.78, tones.body)
    for y in (-0.5, 0.0, 0.5):
        pen.shape([(-0.36, y), (0, y - 0.24), (0.36, y), (0, y + 0.24)], tones.detail)
        pen.shape([(-0.24, y), (0, y - 0.15), (0.24, y), (0, y + 0.15)], tones.line)
        for side in (-1, 1):
            horn(pen, side * 0.06, y + 0.01, 0.11, side, tones.detail)


def pottery(pen: Pen, tones: Tones) -> None:
    """Draw a vase on the wheel."""
    half = [(0.18, -0.84), (0.26, -0.72), (0.16, -0.52), (0.42, -0.14), (0.44, 0.2), (0.22, 0.56)]
    pen.oval(0, 0.66, 0.8, 0.16, tones.line)
    pen.oval(0, 0.61, 0.7, 0.12, tones.shade)
    pen.blob([*half, *((-x, y) for x, y in reversed(half))], tones.body)
    pen.blob(
        [(0.06, -0.8), (0.2, -0.7), (0.1, -0.5), (0.4, -0.1), (0.4, 0.2), (0.2, 0.52), (0.16, 0.1), (0.1, -0.3)],
        tones.shade,
    )
    pen.oval(0, -0.83, 0.24, 0.06, tones.line)
    pen.shape([(-0.42, -0.06), (0.42, -0.06), (0.45, 0.14), (-0.45, 0.14)], tones.detail)
    for index in range(5):
        x = -0.32 + index * 0.16
        pen.shape([(x - 0.08, 0.12), (x, -0.04), (x + 0.08, 0.12)], tones.line)


def bracelet(pen: Pen, tones: Tones) -> None:
    """Draw a copper bracelet with a stone."""
    pen.ring(0, 0.1, 0.6, 0.26, tones.body)
    pen.ring(0, 0.1, 0.68, 0.05, tones.shade)
    pen.ring(0, 0.1, 0.52, 0.03, tones.detail)
    for turn in range(0, 360, 24):
        (x, y) = arc_points((0, 0.1), 0.6, 0.6, turn, turn, steps=1)[0]
        pen.disc(x, y, 0.045, tones.line)
    pen.disc(0, -0.5, 0.3, tones.shade)
    pen.disc(0, -0.5, 0.22, tones.detail)
    pen.disc(-0.07, -0.57, 0.06, tones.body)


def yurt(pen: Pen, tones: Tones) -> None:
    """Draw a yurt with its ornament belt and door."""
    pen.shape(smooth_dome(), tones.body)
    pen.shape([(0.1, -0.52), (0.28, -0.46), (0.66, -0.02), (0.7, 0.62), (0.34, 0.62), (0.3, 0.0)], tones.shade)
    pen.box(-0.7, -0.02, 0.7, 0.1, tones.detail)
    for index in range(9):
        x = -0.62 + index * 0.155
        pen.shape([(x - 0.07, 0.09), (x, -0.01), (x + 0.07, 0.09)], tones.line)
    pen.box(-0.16, 0.14, 0.16, 0.62, tones.detail)
    pen.box(-0.11, 0.19, 0.11, 0.62, tones.line)
    pen.shape(arc_points((0, -0.52), 0.2, 0.12, 180, 360), tones.line)


def smooth_dome() -> list[tuple[float, float]]:
    """Return the outline of a yurt: roof curve and straight walls."""
    roof = [(-0.7, 0.0), (-0.6, -0.16), (-0.26, -0.46), (0, -0.56), (0.26, -0.46), (0.6, -0.16), (0.7, 0.0)]
    return [*roof, (0.7, 0.62), (-0.7, 0.62)]


EMBLEMS: Final[dict[str, Emblem]] = {
    "koshkar": koshkar,
    "shanyrak": shanyrak,
    "carpet": carpet,
    "pottery": pottery,
    "bracelet": bracelet,
    "yurt": yurt,
}
