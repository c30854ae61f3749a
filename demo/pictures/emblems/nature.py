"""Emblems of animals, plants, water and sky."""

from typing import Final

from demo.pictures.canvas import Pen, arc_points
from demo.pictures.emblems.tones import Emblem, Tones


def antelope(pen: Pen, tones: Tones) -> None:
    """Draw the head of a saiga with lyre-shaped horns."""
    for side in (-1, 1):
        pen.curve(
            [(side * 0.12, -0.3), (side * 0.34, -0.56), (side * 0.3, -0.8), (side * 0.2, -0.96)], 0.09, tones.detail
        )
        for step in range(4):
            x, y = 0.2 + step * 0.045, -0.4 - step * 0.085
            pen.line([(side * (x - 0.05), y), (side * (x + 0.05), y - 0.03)], 0.022, tones.line)
        pen.blob([(side * 0.22, -0.24), (side * 0.58, -0.32), (side * 0.52, -0.12), (side * 0.24, -0.08)], tones.shade)
    half = [(0.16, -0.36), (0.28, -0.1), (0.24, 0.2), (0.26, 0.5), (0.2, 0.78), (0.08, 0.86)]
    pen.blob([*half, *((-x, y) for x, y in reversed(half))], tones.body)
    pen.blob([(0, -0.34), (0.1, 0), (0.1, 0.5), (0, 0.84), (-0.1, 0.5), (-0.1, 0)], tones.shade)
    for side in (-1, 1):
        pen.disc(side * 0.17, 0.0, 0.055, tones.line)
        pen.oval(side * 0.11, 0.68, 0.06, 0.09, tones.line)


def eagle(pen: Pen, tones: Tones) -> None:
    """Draw an eagle with spread wings, its head turned aside."""
    for side in (-1, 1):
        wing = [(0.06, -0.16), (0.3, -0.4), (0.62, -0.62), (0.98, -0.7)]
        wing += [
            (0.84, -0.5),
            (0.96, -0.42),
            (0.78, -0.28),
            (0.86, -0.18),
            (0.66, -0.08),
            (0.7, 0.04),
            (0.5, 0.1),
            (0.48, 0.24),
            (0.28, 0.24),
            (0.08, 0.36),
        ]
        pen.shape([(side * x, y) for x, y in wing], tones.body)
        under = [(0.1, 0.0), (0.34, -0.16), (0.66, -0.3), (0.56, -0.08), (0.4, 0.1), (0.1, 0.3)]
        pen.shape([(side * x, y) for x, y in under], tones.shade)
    pen.shape(
        [(-0.13, 0.36), (0.13, 0.36), (0.3, 0.86), (0.12, 0.78), (0, 0.92), (-0.12, 0.78), (-0.3, 0.86)], tones.shade
    )
    pen.blob([(0, -0.3), (0.17, -0.08), (0.17, 0.3), (0, 0.54), (-0.17, 0.3), (-0.17, -0.08)], tones.body)
    pen.blob([(-0.14, -0.2), (-0.12, -0.5), (0.06, -0.62), (0.2, -0.5), (0.16, -0.2)], tones.detail)
    pen.blob([(0.14, -0.54), (0.3, -0.5), (0.36, -0.34), (0.28, -0.38), (0.16, -0.4)], tones.line)
    pen.disc(0.08, -0.48, 0.035, tones.line)


def paw(pen: Pen, tones: Tones) -> None:
    """Draw a paw print with a heart in it."""
    for x, y, turn in ((-0.52, -0.1, -20), (-0.2, -0.5, -8), (0.2, -0.5, 8), (0.52, -0.1, 20)):
        toe = pen.canvas.pen(pen.at((x, y)), pen.length(1), turn=turn)
        toe.oval(0, 0, 0.16, 0.22, tones.body)
    pad = [(0, -0.08), (0.3, 0.06), (0.5, 0.44), (0.36, 0.72), (0, 0.64), (-0.36, 0.72), (-0.5, 0.44), (-0.3, 0.06)]
    pen.blob(pad, tones.body)
    pen.blob(heart_points(0, 0.36, 0.2), tones.detail)


def heart_points(x: float, y: float, size: float) -> list[tuple[float, float]]:
    """Return points of a heart around a centre, for a smooth outline."""
    right = [(0, -0.5), (0.4, -0.86), (0.92, -0.66), (0.96, -0.1), (0.5, 0.5), (0.04, 0.92)]
    left = [(-px, py) for px, py in reversed(right[1:])]
    return [(x + px * size, y + py * size) for px, py in (*right, *left)]


def heart(pen: Pen, tones: Tones) -> None:
    """Draw a heart with its pulse."""
    pen.blob(heart_points(0, 0, 0.86), tones.body)
    pen.blob(heart_points(0.12, 0.04, 0.7), tones.shade)
    pulse = [(-0.92, 0.02), (-0.34, 0.02), (-0.2, -0.2), (-0.02, 0.36), (0.14, -0.42), (0.28, 0.02), (0.92, 0.02)]
    pen.line(pulse, 0.075, tones.detail)


def drop(pen: Pen, tones: Tones) -> None:
    """Draw a drop in open hands."""
    pen.blob(
        [(0, -0.94), (0.2, -0.5), (0.42, -0.12), (0.36, 0.24), (0, 0.42), (-0.36, 0.24), (-0.42, -0.12), (-0.2, -0.5)],
        tones.body,
    )
    pen.blob([(0.04, -0.74), (0.36, -0.1), (0.3, 0.2), (0.06, 0.36), (0.16, 0.0)], tones.shade)
    pen.blob(heart_points(0, 0.02, 0.17), tones.detail)
    for side in (-1, 1):
        hand = [(0.06, 0.8), (0.3, 0.62), (0.62, 0.36), (0.86, 0.2), (0.84, 0.42), (0.56, 0.76), (0.2, 0.94)]
        pen.blob([(side * x, y) for x, y in hand], tones.detail)


def tulip(pen: Pen, tones: Tones) -> None:
    """Draw three steppe tulips."""
    for x, y, size, turn in ((-0.46, -0.08, 0.62, -16), (0.46, -0.08, 0.62, 16), (0, -0.32, 0.8, 0)):
        pen.curve([(0, 0.94), (x * 0.4, 0.5), (x, y + 0.1)], 0.06, tones.line)
        bud = pen.canvas.pen(pen.at((x, y)), pen.length(size), turn=turn)
        bud.blob(
            [(0, 0.3), (0.34, 0.1), (0.34, -0.5), (0.12, -0.2), (-0.12, -0.2), (-0.34, -0.5), (-0.34, 0.1)], tones.shade
        )
        bud.blob([(0, 0.32), (0.22, 0.1), (0, -0.62), (-0.22, 0.1)], tones.body)
    for side in (-1, 1):
        pen.blob([(0, 0.94), (side * 0.24, 0.6), (side * 0.66, 0.34), (side * 0.36, 0.76)], tones.detail)


def wheat(pen: Pen, tones: Tones) -> None:
    """Draw three ears of wheat, tied."""
    for turn in (-22, 22, 0):
        ear = pen.canvas.pen(pen.at((0, 0.56)), pen.length(1), turn=turn)
        ear.line([(0, 0.34), (0, -0.9)], 0.035, tones.shade)
        for step in range(6):
            y = -0.3 - step * 0.17
            for side in (-1, 1):
                ear.blob([(0, y), (side * 0.15, y - 0.1), (side * 0.12, y - 0.25), (side * 0.02, y - 0.12)], tones.body)
        ear.blob([(0, -1.5), (0.07, -1.32), (0, -1.2), (-0.07, -1.32)], tones.body)
    pen.box(-0.2, 0.44, 0.2, 0.56, tones.detail, round_by=0.04)


def waves(pen: Pen, tones: Tones) -> None:
    """Draw a swimmer between waves under the sun."""
    pen.disc(0.34, -0.42, 0.24, tones.detail)
    pen.disc(-0.4, -0.1, 0.14, tones.line)
    pen.curve([(-0.26, 0.08), (0.02, -0.26), (0.28, -0.06), (0.4, 0.08)], 0.13, tones.line)
    for index, tone in enumerate((tones.body, tones.shade, tones.body)):
        y = 0.16 + index * 0.26
        pen.curve(
            [
                (-0.9, y),
                (-0.68, y - 0.1),
                (-0.44, y + 0.06),
                (-0.2, y - 0.1),
                (0.04, y + 0.06),
                (0.28, y - 0.1),
                (0.52, y + 0.06),
                (0.78, y - 0.1),
                (0.92, y - 0.02),
            ],
            0.14,
            tone,
        )


def crystal(pen: Pen, tones: Tones) -> None:
    """Draw a cluster of crystals."""
    for x, turn, size in ((-0.36, -28, 0.7), (0.38, 26, 0.74), (0, 0, 1.0)):
        prism = pen.canvas.pen(pen.at((x, 0.44)), pen.length(size), turn=turn)
        prism.shape([(-0.26, 0.3), (-0.26, -0.84), (0, -1.2), (0, 0.3)], tones.body)
        prism.shape([(0.26, 0.3), (0.26, -0.84), (0, -1.2), (0, 0.3)], tones.shade)
        prism.shape([(-0.1, -0.9), (0, -1.2), (0.26, -0.84), (0.06, -0.74)], tones.detail)
    pen.blob([(-0.86, 0.86), (-0.6, 0.58), (0, 0.66), (0.6, 0.58), (0.86, 0.86), (0, 0.96)], tones.line)


def star(pen: Pen, tones: Tones) -> None:
    """Draw the pole star over a barbell."""
    points = []
    for index in range(16):
        radius = (0.66, 0.18, 0.36, 0.18)[index % 4]
        points += arc_points((0, -0.2), radius, radius, index * 22.5 - 90, index * 22.5 - 90, steps=1)[:1]
    pen.shape(points, tones.detail)
    pen.line([(-0.8, 0.56), (0.8, 0.56)], 0.07, tones.line)
    for side in (-1, 1):
        pen.box(min(side * 0.44, side * 0.58), 0.24, max(side * 0.44, side * 0.58), 0.88, tones.body, round_by=0.05)
        pen.box(min(side * 0.6, side * 0.72), 0.34, max(side * 0.6, side * 0.72), 0.78, tones.shade, round_by=0.05)


def balloons(pen: Pen, tones: Tones) -> None:
    """Draw a bunch of balloons."""
    for x, y, size, tone in (
        (-0.42, -0.22, 0.34, tones.shade),
        (0.42, -0.26, 0.36, tones.detail),
        (0, -0.48, 0.42, tones.body),
    ):
        pen.curve([(x, y + size), (x * 0.5, 0.4), (0, 0.94)], 0.02, tones.line)
        pen.blob(
            [
                (x, y - size),
                (x + size * 0.86, y - size * 0.2),
                (x + size * 0.5, y + size * 0.7),
                (x, y + size),
                (x - size * 0.5, y + size * 0.7),
                (x - size * 0.86, y - size * 0.2),
            ],
            tone,
        )
        pen.shape([(x, y + size * 0.94), (x - 0.06, y + size + 0.08), (x + 0.06, y + size + 0.08)], tone)
        pen.oval(
            x - size * 0.34,
            y - size * 0.36,
            size * 0.14,
            size * 0.24,
            tones.line if tone == tones.detail else tones.detail,
        )


EMBLEMS: Final[dict[str, Emblem]] = {
    "antelope": antelope,
    "eagle": eagle,
    "paw": paw,
    "heart": heart,
    "drop": drop,
    "tulip": tulip,
    "wheat": wheat,
    "waves": waves,
    "crystal": crystal,
    "star": star,
    "balloons": balloons,
}
