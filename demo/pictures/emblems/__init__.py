"""Emblems: small drawings in a unit circle, used as logos and as the middle of posters."""

from typing import Final

from demo.pictures.emblems import food, games, learning, music, nature, ornament, things, work
from demo.pictures.emblems.tones import Emblem, Tones

EMBLEMS: Final[dict[str, Emblem]] = {
    **music.EMBLEMS,
    **food.EMBLEMS,
    **ornament.EMBLEMS,
    **nature.EMBLEMS,
    **learning.EMBLEMS,
    **work.EMBLEMS,
    **games.EMBLEMS,
    **things.EMBLEMS,
}

__all__ = ["EMBLEMS", "Emblem", "Tones"]
