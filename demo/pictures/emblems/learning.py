"""Emblems of books, languages and screens."""

from typing import Final

from demo.pictures.canvas import Pen, arc_points
from demo.pictures.emblems.ornament import horn
from demo.pictures.emblems.tones import Emblem, Tones


def book(pen: Pen, tones: Tones) -> None:
    """Draw an open book."""
    for side in (-1, 1):
        pen.shape([(0, 0.66), (side * 0.92, 0.52), (side * 0.92, -0.5), (0, -0.34)], tones.line)
        pen.blob(
            [
                (0, 0.56),
                (side * 0.44, 0.4),
                (side * 0.84, 0.44),
                (side * 0.84, -0.52),
                (side * 0.44, -0.56),
                (0, -0.36),
            ],
            tones.body if side < 0 else tones.detail,
        )
        for row in range(4):
            y = -0.3 + row * 0.19
            pen.curve([(side * 0.14, y + 0.06), (side * 0.44, y - 0.02), (side * 0.72, y)], 0.03, tones.shade)
    pen.line([(0, -0.36), (0, 0.6)], 0.03, tones.shade)


def book_cup(pen: Pen, tones: Tones) -> None:
    """Draw a cup standing on a pile of books."""
    for index, (half, tone) in enumerate(((0.78, tones.shade), (0.66, tones.body), (0.74, tones.line))):
        y = 0.84 - index * 0.24
        pen.box(-half, y - 0.22, half, y, tone, round_by=0.05)
        pen.box(-half + 0.1, y - 0.16, half - 0.3, y - 0.06, tones.detail)
    pen.line(arc_points((0.32, -0.18), 0.18, 0.16, -100, 100), 0.08, tones.body)
    pen.blob([(-0.4, -0.46), (0.36, -0.46), (0.34, -0.04), (0.2, 0.12), (-0.24, 0.12), (-0.38, -0.04)], tones.body)
    pen.oval(-0.02, -0.45, 0.38, 0.08, tones.detail)
    for x in (-0.14, 0.1):
        pen.curve([(x, -0.56), (x + 0.06, -0.66), (x - 0.04, -0.78), (x + 0.03, -0.9)], 0.045, tones.detail)


def speech(pen: Pen, tones: Tones) -> None:
    """Draw two speech bubbles, one of them with an ornament."""
    pen.box(-0.9, -0.74, 0.4, 0.18, tones.body, round_by=0.22)
    pen.shape([(-0.62, 0.1), (-0.24, 0.1), (-0.66, 0.48)], tones.body)
    for side in (-1, 1):
        horn(pen, -0.25 + side * 0.06, -0.24, 0.3, side, tones.detail)
    pen.box(-0.06, 0.02, 0.9, 0.66, tones.shade, round_by=0.2)
    pen.shape([(0.36, 0.6), (0.7, 0.6), (0.72, 0.92)], tones.shade)
    for x in (0.2, 0.42, 0.64):
        pen.disc(x, 0.34, 0.07, tones.detail)


def chip(pen: Pen, tones: Tones) -> None:
    """Draw a microchip whose paths form a spring."""
    for index in range(4):
        place = -0.36 + index * 0.24
        for side in (-1, 1):
            pen.line([(place, 0), (place, side * 0.86)], 0.06, tones.line)
            pen.disc(place, side * 0.86, 0.07, tones.detail)
            pen.line([(0, place), (side * 0.86, place)], 0.06, tones.line)
            pen.disc(side * 0.86, place, 0.07, tones.detail)
    pen.box(-0.58, -0.58, 0.58, 0.58, tones.body, round_by=0.1)
    pen.box(-0.4, -0.4, 0.4, 0.4, tones.shade, round_by=0.06)
    pen.blob([(0, -0.3), (0.2, 0.04), (0.12, 0.24), (0, 0.28), (-0.12, 0.24), (-0.2, 0.04)], tones.detail)


def laptop(pen: Pen, tones: Tones) -> None:
    """Draw a laptop with code on its screen."""
    pen.box(-0.72, -0.66, 0.72, 0.36, tones.line, round_by=0.07)
    pen.box(-0.64, -0.58, 0.64, 0.28, tones.shade)
    pen.line([(-0.4, -0.38), (-0.54, -0.16), (-0.4, 0.06)], 0.07, tones.detail)
    pen.line([(0.4, -0.38), (0.54, -0.16), (0.4, 0.06)], 0.07, tones.detail)
    for row, (start, end) in enumerate(((-0.24, 0.06), (-0.14, 0.26), (-0.14, 0.12), (-0.24, 0.0))):
        pen.line([(start, -0.38 + row * 0.15), (end, -0.38 + row * 0.15)], 0.06, tones.body)
    pen.shape([(-0.74, 0.38), (0.74, 0.38), (0.94, 0.62), (-0.94, 0.62)], tones.body)
    pen.shape([(-0.24, 0.46), (0.24, 0.46), (0.28, 0.54), (-0.28, 0.54)], tones.shade)


def camera(pen: Pen, tones: Tones) -> None:
    """Draw a photo camera."""
    pen.box(-0.34, -0.6, 0.18, -0.3, tones.shade, round_by=0.06)
    pen.box(-0.86, -0.42, 0.86, 0.58, tones.body, round_by=0.12)
    pen.box(-0.86, -0.14, 0.86, 0.3, tones.shade)
    pen.disc(0, 0.08, 0.48, tones.line)
    pen.disc(0, 0.08, 0.38, tones.detail)
    pen.disc(0, 0.08, 0.26, tones.line)
    pen.disc(-0.1, -0.02, 0.08, tones.detail)
    pen.disc(0.64, -0.28, 0.07, tones.detail)
    pen.box(-0.7, -0.54, -0.46, -0.42, tones.line, round_by=0.03)


def shutter(pen: Pen, tones: Tones) -> None:
    """Draw the blades of a shutter around the light."""
    pen.disc(0, 0, 0.9, tones.line)
    for index in range(6):
        blade = pen.canvas.pen(pen.at((0, 0)), pen.length(1), turn=index * 60)
        tone = tones.body if index % 2 else tones.shade
        blade.shape([(0.3, -0.17), (0.3, 0.17), *arc_points((0, 0), 0.82, 0.82, 62, 4, steps=10)], tone)
    pen.shape(arc_points((0, 0), 0.34, 0.34, 0, 360, steps=6), tones.detail)


def nib(pen: Pen, tones: Tones) -> None:
    """Draw a reed pen and its stroke."""
    pen.curve([(-0.86, 0.66), (-0.5, 0.4), (-0.3, 0.72), (0.06, 0.5), (0.3, 0.76), (0.86, 0.6)], 0.12, tones.line)
    reed = pen.canvas.pen(pen.at((0.1, -0.08)), pen.length(1), turn=36)
    reed.box(-0.12, -0.96, 0.12, 0.14, tones.body, round_by=0.04)
    reed.box(0.02, -0.96, 0.12, 0.14, tones.shade)
    for y in (-0.62, -0.26):
        reed.box(-0.14, y, 0.14, y + 0.05, tones.detail)
    reed.shape([(-0.12, 0.1), (0.12, 0.1), (0.04, 0.62), (-0.04, 0.62)], tones.detail)
    reed.line([(0, 0.2), (0, 0.6)], 0.02, tones.line)


EMBLEMS: Final[dict[str, Emblem]] = {
    "book": book,
    "book_cup": book_cup,
    "speech": speech,
    "chip": chip,
    "laptop": laptop,
    "camera": camera,
    "shutter": shutter,
    "nib": nib,
}
