"""Posters: an emblem in front of a pattern. Every one takes a canvas, a palette, an emblem and a source of chance."""

from random import Random
from typing import Final

from demo.pictures.canvas import HEIGHT, WIDTH, Canvas, arc_points
from demo.pictures.emblems import Emblem, Tones
from demo.pictures.palette import Palette, mix
from demo.pictures.parts.contrast import tones_on
from demo.pictures.parts.land import hills, ridge
from demo.pictures.parts.skies import sky, stars, sun
from demo.pictures.parts.town import ornament_band
from demo.pictures.shapes import Poster

_CENTRE: Final = (WIDTH / 2, HEIGHT / 2)


def rays(canvas: Canvas, palette: Palette, emblem: Emblem, rng: Random) -> None:
    """Draw sun rays from behind a disc; a carpet border below."""
    centre = (WIDTH / 2 + rng.choice((-1, 1)) * rng.uniform(60, 240), HEIGHT * 0.45)
    sky(canvas, palette)
    count = rng.choice((20, 24, 28))
    start = rng.uniform(0, 20)
    for index in range(0, count * 2, 2):
        first, last = (start + turn * 180 / count for turn in (index, index + 1))
        edge = arc_points(centre, 1400, 1400, first, last, steps=1)
        canvas.polygon([centre, *edge], palette.sun, opacity=0.24)
    canvas.glow(centre, 640, palette.sun, strength=0.5)
    ground = mix(palette.hills[1], palette.ink, 0.15)
    canvas.disc(centre, 362, palette.sun)
    canvas.disc(centre, 340, ground)
    canvas.disc(centre, 340, palette.sky[1], opacity=0.12)
    emblem(canvas.pen(centre, 268), tones_on(ground, palette))
    ornament_band(canvas, top=HEIGHT - 92, height=92, ground=palette.hills[2], figure=palette.accent)


def arches(canvas: Canvas, palette: Palette, emblem: Emblem, rng: Random) -> None:
    """Draw concentric arches like a portal; the emblem stands in it."""
    canvas.gradient([mix(palette.sky[2], palette.light, 0.35), palette.sky[2]])
    x, foot = WIDTH / 2 + rng.choice((-260, 0, 260)), HEIGHT * 0.9
    colours = (
        palette.hills[2],
        palette.hills[1],
        palette.hills[0],
        palette.accent,
        palette.second,
        palette.sun,
        palette.light,
    )
    for index, colour in enumerate(colours):
        radius = 820 - index * 62
        canvas.polygon(
            [*arc_points((x, foot), radius, radius, 180, 360), (x + radius, HEIGHT), (x - radius, HEIGHT)], colour
        )
    ground = mix(palette.sky[0], palette.ink, 0.1)
    canvas.polygon([*arc_points((x, foot), 396, 396, 180, 360), (x + 396, HEIGHT), (x - 396, HEIGHT)], ground)
    emblem(canvas.pen((x, foot - 172), 200), tones_on(ground, palette))
    canvas.box(0, foot + 44, WIDTH, HEIGHT, palette.ink)
    for index in range(41):
        dot = index * 40
        canvas.polygon([(dot - 12, foot + 66), (dot, foot + 52), (dot + 12, foot + 66), (dot, foot + 80)], palette.sun)


def lattice(canvas: Canvas, palette: Palette, emblem: Emblem, rng: Random) -> None:
    """Draw a lattice of rhombi like the wall of a yurt, with a medallion."""
    ground = palette.hills[1]
    canvas.gradient([mix(ground, palette.sky[0], 0.4), mix(ground, palette.ink, 0.3)])
    size = rng.choice((92, 100, 114))
    for row in range(-1, int(HEIGHT / size) + 2):
        for column in range(-1, int(WIDTH / size) + 2):
            x, y = column * size + (row % 2) * size / 2, row * size
            rhombus = [(x - size * 0.42, y), (x, y - size * 0.84), (x + size * 0.42, y), (x, y + size * 0.84)]
            tone = (palette.accent, palette.hills[0], palette.second, palette.hills[0])[(row + 2 * column) % 4]
            canvas.polygon(rhombus, mix(tone, ground, 0.55))
            canvas.polygon(
                [(x - size * 0.2, y), (x, y - size * 0.4), (x + size * 0.2, y), (x, y + size * 0.4)],
                mix(palette.ink, ground, 0.35),
            )
    _medallion(canvas, palette, emblem)


def _medallion(canvas: Canvas, palette: Palette, emblem: Emblem) -> None:
    canvas.glow(_CENTRE, 620, palette.ink, strength=0.7)
    for turn in range(0, 360, 15):
        tooth = arc_points(_CENTRE, 372, 372, turn - 6, turn + 6, steps=1)
        canvas.polygon([*tooth, arc_points(_CENTRE, 408, 408, turn, turn, steps=1)[0]], palette.sun)
    canvas.disc(_CENTRE, 374, palette.sun)
    canvas.disc(_CENTRE, 356, palette.accent)
    canvas.disc(_CENTRE, 334, palette.light)
    emblem(canvas.pen(_CENTRE, 260), tones_on(palette.light, palette))


def steppe(canvas: Canvas, palette: Palette, emblem: Emblem, rng: Random) -> None:
    """Draw hills under a ringed sun; the emblem stands large in front of it."""
    sky(canvas, palette)
    x = WIDTH * rng.uniform(0.36, 0.64)
    sun(canvas, palette, (x, 400), 268, rings=3)
    line = ridge(rng, base=640, swing=36)
    canvas.polygon([*line, (WIDTH, HEIGHT), (0, HEIGHT)], palette.hills[0])
    emblem(canvas.pen((x, 426), 292), tones_on(palette.sun, palette))
    hills(canvas, palette, rng, base=724, swing=22, gap=54)
    for _ in range(70):
        gx, gy = rng.uniform(0, WIDTH), rng.uniform(830, 905)
        for lean in (-9, 0, 9):
            canvas.stroke([(gx, gy), (gx + lean, gy - rng.uniform(20, 44))], 3, mix(palette.hills[2], palette.sun, 0.3))


def wallpaper(canvas: Canvas, palette: Palette, emblem: Emblem, rng: Random) -> None:
    """Draw rows of the small emblem, tone on tone, around the large one."""
    ground = mix(palette.sky[1], palette.hills[1], 0.35)
    canvas.gradient([mix(ground, palette.sky[0], 0.35), ground])
    soft = Tones(
        body=mix(ground, palette.light, 0.2),
        shade=mix(ground, palette.ink, 0.16),
        detail=mix(ground, palette.sun, 0.36),
        line=mix(ground, palette.ink, 0.32),
    )
    turn = rng.choice((-12, 0, 12))
    for row in range(5):
        for column in range(9):
            emblem(
                canvas.pen((column * 200 + (row % 2) * 100, 60 + row * 200), 64, turn=turn if column % 2 else -turn),
                soft,
            )
    canvas.disc((_CENTRE[0] + 14, _CENTRE[1] + 18), 352, palette.ink, opacity=0.3)
    canvas.disc(_CENTRE, 352, palette.light)
    inner = palette.hills[2]
    canvas.disc(_CENTRE, 326, inner)
    emblem(canvas.pen(_CENTRE, 252), tones_on(inner, palette))


def seal(canvas: Canvas, palette: Palette, emblem: Emblem, rng: Random) -> None:
    """Draw diagonal stripes, confetti and a scalloped seal with ribbon ends: a promotion."""
    canvas.gradient([palette.accent, mix(palette.accent, palette.ink, 0.28)])
    for index in range(-10, 22, 2):
        edge = index * 90
        stripe = [(edge, 0), (edge + 90, 0), (edge - 430, HEIGHT), (edge - 520, HEIGHT)]
        canvas.polygon(stripe, palette.light, opacity=0.09)
    confetti = (palette.sun, palette.second, palette.light, palette.hills[2])
    for _ in range(90):
        x, y, size = rng.uniform(0, WIDTH), rng.uniform(0, HEIGHT), rng.uniform(6, 15)
        piece = canvas.pen((x, y), size, turn=rng.uniform(0, 90))
        piece.box(-1, -0.5, 1, 0.5, rng.choice(confetti))
    centre = (WIDTH / 2 + rng.choice((-230, 0, 230)), HEIGHT * 0.46)
    for lean in (-1, 1):
        left, right = centre[0] + lean * 40, centre[0] + lean * 210
        tail = [(left, 620), (right, 600), (right + lean * 46, 880), (right - lean * 50, 820), (left + lean * 10, 884)]
        canvas.polygon(tail, palette.second if lean < 0 else mix(palette.second, palette.ink, 0.25))
    for turn in range(0, 360, 18):
        canvas.disc(arc_points(centre, 338, 338, turn, turn, steps=1)[0], 62, palette.light)
    canvas.disc(centre, 350, palette.light)
    canvas.disc(centre, 318, palette.hills[2])
    for turn in range(0, 360, 6):
        canvas.disc(arc_points(centre, 301, 301, turn, turn, steps=1)[0], 4, palette.sun)
    emblem(canvas.pen(centre, 232), tones_on(palette.hills[2], palette))


def orbit(canvas: Canvas, palette: Palette, emblem: Emblem, rng: Random) -> None:
    """Draw a starry sky with rings around the emblem."""
    sky(canvas, palette)
    stars(canvas, palette, rng, count=150, until=HEIGHT)
    centre = (WIDTH / 2 + rng.uniform(-160, 160), HEIGHT * 0.47)
    for index in range(6, 0, -1):
        canvas.disc(centre, 250 + index * 74, palette.sky[1], opacity=0.22)
    for index, radius in enumerate((470, 620, 780)):
        turn = rng.uniform(0, 360)
        canvas.stroke(arc_points(centre, radius, radius, 0, 360, steps=120), 2, palette.light, opacity=0.35)
        canvas.disc(
            arc_points(centre, radius, radius, turn, turn, steps=1)[0],
            24 - index * 5,
            (palette.accent, palette.second, palette.sun)[index],
        )
    canvas.glow(centre, 560, palette.sun, strength=0.45)
    ground = mix(palette.sky[0], palette.ink, 0.3)
    canvas.disc(centre, 330, ground)
    canvas.stroke(arc_points(centre, 330, 330, 0, 360, steps=120), 9, palette.sun)
    emblem(canvas.pen(centre, 250), tones_on(ground, palette))
    ornament_band(canvas, top=HEIGHT - 78, height=78, ground=palette.ink, figure=palette.sun)


POSTERS: Final[dict[str, Poster]] = {
    "rays": rays,
    "arches": arches,
    "lattice": lattice,
    "steppe": steppe,
    "wallpaper": wallpaper,
    "seal": seal,
    "orbit": orbit,
}
