"""Land: hills, mountains, water, trees, yurts."""

from random import Random

from demo.pictures.canvas import HEIGHT, WIDTH, Canvas, Point, arc_points, smooth
from demo.pictures.emblems import Tones
from demo.pictures.emblems.ornament import yurt as draw_yurt
from demo.pictures.palette import Colour, Palette, mix


def ridge(rng: Random, *, base: float, swing: float, steps: int = 7, width: float = WIDTH) -> list[Point]:
    """Return the upper line of soft hills around a height."""
    heights = [base + rng.uniform(-swing, swing) for _ in range(steps + 1)]
    return smooth([(index * width / steps, height) for index, height in enumerate(heights)], closed=False)


def hills(canvas: Canvas, palette: Palette, rng: Random, *, base: float, swing: float = 34, gap: float = 85) -> None:
    """Draw three layers of hills, the nearest one down to the lower edge."""
    for index, colour in enumerate(palette.hills):
        line = ridge(rng, base=base + index * gap, swing=swing * (1 + index * 0.25))
        canvas.polygon([*line, (WIDTH, HEIGHT), (0, HEIGHT)], colour)
        crest = mix(colour, palette.sun, 0.22)
        canvas.stroke(line, 3, crest, opacity=0.55)


def mountains(canvas: Canvas, palette: Palette, rng: Random, *, base: float, height: float, colour: Colour) -> None:
    """Draw a mountain range with a lit and a shaded side to every peak."""
    x = -160.0
    while x < WIDTH + 100:
        half = rng.uniform(150, 260)
        peak = (x + half, base - height * rng.uniform(0.6, 1))
        canvas.polygon([(x, base), peak, (x + 2 * half, base)], colour)
        fold = [
            peak,
            (peak[0] + half * 0.12, peak[1] + height * 0.25),
            (peak[0] - half * 0.1, peak[1] + height * 0.5),
            (peak[0] + half * 0.1, base),
        ]
        canvas.polygon([*fold, (x + 2 * half, base)], mix(colour, palette.ink, 0.28))
        snow = [
            peak,
            (peak[0] - half * 0.2, peak[1] + height * 0.15),
            (peak[0] - half * 0.05, peak[1] + height * 0.12),
            (peak[0] + half * 0.04, peak[1] + height * 0.17),
            (peak[0] + half * 0.17, peak[1] + height * 0.13),
        ]
        canvas.polygon(snow, mix(palette.light, colour, 0.2))
        x += half * rng.uniform(0.9, 1.4)
    canvas.box(0, base - 2, WIDTH, HEIGHT, colour)


def water(canvas: Canvas, palette: Palette, rng: Random, *, top: float, sun_x: float) -> None:
    """Draw water from a height down, with the sun's path on it."""
    canvas.gradient(
        [mix(palette.sky[2], palette.sky[1], 0.35), mix(palette.sky[0], palette.ink, 0.3)], top=top, bottom=HEIGHT
    )
    depth = HEIGHT - top
    for row in range(26):
        y = top + 6 + depth * (row / 26) ** 1.3
        spread = 60 + row * 12
        for _ in range(3):
            x = sun_x + rng.uniform(-spread, spread)
            length = rng.uniform(14, 30 + row * 5)
            canvas.stroke([(x - length, y), (x + length, y)], 2 + row * 0.22, palette.sun, opacity=0.75)
    for _ in range(46):
        x, y = rng.uniform(0, WIDTH), rng.uniform(top + 10, HEIGHT)
        length = rng.uniform(12, 60)
        canvas.stroke([(x, y), (x + length, y)], 2, palette.light, opacity=0.22)


def poplar(canvas: Canvas, foot: Point, height: float, colour: Colour) -> None:
    """Draw a slender poplar."""
    x, y = foot
    canvas.stroke([(x, y), (x, y - height * 0.4)], height * 0.035, mix(colour, (0, 0, 0), 0.35))
    crown = [
        (x, y - height),
        (x + height * 0.13, y - height * 0.5),
        (x + height * 0.1, y - height * 0.16),
        (x, y - height * 0.1),
        (x - height * 0.1, y - height * 0.16),
        (x - height * 0.13, y - height * 0.5),
    ]
    canvas.polygon(smooth(crown, closed=True), colour)
    canvas.polygon(
        smooth([(x, y - height), *crown[1:4], (x + height * 0.03, y - height * 0.5)], closed=True),
        mix(colour, (0, 0, 0), 0.18),
    )


def tree(canvas: Canvas, foot: Point, size: float, colour: Colour, trunk: Colour) -> None:
    """Draw a round tree."""
    x, y = foot
    canvas.stroke([(x, y), (x, y - size * 0.9)], size * 0.1, trunk)
    for dx, dy, radius in ((-0.34, -0.9, 0.36), (0.34, -0.92, 0.36), (0, -1.18, 0.46)):
        canvas.disc((x + dx * size, y + dy * size), radius * size, colour)
    canvas.disc((x + 0.18 * size, y - 0.86 * size), size * 0.36, mix(colour, (0, 0, 0), 0.16))


def yurt(canvas: Canvas, foot: Point, size: float, palette: Palette) -> None:
    """Draw a white yurt standing on a point, with its shadow."""
    x, y = foot
    canvas.polygon(arc_points((x + size * 0.2, y), size * 1.05, size * 0.1, 0, 360), palette.ink, opacity=0.35)
    tones = Tones(
        body=palette.light, shade=mix(palette.light, palette.hills[0], 0.45), detail=palette.accent, line=palette.ink
    )
    draw_yurt(canvas.pen((x, y - size * 0.62), size), tones)
