"""Finished pictures by description: ``rays dombra copper`` (pattern, emblem, palette) or ``yurts day``."""

from collections.abc import Callable
from io import BytesIO
from random import Random
from typing import Final, TypeVar

from demo.pictures import city, countryside
from demo.pictures.canvas import HEIGHT, WIDTH, Canvas, arc_points, jpeg
from demo.pictures.emblems import EMBLEMS
from demo.pictures.indoors import INTERIORS
from demo.pictures.palette import PALETTES, Colour, Palette, mix
from demo.pictures.parts.contrast import tones_on
from demo.pictures.posters import POSTERS

_Thing = TypeVar("_Thing")
_PHOTO_WIDTH: Final = 1920
_LOGO: Final = 400
_SCENES: Final = {**countryside.SCENES, **city.SCENES}
_WITH_EMBLEM: Final = {**POSTERS, **INTERIORS}


def draw_cover(description: str, *, seed: str, pixels: int = WIDTH) -> bytes:
    """Draw a JPEG cover of 16:9 (1600×900); the same description and seed give the same picture.

    Raises ``ValueError`` for a description with an unknown word.
    """
    canvas, palette, draw = _planned(description, pixels=pixels)
    draw(canvas, palette, Random(f"{description} {seed}"))  # noqa: S311 - repeatable on purpose
    return jpeg(canvas.finish())


def draw_photo(description: str, *, seed: str) -> bytes:
    """Draw a JPEG view of a city, 1920×1080."""
    return draw_cover(description, seed=seed, pixels=_PHOTO_WIDTH)


def draw_logo(description: str) -> bytes:
    """Draw a PNG logo of 400×400 from a badge, an emblem and a palette: ``disc coffee mint``."""
    badge, emblem, palette_name = _words(description, 3)
    palette = _known(PALETTES, palette_name, description)
    ground = mix(palette.sky[0], palette.ink, 0.2)
    canvas = Canvas(width=_LOGO, height=_LOGO, ground=ground)
    field = _known(_BADGES, badge, description)(canvas, palette, ground)
    _known(EMBLEMS, emblem, description)(canvas.pen((_LOGO / 2, _LOGO / 2), 118), tones_on(field, palette))
    buffer = BytesIO()
    canvas.finish(grain=False).save(buffer, "PNG")
    return buffer.getvalue()


def _planned(description: str, *, pixels: int) -> tuple[Canvas, Palette, Callable[[Canvas, Palette, Random], None]]:
    words = description.split()
    palette = _known(PALETTES, words[-1] if words else "", description)
    canvas = Canvas(width=WIDTH, height=HEIGHT, ground=palette.ink, pixels=pixels)
    if words[0] in _SCENES:
        _words(description, 2)
        return canvas, palette, _SCENES[words[0]]
    name, emblem_name, _ = _words(description, 3)
    with_emblem = _known(_WITH_EMBLEM, name, description)
    emblem = _known(EMBLEMS, emblem_name, description)
    return canvas, palette, lambda canvas, palette, rng: with_emblem(canvas, palette, emblem, rng)


def _words(description: str, count: int) -> list[str]:
    words = description.split()
    if len(words) != count:
        raise ValueError(f"a picture of {count} words expected: {description!r}")
    return words


def _known(names: dict[str, _Thing], name: str, description: str) -> _Thing:
    try:
        return names[name]
    except KeyError:
        raise ValueError(f"nothing named {name!r} to draw: {description!r}") from None


def _disc(canvas: Canvas, palette: Palette, ground: Colour) -> Colour:
    canvas.disc((_LOGO / 2, _LOGO / 2), 176, palette.sun)
    canvas.disc((_LOGO / 2, _LOGO / 2), 164, ground)
    return ground


def _sunny(canvas: Canvas, palette: Palette, ground: Colour) -> Colour:
    for turn in range(0, 360, 20):
        tip = arc_points((_LOGO / 2, _LOGO / 2), 188, 188, turn, turn, steps=1)[0]
        canvas.polygon(
            [*arc_points((_LOGO / 2, _LOGO / 2), 160, 160, turn - 7, turn + 7, steps=1), tip], palette.accent
        )
    canvas.disc((_LOGO / 2, _LOGO / 2), 158, palette.light)
    return palette.light


def _rhombus(canvas: Canvas, palette: Palette, ground: Colour) -> Colour:
    middle = _LOGO / 2
    for size, colour in ((196, palette.sun), (184, ground)):
        canvas.polygon(
            [(middle, middle - size), (middle + size, middle), (middle, middle + size), (middle - size, middle)], colour
        )
    return ground


def _tile(canvas: Canvas, palette: Palette, ground: Colour) -> Colour:
    pen = canvas.pen((_LOGO / 2, _LOGO / 2), _LOGO / 2)
    pen.box(-1, -1, 1, 1, palette.light)
    pen.box(-0.88, -0.88, 0.88, 0.88, palette.hills[2], round_by=0.3)
    return palette.hills[2]


def _plain(canvas: Canvas, palette: Palette, ground: Colour) -> Colour:
    canvas.gradient([mix(palette.light, palette.sun, 0.15), mix(palette.light, palette.sky[2], 0.4)])
    canvas.box(0, 372, _LOGO, _LOGO, palette.accent)
    return palette.light


_BADGES: Final[dict[str, Callable[[Canvas, Palette, Colour], Colour]]] = {
    "disc": _disc,
    "sunny": _sunny,
    "rhombus": _rhombus,
    "tile": _tile,
    "plain": _plain,
}
