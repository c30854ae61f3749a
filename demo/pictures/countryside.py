"""Scenes of steppe, mountains and water."""

from random import Random
from typing import Final

from demo.pictures.canvas import HEIGHT, WIDTH, Canvas, arc_points, smooth
from demo.pictures.emblems import EMBLEMS, Tones
from demo.pictures.palette import Palette, mix
from demo.pictures.parts.contrast import tones_on
from demo.pictures.parts.land import hills, mountains, poplar, ridge, water, yurt
from demo.pictures.parts.skies import clouds, sky, stars, sun
from demo.pictures.parts.town import ornament_band
from demo.pictures.shapes import Scene


def sunset(canvas: Canvas, palette: Palette, rng: Random) -> None:
    """Draw the plain at sunset with a herd of saigas on a crest."""
    sky(canvas, palette)
    clouds(canvas, palette, rng, count=5, top=80, bottom=300)
    sun(canvas, palette, (WIDTH * 0.62, 500), 190, rings=3)
    hills(canvas, palette, rng, base=560, swing=40)
    for index in range(5):
        _saiga(
            canvas, palette, (360 + index * 150 + rng.uniform(-20, 20), 700 + rng.uniform(-14, 14)), rng.uniform(44, 66)
        )
    for _ in range(120):
        x, y = rng.uniform(0, WIDTH), rng.uniform(790, 910)
        canvas.stroke(
            [(x, y), (x + rng.uniform(-14, 14), y - rng.uniform(24, 60))], 3, mix(palette.hills[2], palette.sun, 0.35)
        )


def _saiga(canvas: Canvas, palette: Palette, foot: tuple[float, float], size: float) -> None:
    pen = canvas.pen(foot, size)
    for x in (-0.62, -0.44, 0.3, 0.46):
        pen.line([(x, -0.6), (x + 0.04, 0.0)], 0.09, palette.ink)
    pen.blob(
        [(-0.78, -0.9), (-0.3, -1.1), (0.4, -1.08), (0.68, -0.96), (0.5, -0.56), (-0.2, -0.5), (-0.7, -0.58)],
        palette.ink,
    )
    pen.blob(
        [(0.5, -1.0), (0.74, -1.5), (0.98, -1.52), (1.22, -1.24), (1.14, -1.14), (0.92, -1.2), (0.74, -0.8)],
        palette.ink,
    )
    for shift in (0.0, 0.1):
        pen.curve([(0.8 + shift, -1.46), (0.72 + shift, -1.74), (0.84 + shift, -1.94)], 0.06, palette.ink)


def yurts(canvas: Canvas, palette: Palette, rng: Random) -> None:
    """Draw a village of yurts under bunting."""
    sky(canvas, palette)
    sun(canvas, palette, (WIDTH * rng.uniform(0.2, 0.8), 330), 130, rings=2)
    clouds(canvas, palette, rng, count=4, top=60, bottom=260)
    line = ridge(rng, base=560, swing=40)
    canvas.polygon([*line, (WIDTH, HEIGHT), (0, HEIGHT)], palette.hills[0])
    canvas.polygon([*ridge(rng, base=640, swing=24), (WIDTH, HEIGHT), (0, HEIGHT)], palette.hills[1])
    for x, y, size in ((250, 690, 120), (1330, 690, 130), (560, 730, 160), (1010, 740, 175), (785, 830, 235)):
        yurt(canvas, (x + rng.uniform(-24, 24), y), size, palette)
    flags = (palette.accent, palette.second, palette.sun, palette.light)
    for height, sag in ((70, 150), (40, 90)):
        rope = smooth(
            [
                (-20, height),
                (WIDTH / 4, height + sag * 0.8),
                (WIDTH / 2, height + sag),
                (WIDTH * 3 / 4, height + sag * 0.8),
                (WIDTH + 20, height),
            ],
            closed=False,
        )
        canvas.stroke(rope, 3, palette.ink)
        for index, (flag_x, top) in enumerate(rope[1::2]):
            flag = [(flag_x - 22, top), (flag_x + 22, top), (flag_x, top + 46)]
            canvas.polygon(flag, flags[index % len(flags)])
    ornament_band(canvas, top=HEIGHT - 54, height=54, ground=palette.hills[2], figure=palette.accent)


def kites(canvas: Canvas, palette: Palette, rng: Random) -> None:
    """Draw kites over the water's edge."""
    sky(canvas, palette)
    clouds(canvas, palette, rng, count=7, top=90, bottom=480)
    hills(canvas, palette, rng, base=690, swing=26, gap=62)
    colours = (palette.accent, palette.second, palette.sun, palette.light, palette.hills[2])
    for index in range(9):
        x, y = 130 + index * 165 + rng.uniform(-40, 40), rng.uniform(90, 470)
        tail = [(x, y + 60), (x + 36, y + 130), (x - 14, y + 190), (x + 26, y + 260)]
        canvas.stroke(smooth([*tail, (x + (WIDTH / 2 - x) * 0.3, 800)], closed=False), 2, palette.ink, opacity=0.6)
        for bow_x, bow_y in tail[1:]:
            canvas.polygon(
                [(bow_x - 15, bow_y - 9), (bow_x + 15, bow_y + 9), (bow_x + 15, bow_y - 9), (bow_x - 15, bow_y + 9)],
                colours[(index + 1) % 5],
            )
        body = colours[index % len(colours)]
        tones = Tones(body=body, shade=mix(body, palette.ink, 0.3), detail=palette.light, line=palette.ink)
        kite = canvas.pen((x, y), rng.uniform(62, 96), turn=rng.uniform(-14, 26))
        kite.shape([(0, -0.9), (0.62, -0.16), (0, 0.9)], tones.body)
        kite.shape([(0, -0.9), (-0.62, -0.16), (0, 0.9)], tones.shade)
        kite.line([(-0.62, -0.16), (0.62, -0.16)], 0.03, tones.line)
        kite.line([(0, -0.9), (0, 0.9)], 0.03, tones.line)


def ranges(canvas: Canvas, palette: Palette, rng: Random) -> None:
    """Draw mountain ranges with a yurt and a winding path."""
    sky(canvas, palette)
    sun(canvas, palette, (WIDTH * rng.uniform(0.25, 0.75), 250), 110, rings=2)
    clouds(canvas, palette, rng, count=4, top=80, bottom=300)
    for base, height, share in ((560, 330, 0.55), (640, 280, 0.28), (720, 210, 0.0)):
        mountains(canvas, palette, rng, base=base, height=height, colour=mix(palette.hills[0], palette.sky[1], share))
    hills(canvas, palette, rng, base=716, swing=18, gap=56)
    path = smooth([(700, 905), (820, 850), (720, 800), (840, 760), (800, 735)], closed=False)
    canvas.stroke(path, 16, mix(palette.light, palette.hills[1], 0.3))
    yurt(canvas, (1130, 808), 110, palette)
    for x in (180, 240, 292, 1420, 1480):
        poplar(canvas, (x, 845), rng.uniform(130, 190), mix(palette.hills[1], palette.ink, 0.25))


def night_sky(canvas: Canvas, palette: Palette, rng: Random) -> None:
    """Draw the Milky Way over the plain and a telescope with two people."""
    canvas.gradient([mix(palette.sky[0], palette.ink, 0.4), palette.sky[0], palette.sky[1], palette.sky[2]])
    for index in range(60):
        share = index / 60
        x, y = WIDTH * (0.12 + 0.8 * share), HEIGHT * (0.75 - 0.72 * share)
        canvas.glow(
            (x + rng.uniform(-40, 40), y + rng.uniform(-40, 40)), rng.uniform(70, 150), palette.light, strength=0.10
        )
    stars(canvas, palette, rng, count=420, until=720)
    canvas.stroke([(300, 120), (520, 200)], 4, palette.light, opacity=0.8)
    hills(canvas, palette, rng, base=680, swing=24, gap=64)
    tones = Tones(body=palette.ink, shade=palette.ink, detail=mix(palette.ink, palette.light, 0.4), line=palette.ink)
    EMBLEMS["telescope"](canvas.pen((860, 690), 124), tones)
    for x, size in ((730, 1.0), (1010, 0.72)):
        canvas.disc((x, 690 - 40 * size), 25 * size, palette.ink)
        canvas.polygon(
            [
                *arc_points((x, 740), 40 * size, 62 * size, 180, 360, steps=16),
                (x + 34 * size, 830),
                (x - 34 * size, 830),
            ],
            palette.ink,
        )


def shore(canvas: Canvas, palette: Palette, rng: Random) -> None:
    """Draw the reservoir with a sail and reeds."""
    sky(canvas, palette, horizon=520)
    x = WIDTH * rng.uniform(0.4, 0.66)
    sun(canvas, palette, (x, 440), 120, rings=3)
    clouds(canvas, palette, rng, count=4, top=70, bottom=280)
    for index, swing in enumerate((34, 20)):
        line = ridge(rng, base=492 + index * 16, swing=swing)
        canvas.polygon([*line, (WIDTH, 530), (0, 530)], mix(palette.hills[0], palette.sky[2], 0.4 - index * 0.3))
    water(canvas, palette, rng, top=524, sun_x=x)
    boat = canvas.pen((x - 330, 600), 150)
    boat.shape([(-0.5, 0.06), (0.62, 0.06), (0.42, 0.24), (-0.34, 0.24)], palette.ink)
    boat.shape([(0.04, -0.96), (0.6, -0.02), (0.04, -0.02)], palette.light)
    boat.shape([(-0.02, -0.8), (-0.42, -0.02), (-0.02, -0.02)], palette.accent)
    for _ in range(46):
        side = rng.choice((0, WIDTH - 300))
        reed_x, top = side + rng.uniform(0, 300), rng.uniform(640, 800)
        lean = rng.uniform(-30, 30)
        canvas.stroke(
            smooth(
                [(reed_x, HEIGHT + 10), (reed_x + lean * 0.3, (HEIGHT + top) / 2), (reed_x + lean, top)], closed=False
            ),
            4,
            palette.hills[2],
        )
        if rng.random() < 0.5:  # noqa: PLR2004 - every other reed carries its brown head
            canvas.stroke([(reed_x + lean, top), (reed_x + lean * 1.1, top + 44)], 13, palette.ink)


def landing(canvas: Canvas, palette: Palette, rng: Random) -> None:
    """Draw a descent capsule under its parachute over the plain."""
    sky(canvas, palette)
    stars(canvas, palette, rng, count=200, until=560)
    sun(canvas, palette, (1300, 170), 70)
    x = rng.choice((560, 640))
    canvas.glow((x, 660), 300, palette.accent, strength=0.55)
    EMBLEMS["capsule"](canvas.pen((x, 350), 290), tones_on(palette.sky[1], palette))
    hills(canvas, palette, rng, base=680, swing=30, gap=72)
    for car_x, y in ((1010, 780), (1130, 792), (1236, 806)):
        canvas.glow((car_x - 40, y + 14), 90, palette.sun, strength=0.5)
        canvas.box(car_x, y, car_x + 62, y + 22, palette.ink)
        canvas.box(car_x + 14, y - 14, car_x + 52, y, palette.ink)
        canvas.disc((car_x, y + 12), 5, palette.light)
        for wheel in (14, 50):
            canvas.disc((car_x + wheel, y + 24), 9, palette.ink)


def mausoleum(canvas: Canvas, palette: Palette, rng: Random) -> None:
    """Draw a domed mausoleum in the plain."""
    sky(canvas, palette)
    sun(canvas, palette, (1240, 280), 100, rings=3)
    clouds(canvas, palette, rng, count=5, top=80, bottom=320)
    hills(canvas, palette, rng, base=610, swing=30, gap=70)
    brick, dark = mix(palette.accent, palette.light, 0.25), mix(palette.accent, palette.ink, 0.35)
    canvas.polygon(arc_points((760, 800), 420, 36, 0, 360), palette.ink, opacity=0.4)
    canvas.box(470, 440, 1010, 790, mix(brick, palette.ink, 0.12))
    canvas.box(850, 440, 1010, 790, dark)
    canvas.box(600, 300, 880, 450, brick)
    for index in range(8):
        canvas.polygon(
            [(600 + index * 35, 300), (635 + index * 35, 300), (635 + index * 35, 450), (600 + index * 35, 450)],
            dark if index % 2 else brick,
        )
    dome = [(590, 306), (600, 214), (660, 132), (740, 86), (820, 132), (880, 214), (890, 306)]
    canvas.polygon(smooth(dome, closed=False), palette.second)
    canvas.polygon(
        smooth([(740, 86), (820, 132), (880, 214), (890, 306), (790, 306), (800, 190)], closed=False),
        mix(palette.second, palette.ink, 0.3),
    )
    canvas.stroke([(740, 90), (740, 46)], 6, palette.ink)
    canvas.box(430, 380, 720, 800, brick)
    canvas.polygon([*arc_points((575, 590), 96, 120, 180, 360), (671, 800), (479, 800)], dark)
    canvas.polygon([*arc_points((575, 620), 66, 90, 180, 360), (641, 800), (509, 800)], palette.ink)
    for index in range(7):
        tile = 446 + index * 43
        canvas.polygon([(tile - 16, 424), (tile, 402), (tile + 16, 424), (tile, 446)], palette.second)
    for _ in range(90):
        x, y = rng.uniform(0, WIDTH), rng.uniform(810, 905)
        canvas.stroke(
            [(x, y), (x + rng.uniform(-12, 12), y - rng.uniform(20, 44))], 3, mix(palette.hills[2], palette.sun, 0.35)
        )


SCENES: Final[dict[str, Scene]] = {
    "sunset": sunset,
    "yurts": yurts,
    "kites": kites,
    "ranges": ranges,
    "night_sky": night_sky,
    "shore": shore,
    "landing": landing,
    "mausoleum": mausoleum,
}
