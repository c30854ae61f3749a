"""Scenes of the city and its people."""

from random import Random
from typing import Final

from demo.pictures.canvas import HEIGHT, WIDTH, Canvas, arc_points, smooth
from demo.pictures.palette import Palette, mix
from demo.pictures.parts.land import hills, poplar, ridge, tree
from demo.pictures.parts.skies import clouds, sky, stars, sun
from demo.pictures.parts.town import crowd, lamp, skyline
from demo.pictures.shapes import Scene


def fireworks(canvas: Canvas, palette: Palette, rng: Random) -> None:
    """Draw fireworks over the roofs and a crowd."""
    sky(canvas, palette)
    stars(canvas, palette, rng, count=90, until=500)
    colours = (palette.accent, palette.second, palette.sun, palette.light)
    for index in range(7):
        x, y, radius = 150 + index * 215 + rng.uniform(-50, 50), rng.uniform(120, 380), rng.uniform(90, 170)
        colour = colours[index % len(colours)]
        canvas.glow((x, y), radius * 1.7, colour, strength=0.55)
        canvas.stroke([(x, y + 30), (x + rng.uniform(-40, 40), 640)], 2, colour, opacity=0.4)
        for turn in range(0, 360, 15):
            start, end = (
                arc_points((x, y), radius * share, radius * share, turn, turn, steps=1)[0] for share in (0.3, 1)
            )
            canvas.stroke([start, end], 3.4, mix(colour, palette.light, 0.25))
            canvas.disc(end, 6, colour)
    skyline(canvas, palette, rng, base=760, height=210, colour=palette.hills[1])
    crowd(canvas, palette.ink, rng, base=790)


def lanterns(canvas: Canvas, palette: Palette, rng: Random) -> None:
    """Draw an alley of trees with strings of lanterns."""
    sky(canvas, palette)
    stars(canvas, palette, rng, count=90, until=420)
    skyline(canvas, palette, rng, base=640, height=190, colour=mix(palette.hills[0], palette.sky[1], 0.25))
    canvas.box(0, 640, WIDTH, HEIGHT, palette.hills[1])
    canvas.polygon(
        [(WIDTH / 2 - 70, 640), (WIDTH / 2 + 70, 640), (WIDTH / 2 + 560, HEIGHT), (WIDTH / 2 - 560, HEIGHT)],
        mix(palette.hills[0], palette.sun, 0.25),
    )
    for index, (x, foot) in enumerate(((560, 660), (420, 710), (230, 790), (0, 890))):
        for side_x in (x, WIDTH - x):
            tree(canvas, (side_x, foot), 130 + index * 62, palette.hills[2], palette.ink)
    colours = (palette.sun, palette.accent, palette.second, palette.light)
    for row, (height, sag) in enumerate(((120, 120), (220, 150), (330, 110))):
        rope = smooth(
            [
                (-20, height),
                (WIDTH / 4, height + sag),
                (WIDTH / 2, height + sag * 1.2),
                (WIDTH * 3 / 4, height + sag),
                (WIDTH + 20, height),
            ],
            closed=False,
        )
        canvas.stroke(rope, 2.5, palette.ink)
        for index, (bulb_x, bulb_y) in enumerate(rope[1 + row :: 3]):
            colour = colours[(index + row) % len(colours)]
            canvas.glow((bulb_x, bulb_y + 30), 74, colour, strength=0.6)
            canvas.polygon(arc_points((bulb_x, bulb_y + 30), 21, 26, 0, 360, steps=24), colour)
            canvas.box(bulb_x - 10, bulb_y + 2, bulb_x + 10, bulb_y + 9, palette.ink)
    for x, foot, height in ((650, 690, 130), (950, 690, 130), (520, 800, 220), (1080, 800, 220)):
        lamp(canvas, (x, foot), height, palette)


def track(canvas: Canvas, palette: Palette, rng: Random) -> None:
    """Draw runners on a road that leads to the sun."""
    sky(canvas, palette)
    sun(canvas, palette, (WIDTH / 2, 420), 170, rings=3)
    hills(canvas, palette, rng, base=500, swing=30, gap=70)
    canvas.polygon(
        [(WIDTH / 2 - 60, 520), (WIDTH / 2 + 60, 520), (WIDTH + 260, HEIGHT), (-260, HEIGHT)],
        mix(palette.accent, palette.ink, 0.2),
    )
    for share in (-1, -0.5, 0, 0.5, 1):
        canvas.polygon(
            [
                (WIDTH / 2 + share * 58 - 1, 520),
                (WIDTH / 2 + share * 58 + 1, 520),
                (WIDTH / 2 + share * 1050 + 9, HEIGHT),
                (WIDTH / 2 + share * 1050 - 9, HEIGHT),
            ],
            palette.light,
            opacity=0.9,
        )
    vests = (palette.second, palette.light, palette.sun, palette.second)
    for index, (x, foot, size) in enumerate(((690, 640, 80), (900, 660, 92), (560, 760, 140), (1010, 800, 165))):
        _runner(canvas, palette, (x, foot), size, vests[index])


def _runner(
    canvas: Canvas, palette: Palette, foot: tuple[float, float], size: float, vest: tuple[int, int, int]
) -> None:
    pen = canvas.pen(foot, size)
    skin = mix(palette.ink, palette.accent, 0.3)
    pen.canvas.polygon(
        arc_points((foot[0], foot[1] + size * 0.05), size * 0.5, size * 0.07, 0, 360), palette.ink, opacity=0.35
    )
    pen.line([(0.02, -0.72), (-0.26, -0.4), (-0.56, -0.34)], 0.15, skin)
    pen.line([(0.02, -0.72), (0.3, -0.46), (0.14, -0.02), (0.28, 0.0)], 0.15, skin)
    pen.line([(0.12, -1.2), (-0.16, -1.0), (-0.02, -0.8)], 0.11, skin)
    pen.line([(0.1, -1.26), (0.02, -0.72)], 0.3, vest)
    pen.line([(0.14, -1.2), (0.42, -1.04), (0.56, -1.24)], 0.11, skin)
    pen.line([(-0.04, -0.74), (0.12, -0.7)], 0.24, palette.ink)
    pen.disc(0.2, -1.54, 0.16, skin)


def market(canvas: Canvas, palette: Palette, rng: Random) -> None:
    """Draw stalls with striped awnings and a crowd of lamps."""
    sky(canvas, palette)
    skyline(canvas, palette, rng, base=600, height=240, colour=mix(palette.hills[0], palette.sky[1], 0.35), lit=0.3)
    canvas.box(0, 590, WIDTH, HEIGHT, palette.hills[1])
    stripes = (
        (palette.accent, palette.light),
        (palette.second, palette.light),
        (palette.hills[2], palette.sun),
        (palette.accent, palette.sun),
    )
    for index in range(4):
        left, top = 30 + index * 395, 400 + (index % 2) * 20
        canvas.box(left + 20, top + 60, left + 340, 830, mix(palette.hills[2], palette.ink, 0.2))
        canvas.glow((left + 180, top + 130), 230, palette.sun, strength=0.55)
        for pole in (left + 20, left + 334):
            canvas.box(pole, top + 40, pole + 12, 840, palette.ink)
        canvas.box(left, 690, left + 360, 850, mix(palette.hills[0], palette.sun, 0.3))
        for shelf in range(9):
            goods = (palette.accent, palette.second, palette.sun, palette.light)[rng.randrange(4)]
            canvas.disc((left + 26 + shelf * 39, 680), rng.uniform(16, 24), goods)
        for stripe in range(9):
            colour = stripes[index][stripe % 2]
            x = left - 16 + stripe * 44
            canvas.polygon([(x + 10, top - 60), (x + 48, top - 60), (x + 44, top + 40), (x, top + 40)], colour)
            canvas.polygon(arc_points((x + 22, top + 40), 22, 26, 0, 180, steps=16), colour)
    crowd(canvas, palette.ink, rng, base=845, size=40)


def park(canvas: Canvas, palette: Palette, rng: Random) -> None:
    """Draw the city park with a fountain and a wheel."""
    sky(canvas, palette)
    sun(canvas, palette, (300, 210), 86, rings=2)
    clouds(canvas, palette, rng, count=6, top=70, bottom=330)
    _wheel(canvas, palette, (1180, 370), 250)
    canvas.polygon([*ridge(rng, base=640, swing=16), (WIDTH, HEIGHT), (0, HEIGHT)], palette.hills[0])
    for x in range(-30, WIDTH, 118):
        poplar(
            canvas, (x + rng.uniform(-20, 20), 680), rng.uniform(150, 230), mix(palette.hills[1], palette.hills[2], 0.3)
        )
    canvas.polygon(
        [(WIDTH / 2 - 120, 670), (WIDTH / 2 + 120, 670), (WIDTH / 2 + 640, HEIGHT), (WIDTH / 2 - 640, HEIGHT)],
        mix(palette.light, palette.hills[0], 0.25),
    )
    canvas.polygon(arc_points((WIDTH / 2, 770), 210, 46, 0, 360), palette.second)
    canvas.polygon(arc_points((WIDTH / 2, 764), 190, 36, 0, 360), mix(palette.second, palette.light, 0.6))
    for side in (-1, 1):
        for reach in (50, 100, 150):
            jet = smooth(
                [
                    (WIDTH / 2, 760),
                    (WIDTH / 2 + side * reach * 0.4, 640 + reach * 0.4),
                    (WIDTH / 2 + side * reach, 764),
                ],
                closed=False,
            )
            canvas.stroke(jet, 6, palette.light)
    for side in (-1, 1):
        for index in range(3):
            tree(
                canvas,
                (WIDTH / 2 + side * (330 + index * 190), 740 + index * 62),
                150 + index * 44,
                palette.hills[(1, 1, 2)[index]],
                palette.ink,
            )


def _wheel(canvas: Canvas, palette: Palette, centre: tuple[float, float], radius: float) -> None:
    for side in (-1, 1):
        canvas.stroke([centre, (centre[0] + side * radius * 0.5, centre[1] + radius * 1.2)], 12, palette.hills[2])
    for share, width in ((1.0, 9), (0.86, 4)):
        canvas.stroke(arc_points(centre, radius * share, radius * share, 0, 360, steps=90), width, palette.hills[2])
    colours = (palette.accent, palette.second, palette.sun, palette.light)
    for index in range(12):
        x, y = arc_points(centre, radius, radius, index * 30, index * 30, steps=1)[0]
        canvas.stroke([centre, (x, y)], 3, palette.hills[2])
        canvas.polygon(arc_points((x, y + 18), 23, 23, 0, 180, steps=12), colours[index % 4])
        canvas.stroke([(x - 21, y + 4), (x + 21, y + 4)], 4, palette.hills[2])
    canvas.disc(centre, 20, palette.accent)


def boulevard(canvas: Canvas, palette: Palette, rng: Random) -> None:
    """Draw the boulevard in the evening with lit windows and lamps."""
    sky(canvas, palette)
    stars(canvas, palette, rng, count=70, until=300)
    sun(canvas, palette, (WIDTH * 0.76, 190), 64)
    skyline(canvas, palette, rng, base=640, height=400, colour=mix(palette.hills[0], palette.sky[1], 0.4), lit=0.35)
    skyline(canvas, palette, rng, base=690, height=260, colour=palette.hills[0], lit=0.55)
    canvas.gradient([palette.hills[1], palette.hills[2]], top=690)
    canvas.polygon(
        [(WIDTH / 2 - 110, 690), (WIDTH / 2 + 110, 690), (WIDTH / 2 + 700, HEIGHT), (WIDTH / 2 - 700, HEIGHT)],
        mix(palette.hills[0], palette.sun, 0.18),
    )
    for index, (x, foot) in enumerate(((610, 706), (470, 752), (280, 826))):
        for side_x in (x, WIDTH - x):
            tree(
                canvas, (side_x - 60, foot), 100 + index * 44, mix(palette.hills[2], palette.second, 0.25), palette.ink
            )
            lamp(canvas, (side_x + 20, foot + 10), 120 + index * 50, palette)
    for x, foot, size in ((760, 790, 0.8), (850, 770, 0.7), (700, 860, 1.1)):
        canvas.disc((x, foot - 92 * size), 15 * size, palette.ink)
        canvas.stroke([(x, foot - 60 * size), (x, foot - 30 * size)], 30 * size, palette.ink)
        canvas.stroke([(x - 8 * size, foot - 30 * size), (x - 10 * size, foot)], 11 * size, palette.ink)
        canvas.stroke([(x + 8 * size, foot - 30 * size), (x + 12 * size, foot)], 11 * size, palette.ink)


def smelter(canvas: Canvas, palette: Palette, rng: Random) -> None:
    """Draw the copper works against the evening sky."""
    sky(canvas, palette)
    sun(canvas, palette, (WIDTH * 0.3, 520), 170, rings=2)
    for index, (x, height) in enumerate(((820, 470), (960, 560), (1240, 430))):
        for puff in range(9):
            canvas.disc(
                (x + 40 + puff * 46 + rng.uniform(-12, 12), 700 - height - 30 - puff * 18),
                24 + puff * 6,
                palette.light,
                opacity=0.26 - index * 0.03,
            )
        canvas.polygon([(x - 18, 700 - height), (x + 18, 700 - height), (x + 34, 740), (x - 34, 740)], palette.hills[1])
        canvas.polygon([(x + 6, 700 - height), (x + 18, 700 - height), (x + 34, 740), (x + 12, 740)], palette.hills[2])
        for band in range(2):
            top = 700 - height + 14 + band * 44
            canvas.box(x - 19, top, x + 19, top + 20, palette.light if band else palette.accent)
    for left, right, top in ((560, 800, 600), (780, 1120, 540), (1090, 1460, 580), (420, 600, 650)):
        canvas.box(left, top, right, 760, palette.hills[1])
        for index in range(int((right - left) // 60)):
            x = left + index * 60
            canvas.polygon([(x, top), (x, top - 34), (x + 60, top)], palette.hills[2])
            canvas.box(x + 14, top + 40, x + 42, top + 66, palette.sun)
    canvas.polygon([*ridge(rng, base=742, swing=12), (WIDTH, HEIGHT), (0, HEIGHT)], palette.hills[2])
    for x in range(-20, WIDTH, 86):
        poplar(canvas, (x + rng.uniform(-20, 20), 830), rng.uniform(80, 130), palette.ink)
    canvas.box(0, 826, WIDTH, HEIGHT, palette.ink)


SCENES: Final[dict[str, Scene]] = {
    "fireworks": fireworks,
    "lanterns": lanterns,
    "track": track,
    "market": market,
    "park": park,
    "boulevard": boulevard,
    "smelter": smelter,
}
