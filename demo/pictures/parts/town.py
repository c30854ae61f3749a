"""Town: lamps, houses, people, lights and the border of a carpet."""

import math
from collections.abc import Sequence
from random import Random

from demo.pictures.canvas import HEIGHT, WIDTH, Canvas, Point, arc_points
from demo.pictures.emblems.ornament import horn
from demo.pictures.palette import Colour, Palette, mix


def lamp(canvas: Canvas, foot: Point, height: float, palette: Palette) -> None:
    """Draw a lit street lamp."""
    x, y = foot
    canvas.glow((x, y - height), height * 0.62, palette.sun, strength=0.75)
    canvas.stroke([(x, y), (x, y - height)], height * 0.03, palette.ink)
    canvas.stroke([(x - height * 0.07, y), (x + height * 0.07, y)], height * 0.04, palette.ink)
    canvas.disc((x, y - height), height * 0.06, palette.light)


def skyline(
    canvas: Canvas, palette: Palette, rng: Random, *, base: float, height: float, colour: Colour, lit: float = 0.45
) -> None:
    """Draw a row of houses of the city, ``lit`` telling what share of the windows is alight."""
    x = -20.0
    dark = mix(colour, palette.ink, 0.35)
    while x < WIDTH:
        width, top = rng.choice((92, 116, 140, 176)), base - height * rng.uniform(0.42, 1)
        canvas.box(x, top, x + width, base, colour)
        canvas.box(x + width * 0.8, top, x + width, base, dark)
        canvas.box(x - 4, top - 8, x + width + 4, top + 4, dark)
        if rng.random() < 0.3:  # noqa: PLR2004 - an aerial on every third roof
            canvas.stroke([(x + width * 0.4, top), (x + width * 0.4, top - 46)], 3, dark)
        for row in range(int((base - top - 26) // 40)):
            for column in range(int(width * 0.8 // 27)):
                left, upper = x + 10 + column * 27, top + 20 + row * 40
                alight = rng.random() < lit
                canvas.box(left, upper, left + 15, upper + 22, palette.sun if alight else mix(colour, palette.ink, 0.5))
        x += width + rng.choice((0, 6, 18))


def crowd(canvas: Canvas, colour: Colour, rng: Random, *, base: float, size: float = 46) -> None:
    """Draw the backs of an audience; some raise their hands."""
    for row, shade in ((0, mix(colour, (255, 255, 255), 0.10)), (1, colour)):
        y = base + row * size * 1.1
        x = -20 + row * size * 0.6
        while x < WIDTH + size:
            lift = rng.uniform(-12, 12)
            canvas.disc((x, y + lift), size * 0.42, shade)
            canvas.polygon(
                [
                    *arc_points((x, y + lift + size * 1.2), size * 0.8, size * 0.74, 180, 360, steps=16),
                    (x + size * 0.8, HEIGHT),
                    (x - size * 0.8, HEIGHT),
                ],
                shade,
            )
            if rng.random() < 0.28:  # noqa: PLR2004 - about every fourth person
                side = rng.choice((-1, 1))
                hand = (x + side * size * rng.uniform(0.7, 1.1), y + lift - size * rng.uniform(1.0, 1.7))
                canvas.stroke([(x + side * size * 0.55, y + lift + size * 0.9), hand], size * 0.26, shade)
                canvas.disc(hand, size * 0.2, shade)
            x += size * rng.uniform(1.35, 1.75)


def beams(canvas: Canvas, colours: Sequence[Colour], *, count: int, spread: float = 260) -> None:
    """Draw spotlights from the upper edge, fading towards the stage."""
    for index in range(count):
        x = WIDTH * (index + 0.5) / count
        colour = colours[index % len(colours)]
        aim = x + (WIDTH / 2 - x) * 0.55
        for share in (1.0, 0.6):
            canvas.polygon(
                [
                    (x - 8, 40),
                    (x + 8, 40),
                    (aim + spread * share / 2, HEIGHT * 0.86),
                    (aim - spread * share / 2, HEIGHT * 0.86),
                ],
                colour,
                opacity=0.16,
            )
        canvas.glow((x, 40), 90, colour, strength=0.9)
        canvas.disc((x, 40), 13, mix(colour, (255, 255, 255), 0.6))


def ornament_band(canvas: Canvas, *, top: float, height: float, ground: Colour, figure: Colour) -> None:
    """Draw a band of horned rhombi, the border of a Kazakh carpet."""
    canvas.box(0, top, WIDTH, top + height, ground)
    for y in (top + height * 0.07, top + height * 0.93):
        canvas.stroke([(0, y), (WIDTH, y)], height * 0.045, figure)
    step = height * 1.5
    count = math.ceil(WIDTH / step) + 1
    for index in range(count):
        x, y = index * step, top + height / 2
        canvas.polygon(
            [(x - height * 0.16, y), (x, y - height * 0.26), (x + height * 0.16, y), (x, y + height * 0.26)], figure
        )
        pen = canvas.pen((x + step / 2, y), height * 0.5)
        for side in (-1, 1):
            horn(pen, side * 0.06, 0.0, 0.62, side, figure)
