"""Emblems of the table."""

from typing import Final

from demo.pictures.canvas import Pen, arc_points
from demo.pictures.emblems.ornament import horn
from demo.pictures.emblems.tones import Emblem, Tones
from demo.pictures.palette import Colour


def steam(pen: Pen, x: float, y: float, colour: Colour) -> None:
    """Draw a wisp of steam rising from a point."""
    pen.curve([(x, y), (x + 0.06, y - 0.1), (x - 0.04, y - 0.2), (x + 0.04, y - 0.32), (x, y - 0.4)], 0.045, colour)


def piala(pen: Pen, tones: Tones) -> None:
    """Draw a tea bowl with an ornament."""
    for x in (-0.22, 0.0, 0.22):
        steam(pen, x, -0.26, tones.detail)
    pen.shape([*arc_points((0, -0.1), 0.72, 0.74, 0, 180), (-0.72, -0.1)], tones.body)
    pen.shape([*arc_points((0, -0.1), 0.72, 0.74, 0, 62), (0.2, 0.56), (0.36, -0.1)], tones.shade)
    pen.box(-0.26, 0.6, 0.26, 0.78, tones.shade, round_by=0.03)
    pen.oval(0, -0.1, 0.72, 0.13, tones.line)
    pen.oval(0, -0.09, 0.6, 0.09, tones.detail)
    for side in (-1, 1):
        horn(pen, side * 0.2, 0.28, 0.2, side, tones.detail)


def teapot(pen: Pen, tones: Tones) -> None:
    """Draw a samovar teapot and two bowls."""
    pen.line(arc_points((-0.5, 0.1), 0.26, 0.26, 100, 260), 0.08, tones.line)
    pen.blob([(0.3, 0.2), (0.62, 0.06), (0.76, -0.3), (0.88, -0.3), (0.74, 0.2), (0.4, 0.42)], tones.shade)
    pen.blob([(-0.5, 0.1), (-0.3, -0.3), (0.3, -0.3), (0.5, 0.1), (0.34, 0.5), (-0.34, 0.5)], tones.body)
    pen.shape(arc_points((0, -0.3), 0.3, 0.2, 180, 360), tones.shade)
    pen.disc(0, -0.54, 0.08, tones.detail)
    for side in (-1, 1):
        horn(pen, side * 0.16, 0.12, 0.18, side, tones.detail)
    for x in (-0.5, 0.52):
        pen.shape(arc_points((x, 0.56), 0.26, 0.28, 0, 180), tones.detail)
        pen.oval(x, 0.56, 0.26, 0.05, tones.line)


def pot(pen: Pen, tones: Tones) -> None:
    """Draw a kazan over the fire."""
    for x, height in ((-0.3, 0.2), (0.0, 0.3), (0.3, 0.2)):
        pen.blob([(x, 0.9), (x - 0.15, 0.72), (x, 0.66 - height), (x + 0.15, 0.72)], tones.detail)
    pen.shape([*arc_points((0, -0.08), 0.74, 0.66, 0, 180), (-0.74, -0.08)], tones.body)
    pen.shape([*arc_points((0, -0.08), 0.74, 0.66, 0, 58), (0.2, 0.46), (0.4, -0.08)], tones.shade)
    pen.box(-0.84, -0.18, 0.84, -0.04, tones.line, round_by=0.06)
    pen.shape(arc_points((0, -0.18), 0.6, 0.32, 180, 360), tones.shade)
    pen.disc(0, -0.54, 0.09, tones.line)
    for side in (-1, 1):
        pen.line(arc_points((side * 0.84, 0.06), 0.12, 0.14, -90, 90), 0.06, tones.line)


def noodles(pen: Pen, tones: Tones) -> None:
    """Draw a bowl of noodles with chopsticks."""
    for index, x in enumerate((-0.34, -0.18, -0.02, 0.14)):
        sway = 0.05 if index % 2 else -0.05
        pen.curve([(x, 0.1), (x + sway, -0.14), (x - sway, -0.36), (x + 0.12, -0.6)], 0.075, tones.detail)
    for shift in (0.0, 0.12):
        pen.line([(-0.5, -0.52 - shift), (0.82, -0.66 - shift)], 0.05, tones.line)
    pen.shape([*arc_points((0, 0.06), 0.74, 0.7, 0, 180), (-0.74, 0.06)], tones.body)
    pen.shape([*arc_points((0, 0.06), 0.74, 0.7, 0, 60), (0.22, 0.66), (0.4, 0.06)], tones.shade)
    pen.box(-0.8, 0.0, 0.8, 0.14, tones.shade, round_by=0.06)
    for index in range(7):
        x = -0.54 + index * 0.18
        pen.shape([(x - 0.09, 0.34), (x, 0.22), (x + 0.09, 0.34), (x, 0.46)], tones.detail)


def coffee(pen: Pen, tones: Tones) -> None:
    """Draw a cup of coffee."""
    for x in (-0.2, 0.06):
        steam(pen, x, -0.38, tones.detail)
    pen.line(arc_points((0.46, 0.04), 0.24, 0.22, -100, 100), 0.1, tones.shade)
    pen.blob([(-0.6, -0.3), (0.5, -0.3), (0.5, 0.2), (0.28, 0.5), (-0.38, 0.5), (-0.6, 0.2)], tones.body)
    pen.shape([(0.16, -0.3), (0.5, -0.3), (0.5, 0.2), (0.3, 0.48), (0.02, 0.48)], tones.shade)
    pen.oval(-0.05, -0.3, 0.55, 0.13, tones.line)
    pen.oval(-0.05, -0.29, 0.44, 0.09, tones.detail)
    pen.oval(-0.05, 0.6, 0.78, 0.12, tones.shade)
    pen.oval(-0.05, 0.57, 0.66, 0.08, tones.body)


def cake(pen: Pen, tones: Tones) -> None:
    """Draw a cake of three tiers with a candle."""
    for half, top, bottom, tone in (
        (0.72, 0.34, 0.78, tones.body),
        (0.52, -0.06, 0.36, tones.shade),
        (0.32, -0.4, -0.04, tones.body),
    ):
        pen.box(-half, top, half, bottom, tone, round_by=0.05)
        drops = round(half * 10)
        for index in range(drops):
            x = -half + (index + 0.5) * 2 * half / drops
            length = 0.1 + 0.07 * (index % 3)
            pen.box(x - half / drops, top, x + half / drops, top + length, tones.detail, round_by=0.05)
        pen.box(-half, top - 0.02, half, top + 0.06, tones.detail, round_by=0.03)
    pen.box(-0.05, -0.72, 0.05, -0.4, tones.line)
    pen.blob([(0, -0.98), (0.08, -0.82), (0, -0.74), (-0.08, -0.82)], tones.detail)


def feast(pen: Pen, tones: Tones) -> None:
    """Draw a great dish seen from above, with bowls around it."""
    pen.disc(0, 0, 0.62, tones.body)
    pen.ring(0, 0, 0.52, 0.04, tones.shade)
    pen.disc(0, 0, 0.42, tones.detail)
    for turn in range(0, 360, 60):
        (x, y), (inner_x, inner_y) = (
            arc_points((0, 0), 0.82, 0.82, turn, turn + 30, steps=1)[0],
            arc_points((0, 0), 0.24, 0.24, turn, turn, steps=1)[0],
        )
        pen.disc(x, y, 0.16, tones.shade)
        pen.disc(x, y, 0.11, tones.detail)
        pen.oval(inner_x, inner_y, 0.13, 0.08, tones.line)
    pen.disc(0, 0, 0.1, tones.body)


def mug(pen: Pen, tones: Tones) -> None:
    """Draw a travel mug."""
    pen.shape([(-0.42, -0.5), (0.42, -0.5), (0.32, 0.84), (-0.32, 0.84)], tones.body)
    pen.shape([(0.12, -0.5), (0.42, -0.5), (0.32, 0.84), (0.08, 0.84)], tones.shade)
    pen.box(-0.5, -0.66, 0.5, -0.46, tones.line, round_by=0.06)
    pen.box(-0.4, -0.8, 0.4, -0.64, tones.line, round_by=0.06)
    pen.shape([(-0.4, -0.06), (0.4, -0.06), (0.36, 0.42), (-0.36, 0.42)], tones.detail)
    for side in (-1, 1):
        horn(pen, side * 0.12, 0.2, 0.15, side, tones.line)


EMBLEMS: Final[dict[str, Emblem]] = {
    "piala": piala,
    "teapot": teapot,
    "pot": pot,
    "noodles": noodles,
    "coffee": coffee,
    "cake": cake,
    "feast": feast,
    "mug": mug,
}
