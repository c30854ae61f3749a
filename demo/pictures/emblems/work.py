"""Emblems of crafts and services."""

from typing import Final

from demo.pictures.canvas import Pen, arc_points
from demo.pictures.emblems.tones import Emblem, Tones


def helmet(pen: Pen, tones: Tones) -> None:
    """Draw a miner's helmet with its lamp."""
    pen.shape(arc_points((0, 0.26), 0.72, 0.8, 180, 360), tones.body)
    pen.shape([*arc_points((0, 0.26), 0.72, 0.8, 300, 360), (0.3, 0.26)], tones.shade)
    pen.box(-0.12, -0.58, 0.12, 0.26, tones.shade, round_by=0.1)
    pen.box(-0.92, 0.22, 0.92, 0.42, tones.line, round_by=0.1)
    pen.disc(0, -0.06, 0.26, tones.line)
    pen.disc(0, -0.06, 0.18, tones.detail)
    for turn in (-150, -120, -90, -60, -30):
        (x, y), (far_x, far_y) = (
            arc_points((0, -0.06), 0.34, 0.34, turn, turn, steps=1)[0],
            arc_points((0, -0.06), 0.46, 0.46, turn, turn, steps=1)[0],
        )
        pen.line([(x, y), (far_x, far_y)], 0.04, tones.detail)


def wrench(pen: Pen, tones: Tones) -> None:
    """Draw a gear with a wrench across."""
    for turn in range(0, 360, 45):
        tooth = pen.canvas.pen(pen.at((0, 0)), pen.length(1), turn=turn)
        tooth.shape([(-0.16, -0.6), (0.16, -0.6), (0.11, -0.86), (-0.11, -0.86)], tones.body)
    pen.disc(0, 0, 0.66, tones.body)
    pen.disc(0, 0, 0.44, tones.shade)
    tool = pen.canvas.pen(pen.at((0, 0)), pen.length(1), turn=45)
    tool.box(-0.1, -0.6, 0.1, 0.62, tones.detail, round_by=0.05)
    for y in (-0.66, 0.66):
        tool.disc(0, y, 0.24, tones.detail)
        tool.box(-0.09, min(y, y * 1.5), 0.09, max(y, y * 1.5), tones.line)


def bicycle(pen: Pen, tones: Tones) -> None:
    """Draw a bicycle."""
    for x in (-0.54, 0.54):
        pen.ring(x, 0.3, 0.38, 0.06, tones.line)
        pen.ring(x, 0.3, 0.3, 0.015, tones.detail)
        for turn in range(0, 180, 30):
            pen.line(arc_points((x, 0.3), 0.36, 0.36, turn, turn + 180, steps=1), 0.012, tones.detail)
    for path in (
        [(-0.54, 0.3), (-0.2, -0.26), (0.34, -0.26), (0.0, 0.3), (-0.54, 0.3)],
        [(-0.26, -0.36), (0.0, 0.3)],
        [(0.54, 0.3), (0.3, -0.4)],
    ):
        pen.line(path, 0.07, tones.body)
    pen.line([(-0.38, -0.4), (-0.12, -0.4)], 0.09, tones.shade)
    pen.curve([(0.3, -0.4), (0.4, -0.52), (0.54, -0.48), (0.52, -0.34)], 0.06, tones.shade)
    pen.disc(0.0, 0.3, 0.1, tones.shade)


def hanger(pen: Pen, tones: Tones) -> None:
    """Draw a shirt on a hanger."""
    pen.line([(0, -0.5), (0, -0.62), *arc_points((0, -0.74), 0.11, 0.11, 90, -150, steps=16)], 0.05, tones.line)
    pen.shape(
        [
            (-0.2, -0.46),
            (0.2, -0.46),
            (0.86, -0.16),
            (0.7, 0.22),
            (0.46, 0.12),
            (0.46, 0.84),
            (-0.46, 0.84),
            (-0.46, 0.12),
            (-0.7, 0.22),
            (-0.86, -0.16),
        ],
        tones.body,
    )
    pen.shape(
        [(0.1, -0.46), (0.2, -0.46), (0.86, -0.16), (0.7, 0.22), (0.46, 0.12), (0.46, 0.84), (0.16, 0.84)], tones.shade
    )
    pen.shape([(-0.2, -0.46), (0.2, -0.46), (0, -0.16)], tones.line)
    for x, y in ((-0.26, 0.34), (0.0, 0.56), (-0.1, 0.2)):
        pen.shape(
            [
                (x, y - 0.1),
                (x + 0.03, y - 0.03),
                (x + 0.1, y),
                (x + 0.03, y + 0.03),
                (x, y + 0.1),
                (x - 0.03, y + 0.03),
                (x - 0.1, y),
                (x - 0.03, y - 0.03),
            ],
            tones.detail,
        )


def mirror(pen: Pen, tones: Tones) -> None:
    """Draw a hand mirror with an eye of light."""
    pen.box(-0.09, 0.3, 0.09, 0.94, tones.shade, round_by=0.08)
    pen.oval(0, -0.22, 0.62, 0.68, tones.body)
    pen.oval(0, -0.22, 0.5, 0.56, tones.shade)
    pen.oval(0, -0.22, 0.46, 0.52, tones.detail)
    pen.blob([(-0.34, -0.22), (0, -0.44), (0.34, -0.22), (0, -0.02)], tones.body)
    pen.disc(0, -0.23, 0.13, tones.line)
    pen.disc(0.05, -0.28, 0.04, tones.detail)


def moustache(pen: Pen, tones: Tones) -> None:
    """Draw a moustache under a barber's comb."""
    for side in (-1, 1):
        pen.blob(
            [
                (0, 0.0),
                (side * 0.24, -0.12),
                (side * 0.52, 0.06),
                (side * 0.78, 0.02),
                (side * 0.96, -0.18),
                (side * 0.86, 0.24),
                (side * 0.5, 0.38),
                (side * 0.14, 0.26),
            ],
            tones.body,
        )
    pen.box(-0.6, -0.66, 0.6, -0.48, tones.detail, round_by=0.05)
    for index in range(11):
        x = -0.54 + index * 0.108
        pen.line([(x, -0.5), (x, -0.26)], 0.045, tones.detail)
    pen.shape([(-0.22, 0.56), (0.22, 0.56), (0, 0.86)], tones.shade)


def chart(pen: Pen, tones: Tones) -> None:
    """Rising columns and a line over them."""
    for index, height in enumerate((0.36, 0.6, 0.5, 0.9, 1.2)):
        x = -0.76 + index * 0.32
        pen.box(x, 0.7 - height, x + 0.24, 0.7, tones.body if index % 2 else tones.shade, round_by=0.03)
    pen.line([(-0.86, 0.74), (0.9, 0.74)], 0.05, tones.line)
    path = [(-0.64, 0.16), (-0.32, -0.1), (0.0, -0.02), (0.32, -0.42), (0.66, -0.74)]
    pen.line(path, 0.05, tones.detail)
    for x, y in path:
        pen.disc(x, y, 0.08, tones.detail)


def factory(pen: Pen, tones: Tones) -> None:
    """Draw a workshop with saw-tooth roof and chimney."""
    pen.shape([(0.46, -0.8), (0.66, -0.8), (0.72, 0.1), (0.4, 0.1)], tones.shade)
    pen.box(0.44, -0.86, 0.68, -0.74, tones.detail)
    for index in range(3):
        x = -0.84 + index * 0.4
        pen.shape([(x, 0.0), (x, -0.42), (x + 0.4, 0.0)], tones.body)
    pen.box(-0.84, -0.02, 0.84, 0.74, tones.body)
    for index in range(5):
        x = -0.7 + index * 0.3
        pen.box(x, 0.14, x + 0.2, 0.4, tones.detail)
    pen.box(-0.12, 0.46, 0.12, 0.74, tones.line)
    for x, y, size in ((0.66, -0.98, 0.09), (0.86, -1.04, 0.07)):
        pen.disc(x, y, size, tones.detail)


EMBLEMS: Final[dict[str, Emblem]] = {
    "helmet": helmet,
    "wrench": wrench,
    "bicycle": bicycle,
    "hanger": hanger,
    "mirror": mirror,
    "moustache": moustache,
    "chart": chart,
    "factory": factory,
}
