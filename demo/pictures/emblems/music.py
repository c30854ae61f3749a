"""Emblems of music and the stage."""

from typing import Final

from demo.pictures.canvas import Pen, arc_points
from demo.pictures.emblems.tones import Emblem, Tones


def dombra(pen: Pen, tones: Tones) -> None:
    """Draw a dombra: drop-shaped body, long neck, two strings."""
    pen.box(-0.055, -0.86, 0.055, 0.2, tones.shade)
    pen.shape([(-0.09, -0.98), (0.09, -0.98), (0.07, -0.72), (-0.07, -0.72)], tones.detail)
    for side, y in ((-1, -0.9), (1, -0.82)):
        pen.line([(0, y), (side * 0.19, y)], 0.05, tones.line)
    body = [(0, 0.0), (0.2, 0.12), (0.4, 0.42), (0.37, 0.75), (0.16, 0.93), (-0.16, 0.93), (-0.37, 0.75)]
    pen.blob([*body, (-0.4, 0.42), (-0.2, 0.12)], tones.body)
    pen.blob([(0.06, 0.1), (0.28, 0.4), (0.26, 0.72), (0.1, 0.86), (0.3, 0.8), (0.39, 0.5), (0.2, 0.13)], tones.shade)
    pen.disc(0, 0.44, 0.1, tones.line)
    pen.ring(0, 0.44, 0.15, 0.025, tones.detail)
    pen.box(-0.14, 0.71, 0.14, 0.76, tones.line)
    for x in (-0.022, 0.022):
        pen.line([(x, -0.8), (x * 1.6, 0.74)], 0.012, tones.detail)


def guitar(pen: Pen, tones: Tones) -> None:
    """Draw an acoustic guitar."""
    pen.box(-0.06, -0.8, 0.06, 0.1, tones.shade)
    pen.box(-0.1, -0.98, 0.1, -0.76, tones.line, round_by=0.04)
    half = [(0.1, -0.1), (0.28, -0.02), (0.26, 0.2), (0.22, 0.3), (0.42, 0.52), (0.38, 0.8), (0.1, 0.94)]
    pen.blob([*half, *((-x, y) for x, y in reversed(half))], tones.body)
    pen.disc(0, 0.28, 0.13, tones.line)
    pen.ring(0, 0.28, 0.165, 0.02, tones.detail)
    pen.box(-0.18, 0.66, 0.18, 0.72, tones.line)
    for x in (-0.036, -0.012, 0.012, 0.036):
        pen.line([(x, -0.78), (x, 0.68)], 0.008, tones.detail)


def double_bass(pen: Pen, tones: Tones) -> None:
    """Draw a double bass with its bow."""
    half = [(0.09, -0.3), (0.26, -0.22), (0.24, 0.0), (0.18, 0.16), (0.36, 0.36), (0.38, 0.68), (0.12, 0.86)]
    pen.blob([*half, *((-x, y) for x, y in reversed(half))], tones.body)
    pen.box(-0.05, -0.84, 0.05, 0.3, tones.line)
    pen.ring(0, -0.9, 0.07, 0.04, tones.line)
    for side in (-1, 1):
        pen.curve([(side * 0.2, 0.1), (side * 0.14, 0.2), (side * 0.2, 0.32), (side * 0.14, 0.42)], 0.03, tones.line)
    pen.box(-0.1, 0.46, 0.1, 0.5, tones.detail)
    pen.line([(0, 0.86), (0, 1.0)], 0.03, tones.line)
    pen.line([(-0.62, 0.5), (0.66, 0.06)], 0.03, tones.detail)
    pen.line([(-0.62, 0.5), (-0.6, 0.42), (0.62, 0.01), (0.66, 0.06)], 0.012, tones.line)


def microphone(pen: Pen, tones: Tones) -> None:
    """Draw a studio microphone on its stand."""
    pen.line([(0, 0.5), (0, 0.86)], 0.07, tones.line)
    pen.box(-0.3, 0.82, 0.3, 0.92, tones.line, round_by=0.05)
    pen.line(arc_points((0, 0.02), 0.46, 0.5, 0, 180), 0.06, tones.line)
    pen.box(-0.28, -0.82, 0.28, 0.28, tones.body, round_by=0.28)
    for y in (-0.5, -0.32, -0.14):
        pen.line([(-0.2, y), (0.2, y)], 0.05, tones.shade)
    pen.box(-0.28, 0.0, 0.28, 0.07, tones.detail)


def trumpet(pen: Pen, tones: Tones) -> None:
    """Draw a trumpet."""
    pen.line([(-0.86, -0.1), (0.4, -0.1)], 0.09, tones.body)
    pen.line([*arc_points((-0.3, 0.08), 0.18, 0.18, 90, 270), (0.1, -0.1)], 0.07, tones.body)
    pen.line([(-0.3, 0.26), (0.16, 0.26), *arc_points((0.16, 0.08), 0.18, 0.18, 90, -90)], 0.07, tones.body)
    pen.blob([(0.34, -0.15), (0.66, -0.24), (0.9, -0.46), (0.92, 0.26), (0.66, 0.04), (0.34, -0.05)], tones.body)
    pen.oval(0.91, -0.1, 0.09, 0.37, tones.shade)
    pen.box(-0.92, -0.17, -0.82, -0.03, tones.line, round_by=0.03)
    for x in (-0.26, -0.08, 0.1):
        pen.box(x - 0.055, -0.24, x + 0.055, 0.2, tones.shade, round_by=0.03)
        pen.line([(x, -0.24), (x, -0.36)], 0.03, tones.line)
        pen.disc(x, -0.38, 0.06, tones.detail)


def accordion(pen: Pen, tones: Tones) -> None:
    """Draw a button accordion, drawn open."""
    for index in range(8):
        x = -0.36 + index * 0.103
        tone = tones.shade if index % 2 else tones.detail
        pen.shape(
            [(x, -0.5), (x + 0.103, -0.44), (x + 0.103, 0.56), (x, 0.5)]
            if index % 2
            else [(x, -0.44), (x + 0.103, -0.5), (x + 0.103, 0.5), (x, 0.56)],
            tone,
        )
    pen.box(-0.78, -0.58, -0.34, 0.62, tones.body, round_by=0.08)
    pen.box(0.44, -0.58, 0.86, 0.62, tones.body, round_by=0.08)
    for row in range(6):
        pen.disc(-0.66, -0.42 + row * 0.18, 0.05, tones.line)
        pen.disc(-0.5, -0.34 + row * 0.18, 0.05, tones.line)
        pen.box(0.56, -0.46 + row * 0.18, 0.8, -0.34 + row * 0.18, tones.detail, round_by=0.02)


def piano(pen: Pen, tones: Tones) -> None:
    """Draw a grand piano from the side."""
    lid = [(-0.72, -0.1), (-0.5, -0.66), (0.2, -0.82), (0.72, -0.5), (0.4, -0.12)]
    pen.shape(lid, tones.shade)
    pen.box(-0.86, -0.1, 0.8, 0.22, tones.body, round_by=0.06)
    pen.box(-0.96, 0.0, -0.56, 0.14, tones.detail)
    for index in range(7):
        pen.line([(-0.92 + index * 0.055, 0.0), (-0.92 + index * 0.055, 0.14)], 0.014, tones.line)
    pen.line([(0.3, -0.12), (0.1, -0.5)], 0.03, tones.line)
    for x in (-0.66, 0.0, 0.62):
        pen.shape([(x - 0.05, 0.22), (x + 0.05, 0.22), (x + 0.025, 0.84), (x - 0.025, 0.84)], tones.line)


def vinyl(pen: Pen, tones: Tones) -> None:
    """Draw a gramophone record leaving its sleeve."""
    pen.disc(0.26, 0, 0.66, tones.line)
    for radius in (0.58, 0.5, 0.42, 0.34):
        pen.ring(0.26, 0, radius, 0.012, tones.shade)
    pen.disc(0.26, 0, 0.24, tones.detail)
    pen.disc(0.26, 0, 0.05, tones.line)
    pen.box(-0.9, -0.66, 0.3, 0.66, tones.body, round_by=0.03)
    pen.disc(-0.3, 0.1, 0.3, tones.detail)
    pen.shape([(-0.9, 0.66), (-0.9, 0.2), (-0.2, 0.66)], tones.shade)


def masks(pen: Pen, tones: Tones) -> None:
    """Draw the two masks of the theatre."""
    for x, y, turn_up, tone in ((0.34, -0.14, False, tones.shade), (-0.3, 0.14, True, tones.body)):
        face = [(-0.46, -0.5), (0, -0.58), (0.46, -0.5), (0.44, 0.1), (0.22, 0.5), (0, 0.6), (-0.22, 0.5), (-0.44, 0.1)]
        pen.blob([(x + px, y + py) for px, py in face], tone)
        for side in (-1, 1):
            pen.line(arc_points((x + side * 0.2, y - 0.1), 0.11, 0.1, 190, 350, steps=12), 0.06, tones.line)
        start, end = (20, 160) if turn_up else (200, 340)
        pen.line(arc_points((x, y + (0.14 if turn_up else 0.38)), 0.22, 0.18, start, end, steps=16), 0.075, tones.line)
        pen.disc(x - 0.3, y + 0.12, 0.07, tones.detail)


def puppet(pen: Pen, tones: Tones) -> None:
    """Draw a puppet on strings."""
    pen.line([(-0.5, -0.9), (0.5, -0.9)], 0.07, tones.line)
    pen.line([(0, -0.98), (0, -0.76)], 0.06, tones.line)
    for x, end in ((-0.46, (-0.52, 0.1)), (0, (0, -0.5)), (0.46, (0.52, -0.06))):
        pen.line([(x, -0.9), end], 0.014, tones.line)
    pen.line([(-0.2, -0.02), (-0.52, 0.1)], 0.12, tones.shade)
    pen.line([(0.2, -0.02), (0.52, -0.06)], 0.12, tones.shade)
    for x in (-0.14, 0.14):
        pen.line([(x, 0.5), (x * 1.7, 0.86)], 0.13, tones.line)
    pen.shape([(-0.22, -0.1), (0.22, -0.1), (0.36, 0.56), (-0.36, 0.56)], tones.body)
    pen.shape([(-0.3, 0.34), (0.3, 0.34), (0.33, 0.44), (-0.33, 0.44)], tones.detail)
    pen.disc(0, -0.32, 0.25, tones.detail)
    pen.shape([(-0.27, -0.42), (0, -0.76), (0.27, -0.42)], tones.shade)
    for x in (-0.09, 0.09):
        pen.disc(x, -0.32, 0.035, tones.line)
    pen.line(arc_points((0, -0.26), 0.09, 0.07, 20, 160, steps=8), 0.03, tones.line)


def film(pen: Pen, tones: Tones) -> None:
    """Draw a clapperboard."""
    pen.box(-0.72, -0.22, 0.72, 0.74, tones.body, round_by=0.06)
    for top, turn in ((-0.32, 0.0), (-0.34, -0.2)):
        for index in range(6):
            x = -0.72 + index * 0.24
            lift = turn * (x + 0.72)
            corners = [(x, top - 0.1), (x + 0.24, top - 0.1), (x + 0.24, top + 0.1), (x, top + 0.1)]
            tone = tones.detail if index % 2 else tones.line
            pen.shape([(px, py + lift - (0.18 if turn else 0)) for px, py in corners], tone)
    pen.shape([(-0.16, 0.06), (0.26, 0.28), (-0.16, 0.5)], tones.detail)
    pen.disc(-0.66, -0.36, 0.06, tones.shade)


EMBLEMS: Final[dict[str, Emblem]] = {
    "dombra": dombra,
    "guitar": guitar,
    "double_bass": double_bass,
    "microphone": microphone,
    "trumpet": trumpet,
    "accordion": accordion,
    "piano": piano,
    "vinyl": vinyl,
    "masks": masks,
    "puppet": puppet,
    "film": film,
}
