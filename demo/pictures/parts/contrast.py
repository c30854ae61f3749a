"""Chooses colours of an emblem that stand out on a ground."""

import math
from collections.abc import Sequence
from typing import Final

from demo.pictures.emblems import Tones
from demo.pictures.palette import Colour, Palette, mix

_ENOUGH: Final = 100


def tones_on(ground: Colour, palette: Palette) -> Tones:
    """Return colours for an emblem, chosen from a palette so that each stands out on the ground."""
    body = _first_apart([palette.accent, palette.second, palette.hills[2]], [ground])
    details = [palette.light, palette.sun, palette.second, palette.hills[0], palette.ink]
    detail = _first_apart(details, [ground, body])
    # Thin parts lie on the body more often than on the ground, so they may come closer to the ground.
    lines = [palette.ink, palette.second, palette.hills[2], palette.sun, palette.light]
    seen = [colour for colour in lines if _distance(colour, ground) > _ENOUGH / 2]
    return Tones(
        body=body, shade=mix(body, palette.ink, 0.42), detail=detail, line=_first_apart(seen or lines, [body, detail])
    )


def _first_apart(candidates: Sequence[Colour], grounds: Sequence[Colour]) -> Colour:
    for candidate in candidates:
        if all(_distance(candidate, ground) > _ENOUGH for ground in grounds):
            return candidate
    return max(candidates, key=lambda candidate: min(_distance(candidate, ground) for ground in grounds))


def _distance(first: Colour, second: Colour) -> float:
    weights = (0.3, 0.59, 0.11)
    brightness = sum(weight * (a - b) for weight, a, b in zip(weights, first, second, strict=True))
    return abs(brightness) + math.dist(first, second) / 3
