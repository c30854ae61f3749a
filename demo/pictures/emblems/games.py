"""Emblems of games and sport."""

from typing import Final

from demo.pictures.canvas import Pen, arc_points
from demo.pictures.emblems.ornament import horn
from demo.pictures.emblems.tones import Emblem, Tones


def dice(pen: Pen, tones: Tones) -> None:
    """Draw a die standing on its corner."""
    top, left, right = (
        [(0, -0.86), (0.76, -0.44), (0, -0.02), (-0.76, -0.44)],
        [(-0.76, -0.44), (0, -0.02), (0, 0.88), (-0.76, 0.46)],
        [(0.76, -0.44), (0, -0.02), (0, 0.88), (0.76, 0.46)],
    )
    pen.shape(top, tones.detail)
    pen.shape(left, tones.body)
    pen.shape(right, tones.shade)
    pen.oval(0, -0.44, 0.15, 0.085, tones.line)
    for x, y in ((-0.56, -0.08), (-0.38, 0.24), (-0.2, 0.56)):
        pen.oval(x, y, 0.085, 0.12, tones.line)
    for x, y in ((0.2, 0.16), (0.56, -0.06), (0.2, 0.6), (0.56, 0.36)):
        pen.oval(x, y, 0.085, 0.12, tones.detail)


def chess(pen: Pen, tones: Tones) -> None:
    """Draw a knight."""
    pen.box(-0.52, 0.7, 0.52, 0.88, tones.line, round_by=0.05)
    pen.shape([(-0.42, 0.7), (0.42, 0.7), (0.32, 0.52), (-0.32, 0.52)], tones.shade)
    head = [
        (-0.3, 0.54),
        (-0.28, 0.2),
        (-0.06, -0.06),
        (-0.12, -0.16),
        (-0.46, 0.06),
        (-0.58, -0.08),
        (-0.4, -0.4),
        (-0.2, -0.68),
        (-0.14, -0.88),
        (0.02, -0.72),
        (0.3, -0.5),
        (0.42, -0.06),
        (0.38, 0.3),
        (0.34, 0.54),
    ]
    pen.shape(head, tones.body)
    pen.shape(
        [(0.02, -0.72), (0.3, -0.5), (0.42, -0.06), (0.38, 0.3), (0.34, 0.54), (0.16, 0.54), (0.22, 0.1), (0.16, -0.4)],
        tones.shade,
    )
    pen.disc(-0.16, -0.42, 0.055, tones.line)
    for y in (-0.46, -0.22, 0.02, 0.26):
        pen.line([(0.16, y), (0.36, y + 0.06)], 0.04, tones.detail)


def togyzkumalak(pen: Pen, tones: Tones) -> None:
    """Draw a board of togyzkumalak with its balls."""
    pen.box(-0.94, -0.62, 0.94, 0.62, tones.body, round_by=0.1)
    for side in (-1, 1):
        pen.box(-0.86, min(side * 0.04, side * 0.18), 0.86, max(side * 0.04, side * 0.18), tones.shade, round_by=0.06)
        for index in range(9):
            x = -0.78 + index * 0.195
            pen.box(
                x - 0.07,
                min(side * 0.24, side * 0.54),
                x + 0.07,
                max(side * 0.24, side * 0.54),
                tones.line,
                round_by=0.06,
            )
            for ball in range((index * 2 + side) % 4):
                pen.disc(x, side * (0.3 + ball * 0.085), 0.045, tones.detail)
        for ball in range(5):
            pen.disc(-0.7 + ball * 0.12, side * 0.11, 0.05, tones.detail)


def basketball(pen: Pen, tones: Tones) -> None:
    """Draw a basketball falling into its ring."""
    pen.disc(0, -0.36, 0.5, tones.body)
    pen.shape(arc_points((0, -0.36), 0.5, 0.5, -40, 90), tones.shade)
    pen.line([(0, -0.86), (0, 0.14)], 0.035, tones.line)
    pen.line([(-0.5, -0.36), (0.5, -0.36)], 0.035, tones.line)
    for side in (-1, 1):
        pen.line(
            arc_points((side * 0.62, -0.36), 0.42, 0.46, 90 + side * 40, 90 + side * 140)
            if side < 0
            else arc_points((0.62, -0.36), 0.42, 0.46, 130, 230),
            0.035,
            tones.line,
        )
    pen.oval(0, 0.24, 0.62, 0.13, tones.line)
    pen.oval(0, 0.23, 0.54, 0.09, tones.shade)
    for index in range(7):
        x = -0.54 + index * 0.18
        pen.line([(x, 0.28), (x * 0.62 + 0.08, 0.88)], 0.025, tones.detail)
        pen.line([(x, 0.28), (x * 0.62 - 0.08, 0.88)], 0.025, tones.detail)


def football(pen: Pen, tones: Tones) -> None:
    """Draw a football."""
    pen.disc(0, 0, 0.86, tones.detail)
    pen.shape(arc_points((0, 0), 0.3, 0.3, -90, 270, steps=5), tones.body)
    for index in range(5):
        patch = pen.canvas.pen(pen.at((0, 0)), pen.length(1), turn=index * 72)
        patch.line([(0, -0.3), (0, -0.56)], 0.04, tones.body)
        patch.shape(
            [
                (-0.19, -0.62),
                (0, -0.54),
                (0.19, -0.62),
                (0.2, -0.8),
                *arc_points((0, 0), 0.86, 0.86, -76, -104, steps=8),
                (-0.2, -0.8),
            ],
            tones.body,
        )
        patch.line([(0.19, -0.62), (0.4, -0.5)], 0.04, tones.body)
    pen.shape(
        [*arc_points((0, 0), 0.86, 0.86, -20, 110), *arc_points((-0.16, -0.16), 0.86, 0.86, 100, -10)],
        tones.shade,
        opacity=0.35,
    )


def carabiner(pen: Pen, tones: Tones) -> None:
    """Draw a carabiner on a rope."""
    pen.curve([(-0.5, -0.98), (-0.2, -0.6), (0.0, -0.5), (0.3, -0.6), (0.6, -0.98)], 0.1, tones.detail)
    outline = [
        (-0.34, -0.46),
        (0.06, -0.62),
        (0.4, -0.4),
        (0.44, 0.2),
        (0.26, 0.72),
        (-0.1, 0.84),
        (-0.38, 0.62),
        (-0.42, 0.1),
        (-0.34, -0.46),
    ]
    pen.curve(outline, 0.17, tones.body)
    pen.line([(-0.4, 0.4), (-0.36, -0.3)], 0.17, tones.shade)
    pen.box(-0.5, -0.06, -0.28, 0.26, tones.line, round_by=0.05)
    pen.curve([(0.06, 0.8), (0.02, 0.94), (0.2, 1.0)], 0.1, tones.detail)


def medal(pen: Pen, tones: Tones) -> None:
    """Draw a champion's belt with a medal of copper."""
    pen.curve([(-0.98, -0.2), (-0.5, 0.04), (0, 0.1), (0.5, 0.04), (0.98, -0.2)], 0.34, tones.shade)
    for x in (-0.76, -0.54, 0.54, 0.76):
        pen.shape([(x - 0.09, -0.06), (x, -0.2), (x + 0.09, -0.06), (x, 0.08)], tones.detail)
    pen.disc(0, 0.12, 0.56, tones.line)
    pen.disc(0, 0.12, 0.48, tones.body)
    pen.ring(0, 0.12, 0.38, 0.04, tones.detail)
    for side in (-1, 1):
        horn(pen, side * 0.05, 0.14, 0.3, side, tones.detail)


def kite(pen: Pen, tones: Tones) -> None:
    """Draw a kite with its tail."""
    pen.curve([(0.1, 0.3), (0.3, 0.5), (0.06, 0.66), (0.28, 0.82), (0.1, 0.98)], 0.03, tones.line)
    body = pen.canvas.pen(pen.at((0, -0.2)), pen.length(1), turn=14)
    body.shape([(0, -0.76), (0.52, -0.16), (0, 0.62)], tones.body)
    body.shape([(0, -0.76), (-0.52, -0.16), (0, 0.62)], tones.shade)
    body.shape([(0, -0.76), (-0.52, -0.16), (0.52, -0.16)], tones.detail, opacity=0.6)
    body.line([(0, -0.76), (0, 0.62)], 0.025, tones.line)
    body.line([(-0.52, -0.16), (0.52, -0.16)], 0.025, tones.line)


EMBLEMS: Final[dict[str, Emblem]] = {
    "dice": dice,
    "chess": chess,
    "togyzkumalak": togyzkumalak,
    "basketball": basketball,
    "football": football,
    "carabiner": carabiner,
    "medal": medal,
    "kite": kite,
}
