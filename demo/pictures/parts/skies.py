"""Skies: gradient, sun, stars, clouds."""

from random import Random

from demo.pictures.canvas import HEIGHT, Canvas, Point
from demo.pictures.palette import Palette, mix


def sky(canvas: Canvas, palette: Palette, *, horizon: float = HEIGHT) -> None:
    """Fill the canvas with the palette's sky down to the horizon."""
    canvas.gradient(palette.sky, bottom=horizon)
    if horizon < canvas.height:
        canvas.box(0, horizon, canvas.width, canvas.height, palette.hills[1])


def sun(canvas: Canvas, palette: Palette, centre: Point, radius: float, *, rings: int = 0) -> None:
    """Draw a sun or moon with its glow and, like the sun of a flag, rings around it."""
    canvas.glow(centre, radius * 3.4, palette.sun, strength=0.7)
    for ring in range(rings, 0, -1):
        canvas.disc(centre, radius * (1 + ring * 0.34), palette.sun, opacity=0.10)
    canvas.disc(centre, radius, palette.sun)


def stars(canvas: Canvas, palette: Palette, rng: Random, *, count: int, until: float) -> None:
    """Scatter stars above ``until``; a few of them sparkle."""
    for index in range(count):
        x, y = rng.uniform(0, canvas.width), rng.uniform(0, until)
        size = rng.choice((1.3, 1.6, 2.2, 3))
        canvas.disc((x, y), size, palette.light, opacity=rng.uniform(0.4, 1))
        if index % 14 == 0:
            for dx, dy in ((9, 0), (0, 9)):
                canvas.stroke([(x - dx, y - dy), (x + dx, y + dy)], 1.4, palette.light, opacity=0.8)


def clouds(canvas: Canvas, palette: Palette, rng: Random, *, count: int, top: float, bottom: float) -> None:
    """Draw flat clouds of stacked bars."""
    for _ in range(count):
        x, y, size = rng.uniform(40, canvas.width - 240), rng.uniform(top, bottom), rng.uniform(0.7, 1.4)
        for shift, length, row in ((0, 190, 0), (36, 130, -1), (-50, 120, 1)):
            start = (x + shift * size, y + row * 20 * size)
            canvas.stroke(
                [start, (start[0] + length * size, start[1])], 19 * size, mix(palette.light, palette.sky[1], 0.25)
            )
