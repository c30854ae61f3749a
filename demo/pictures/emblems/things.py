"""Emblems of science, post and presents."""

from typing import Final

from demo.pictures.canvas import Pen, arc_points
from demo.pictures.emblems.tones import Emblem, Tones


def robot(pen: Pen, tones: Tones) -> None:
    """Draw a robot on wheels."""
    pen.line([(0, -0.66), (0, -0.88)], 0.04, tones.line)
    pen.disc(0, -0.9, 0.08, tones.detail)
    pen.box(-0.44, -0.7, 0.44, -0.12, tones.body, round_by=0.12)
    pen.box(-0.34, -0.56, 0.34, -0.26, tones.line, round_by=0.1)
    for x in (-0.16, 0.16):
        pen.disc(x, -0.41, 0.085, tones.detail)
    pen.line([(-0.1, -0.12), (-0.1, 0.0)], 0.08, tones.line)
    pen.line([(0.1, -0.12), (0.1, 0.0)], 0.08, tones.line)
    pen.box(-0.56, 0.0, 0.56, 0.56, tones.shade, round_by=0.1)
    for row in range(2):
        for index in range(3):
            pen.disc(-0.28 + index * 0.28, 0.18 + row * 0.2, 0.06, tones.detail)
    for side in (-1, 1):
        pen.line([(side * 0.56, 0.12), (side * 0.8, 0.3), (side * 0.74, 0.46)], 0.08, tones.body)
        pen.disc(side * 0.36, 0.68, 0.2, tones.line)
        pen.disc(side * 0.36, 0.68, 0.08, tones.detail)


def flask(pen: Pen, tones: Tones) -> None:
    """Draw a bubbling flask with a flash of lightning."""
    pen.shape(
        [
            (-0.16, -0.7),
            (0.16, -0.7),
            (0.16, -0.2),
            (0.6, 0.62),
            (0.5, 0.82),
            (-0.5, 0.82),
            (-0.6, 0.62),
            (-0.16, -0.2),
        ],
        tones.detail,
    )
    pen.shape([(-0.32, 0.14), (0.32, 0.14), (0.58, 0.64), (0.48, 0.78), (-0.48, 0.78), (-0.58, 0.64)], tones.body)
    pen.box(-0.24, -0.8, 0.24, -0.68, tones.line, round_by=0.04)
    pen.shape([(0.08, 0.2), (-0.16, 0.5), (0.0, 0.5), (-0.08, 0.74), (0.2, 0.42), (0.04, 0.42)], tones.detail)
    for x, y, size in (
        (-0.26, -0.94, 0.09),
        (0.2, -1.0, 0.06),
        (0.44, -0.6, 0.08),
        (-0.5, -0.5, 0.06),
        (0.3, 0.56, 0.05),
        (-0.3, 0.4, 0.05),
    ):
        pen.disc(x, y, size, tones.shade)


def letter(pen: Pen, tones: Tones) -> None:
    """Draw a pile of letters, the top one sealed."""
    for shift, turn, tone in ((0.1, 8, tones.shade), (0.0, -5, tones.body)):
        sheet = pen.canvas.pen(pen.at((shift, shift)), pen.length(1), turn=turn)
        sheet.box(-0.84, -0.54, 0.84, 0.54, tone, round_by=0.03)
    sheet = pen.canvas.pen(pen.at((0, 0)), pen.length(1), turn=-5)
    sheet.line([(-0.8, -0.5), (0, 0.12), (0.8, -0.5)], 0.035, tones.line)
    sheet.line([(-0.8, 0.5), (-0.22, -0.04)], 0.025, tones.line)
    sheet.line([(0.8, 0.5), (0.22, -0.04)], 0.025, tones.line)
    sheet.disc(0, 0.1, 0.16, tones.detail)


def capsule(pen: Pen, tones: Tones) -> None:
    """Draw a descent capsule under its parachute."""
    seams = (-1.0, -0.62, -0.22, 0.22, 0.62, 1.0)
    for x in seams:
        pen.line([(x * 0.86, -0.3), (0, 0.36)], 0.014, tones.line)
    for index in range(5):
        left = arc_points((0, -0.3), seams[index] * 0.86, 0.64, 90 - 180, 0, steps=12)
        right = arc_points((0, -0.3), seams[index + 1] * 0.86, 0.64, 0, -90, steps=12)
        middle = ((seams[index] + seams[index + 1]) * 0.43, -0.36)
        pen.shape([*left, middle, *right], tones.detail if index % 2 else tones.body)
    pen.blob([(-0.13, 0.36), (0.13, 0.36), (0.31, 0.8), (0.2, 0.94), (-0.2, 0.94), (-0.31, 0.8)], tones.shade)
    pen.shape([(-0.3, 0.76), (0.3, 0.76), (0.29, 0.84), (-0.29, 0.84)], tones.detail)
    pen.disc(0, 0.58, 0.08, tones.detail)


def telescope(pen: Pen, tones: Tones) -> None:
    """Draw a telescope on a tripod."""
    for x in (-0.44, 0.0, 0.44):
        pen.line([(0, 0.16), (x, 0.94)], 0.06, tones.line)
    tube = pen.canvas.pen(pen.at((0, 0)), pen.length(1), turn=-32)
    tube.box(-0.62, -0.14, 0.3, 0.14, tones.body, round_by=0.03)
    tube.box(0.24, -0.2, 0.84, 0.2, tones.shade, round_by=0.03)
    tube.box(0.8, -0.24, 0.92, 0.24, tones.detail, round_by=0.03)
    tube.box(-0.8, -0.08, -0.6, 0.08, tones.line)
    tube.box(-0.2, -0.16, -0.1, 0.16, tones.detail)
    pen.disc(0, 0.14, 0.12, tones.shade)


def gift(pen: Pen, tones: Tones) -> None:
    """Draw a gift with a ribbon."""
    pen.box(-0.66, -0.1, 0.66, 0.84, tones.body, round_by=0.04)
    pen.box(0.16, -0.1, 0.66, 0.84, tones.shade, round_by=0.04)
    pen.box(-0.78, -0.36, 0.78, -0.04, tones.body, round_by=0.04)
    pen.box(-0.14, -0.36, 0.14, 0.84, tones.detail)
    for side in (-1, 1):
        pen.blob([(0, -0.36), (side * 0.2, -0.78), (side * 0.54, -0.76), (side * 0.46, -0.42)], tones.detail)
        pen.blob([(side * 0.08, -0.42), (side * 0.24, -0.64), (side * 0.42, -0.64), (side * 0.36, -0.46)], tones.line)


def ticket(pen: Pen, tones: Tones) -> None:
    """Draw a ticket with a star."""
    body = pen.canvas.pen(pen.at((0, 0)), pen.length(1), turn=-14)
    body.box(-0.92, -0.46, 0.92, 0.46, tones.body, round_by=0.07)
    body.box(0.4, -0.46, 0.92, 0.46, tones.shade, round_by=0.07)
    for y in range(-3, 4):
        body.disc(0.42, y * 0.13, 0.035, tones.line)
    for x in (-0.92, 0.92):
        body.disc(x, 0, 0.13, tones.line)
    points = []
    for index in range(10):
        radius = 0.3 if index % 2 == 0 else 0.13
        points += arc_points((-0.28, 0), radius, radius, index * 36 - 90, index * 36 - 90, steps=1)[:1]
    body.shape(points, tones.detail)


EMBLEMS: Final[dict[str, Emblem]] = {
    "robot": robot,
    "flask": flask,
    "letter": letter,
    "capsule": capsule,
    "telescope": telescope,
    "gift": gift,
    "ticket": ticket,
}
