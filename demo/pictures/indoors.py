"""Scenes under a roof with an emblem in them: stage, theatre, cinema, gallery, club, pitch."""

from random import Random
from typing import Final

from demo.pictures.canvas import HEIGHT, WIDTH, Canvas, arc_points, smooth
from demo.pictures.emblems import Emblem, Tones
from demo.pictures.palette import Palette, mix
from demo.pictures.parts.contrast import tones_on
from demo.pictures.parts.land import ridge
from demo.pictures.parts.town import beams, crowd, ornament_band
from demo.pictures.shapes import Poster


def stage(canvas: Canvas, palette: Palette, emblem: Emblem, rng: Random) -> None:
    """Draw a stage with spotlights and a crowd; the emblem glows on its backdrop."""
    back = mix(palette.sky[0], palette.ink, 0.45)
    canvas.gradient([back, mix(palette.sky[1], palette.ink, 0.25), palette.sky[1]])
    centre = (WIDTH / 2, 400)
    canvas.glow(centre, 620, palette.sky[2], strength=0.8)
    emblem(canvas.pen(centre, 290), tones_on(mix(palette.sky[1], palette.sky[2], 0.4), palette))
    beams(canvas, (palette.sun, palette.accent, palette.second), count=6)
    canvas.box(0, 0, WIDTH, 34, palette.ink)
    for index in range(32):
        x = index * 50
        canvas.stroke([(x, 2), (x + 25, 32), (x + 50, 2)], 3, mix(palette.ink, palette.light, 0.3))
    canvas.polygon([(0, 730), (WIDTH, 730), (WIDTH, HEIGHT), (0, HEIGHT)], palette.ink)
    canvas.box(0, 722, WIDTH, 736, palette.accent)
    crowd(canvas, mix(palette.ink, palette.sky[0], 0.2), rng, base=770, size=54)


def curtain(canvas: Canvas, palette: Palette, emblem: Emblem, rng: Random) -> None:
    """Draw a theatre curtain, open, with the emblem in the spotlight."""
    canvas.gradient([palette.ink, mix(palette.sky[0], palette.ink, 0.3), palette.sky[0]])
    canvas.polygon([(760, 0), (840, 0), (1160, 770), (440, 770)], palette.sun, opacity=0.22)
    canvas.polygon([(0, 760), (WIDTH, 760), (WIDTH, HEIGHT), (0, HEIGHT)], mix(palette.hills[1], palette.ink, 0.2))
    for index in range(9):
        canvas.stroke(
            [(WIDTH / 2 + (index - 4) * 90, 760), (WIDTH / 2 + (index - 4) * 230, HEIGHT)], 3, palette.ink, opacity=0.5
        )
    canvas.polygon(arc_points((WIDTH / 2, 790), 380, 52, 0, 360), palette.sun, opacity=0.55)
    emblem(canvas.pen((WIDTH / 2, 480), 282), tones_on(palette.sky[0], palette))
    cloth, fold = palette.sky[1], mix(palette.sky[1], palette.ink, 0.45)
    for side in (-1, 1):
        for index in range(9):
            outer = WIDTH / 2 + side * (WIDTH / 2 - index * 46)
            inner = outer - side * 46
            pull = max(0, index - 3) * 22
            strip = [
                (outer, 0),
                (inner, 0),
                (inner + side * pull, 520),
                (inner + side * pull * 1.5, HEIGHT),
                (outer + side * pull * 1.5, HEIGHT),
                (outer + side * max(0, pull - 22), 520),
            ]
            canvas.polygon(strip, fold if index % 2 else cloth)
    for index in range(11):
        x = index * 160 - 80
        canvas.polygon(arc_points((x + 80, 84), 92, 84, 0, 180), cloth if index % 2 else fold)
        canvas.stroke(arc_points((x + 80, 84), 92, 84, 0, 180), 8, palette.sun)
    canvas.box(0, 0, WIDTH, 88, cloth)
    ornament_band(canvas, top=0, height=76, ground=fold, figure=palette.sun)


def cinema(canvas: Canvas, palette: Palette, emblem: Emblem, rng: Random) -> None:
    """Draw a cinema: the screen shows hills and the emblem, heads and seats in front."""
    canvas.gradient([palette.ink, mix(palette.sky[0], palette.ink, 0.5)])
    for side in (-1, 1):
        for index in range(5):
            x = WIDTH / 2 + side * (WIDTH / 2 - 20 - index * 34)
            canvas.box(x - 12, 0, x + 12, 720, mix(palette.sky[0], palette.ink, 0.2 + 0.15 * (index % 2)))
    left, top, right, bottom = 220.0, 70.0, 1380.0, 640.0
    canvas.glow((WIDTH / 2, 360), 900, palette.sky[2], strength=0.35)
    canvas.box(left - 12, top - 12, right + 12, bottom + 12, palette.ink)
    canvas.box(left, top, right, bottom, palette.sky[2])
    canvas.disc((WIDTH / 2, 350), 230, palette.sun)
    for index, colour in enumerate(palette.hills):
        line = [(x * (right - left) / WIDTH + left, y) for x, y in ridge(rng, base=480 + index * 56, swing=26)]
        canvas.polygon([*line, (right, bottom), (left, bottom)], colour)
    emblem(canvas.pen((WIDTH / 2, 344), 232), tones_on(palette.sun, palette))
    canvas.polygon(
        [(WIDTH / 2 - 10, HEIGHT), (WIDTH / 2 + 10, HEIGHT), (right, top), (left, top)], palette.light, opacity=0.06
    )
    seat = mix(palette.sky[1], palette.ink, 0.55)
    for row in range(2):
        y, width = 770 + row * 80, 118 + row * 34
        for index in range(-1, int(WIDTH / width) + 2):
            x = index * width + (row * width / 2)
            if rng.random() < 0.72:  # noqa: PLR2004 - most seats are taken
                canvas.disc((x, y - 26), 34 + row * 8, palette.ink)
            pen = canvas.pen((x, y + 60), width * 0.46)
            pen.box(-0.9, -0.9, 0.9, 2.2, mix(seat, palette.ink, 0.25 if row else 0.0), round_by=0.3)


def gallery(canvas: Canvas, palette: Palette, emblem: Emblem, rng: Random) -> None:
    """Draw a gallery wall: the emblem in the large frame, small landscapes beside it, visitors in front."""
    wall = mix(palette.light, palette.sky[2], 0.25)
    canvas.gradient([mix(wall, palette.ink, 0.2), wall])
    frames = (
        (560, 150, 1040, 610, True),
        (140, 190, 460, 420, False),
        (140, 460, 460, 640, False),
        (1140, 190, 1460, 400, False),
        (1140, 440, 1460, 640, False),
    )
    for left, top, right, bottom, large in frames:
        middle = (left + right) / 2
        canvas.polygon(
            [(middle - 14, 20), (middle + 14, 20), (right + 40, bottom + 40), (left - 40, bottom + 40)],
            palette.sun,
            opacity=0.22,
        )
        canvas.box(left - 10, top + 4, right + 22, bottom + 24, palette.ink, opacity=0.25)
        canvas.box(left - 16, top - 16, right + 16, bottom + 16, palette.hills[2] if large else palette.accent)
        if large:
            canvas.box(left, top, right, bottom, palette.sky[0])
            emblem(canvas.pen((middle, (top + bottom) / 2), 196), tones_on(palette.sky[0], palette))
            continue
        canvas.box(left, top, right, bottom, palette.sky[rng.randrange(3)])
        canvas.disc(
            (left + (right - left) * rng.uniform(0.3, 0.7), top + (bottom - top) * 0.42),
            (bottom - top) * 0.2,
            palette.sun,
        )
        for index, colour in enumerate(palette.hills):
            base = top + (bottom - top) * (0.5 + index * 0.16)
            line = [(left + x / WIDTH * (right - left), y) for x, y in ridge(rng, base=base, swing=14)]
            canvas.polygon([*line, (right, bottom), (left, bottom)], colour)
    canvas.box(0, 720, WIDTH, HEIGHT, palette.hills[1])
    canvas.box(0, 708, WIDTH, 724, palette.ink)
    for x, size in ((430, 1.0), (1130, 0.92), (1220, 0.6)):
        canvas.disc((x, 612 + (1 - size) * 160), 32 * size, palette.ink)
        body = [
            (x - 40 * size, 860),
            (x - 46 * size, 720 + (1 - size) * 90),
            (x, 650 + (1 - size) * 150),
            (x + 46 * size, 720 + (1 - size) * 90),
            (x + 40 * size, 860),
        ]
        canvas.polygon(smooth(body, closed=True), palette.ink)


def club(canvas: Canvas, palette: Palette, emblem: Emblem, rng: Random) -> None:
    """Draw a night club: mirror ball, lasers, dancers, the emblem as a neon sign."""
    canvas.gradient([palette.ink, palette.sky[0], palette.sky[1]])
    for index in range(9):
        x = WIDTH * index / 8
        colour = (palette.accent, palette.second, palette.sun)[index % 3]
        canvas.polygon([(x - 3, 0), (x + 3, 0), (WIDTH - x + 60, 760), (WIDTH - x - 60, 760)], colour, opacity=0.15)
    canvas.glow((WIDTH / 2, 430), 560, palette.sun, strength=0.6)
    neon = Tones(
        body=palette.accent, shade=mix(palette.accent, palette.ink, 0.5), detail=palette.light, line=palette.second
    )
    emblem(canvas.pen((WIDTH / 2, 440), 268), neon)
    ball = (WIDTH * rng.choice((0.2, 0.8)), 190)
    canvas.stroke([(ball[0], 0), ball], 4, palette.light)
    canvas.glow(ball, 300, palette.light, strength=0.5)
    canvas.disc(ball, 100, mix(palette.sky[1], palette.light, 0.4))
    for row in range(-4, 5):
        for column in range(-4, 5):
            x, y = ball[0] + column * 22, ball[1] + row * 22
            if (x - ball[0]) ** 2 + (y - ball[1]) ** 2 < 94**2:
                canvas.box(
                    x - 9,
                    y - 9,
                    x + 9,
                    y + 9,
                    mix(
                        rng.choice((palette.accent, palette.light, palette.second)),
                        palette.sky[1],
                        rng.uniform(0.1, 0.6),
                    ),
                )
    for _ in range(70):
        canvas.disc(
            (rng.uniform(0, WIDTH), rng.uniform(0, 720)),
            rng.uniform(3, 9),
            rng.choice((palette.accent, palette.second, palette.light)),
            opacity=0.5,
        )
    crowd(canvas, palette.ink, rng, base=740, size=62)


def pitch(canvas: Canvas, palette: Palette, emblem: Emblem, rng: Random) -> None:
    """Draw a field from above in stripes, with its lines; the emblem lies on the centre circle."""
    grass = palette.hills[0]
    for index in range(10):
        canvas.box(index * 160, 0, index * 160 + 160, HEIGHT, grass if index % 2 else mix(grass, palette.hills[1], 0.5))
    line = palette.light
    for left, top, right, bottom in ((50, 50, 1550, 850), (50, 230, 260, 670), (1340, 230, 1550, 670)):
        canvas.stroke([(left, top), (right, top), (right, bottom), (left, bottom), (left, top)], 9, line)
    canvas.stroke([(WIDTH / 2, 50), (WIDTH / 2, 850)], 9, line)
    canvas.stroke(arc_points((WIDTH / 2, HEIGHT / 2), 250, 250, 0, 360, steps=120), 9, line)
    canvas.disc((WIDTH / 2 + 26, HEIGHT / 2 + 34), 196, palette.ink, opacity=0.35)
    emblem(canvas.pen((WIDTH / 2, HEIGHT / 2), 236, turn=rng.uniform(-16, 16)), tones_on(grass, palette))
    for _ in range(9):
        x, y = rng.uniform(140, 1460), rng.uniform(120, 780)
        if abs(x - WIDTH / 2) > 300:  # noqa: PLR2004 - the players keep out of the circle
            shirt = rng.choice((palette.accent, palette.second))
            canvas.disc((x + 8, y + 10), 26, palette.ink, opacity=0.3)
            canvas.disc((x, y), 26, shirt)
            canvas.disc((x, y), 12, palette.ink)


def shelves(canvas: Canvas, palette: Palette, emblem: Emblem, rng: Random) -> None:
    """Draw shelves of books and jars around a round window with the emblem."""
    canvas.gradient([mix(palette.hills[2], palette.ink, 0.2), palette.hills[2]])
    colours = (palette.accent, palette.second, palette.sun, palette.light, palette.hills[0], palette.sky[1])
    for row in range(4):
        floor = 215 + row * 222
        x = 14.0
        while x < WIDTH - 20:
            width, height = rng.uniform(22, 54), rng.uniform(110, 178)
            colour = rng.choice(colours)
            canvas.box(x, floor - height, x + width, floor, colour)
            canvas.box(x, floor - height + 18, x + width, floor - height + 30, mix(colour, palette.ink, 0.35))
            canvas.box(x + width * 0.8, floor - height, x + width, floor, mix(colour, palette.ink, 0.25))
            x += width + (rng.uniform(30, 70) if rng.random() < 0.08 else 3)  # noqa: PLR2004 - a gap now and then
        canvas.box(0, floor, WIDTH, floor + 24, mix(palette.hills[1], palette.accent, 0.2))
        canvas.box(0, floor + 24, WIDTH, floor + 34, palette.ink, opacity=0.5)
    centre = (WIDTH / 2, HEIGHT / 2)
    canvas.disc((centre[0] + 12, centre[1] + 16), 338, palette.ink, opacity=0.45)
    canvas.disc(centre, 336, palette.light)
    ground = mix(palette.sky[0], palette.ink, 0.15)
    canvas.disc(centre, 312, ground)
    emblem(canvas.pen(centre, 238), tones_on(ground, palette))


INTERIORS: Final[dict[str, Poster]] = {
    "stage": stage,
    "curtain": curtain,
    "cinema": cinema,
    "gallery": gallery,
    "club": club,
    "pitch": pitch,
    "shelves": shelves,
}
