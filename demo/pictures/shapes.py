"""What draws a whole picture: a scene, or a poster around an emblem."""

from collections.abc import Callable
from random import Random
from typing import TypeAlias

from demo.pictures.canvas import Canvas
from demo.pictures.emblems import Emblem
from demo.pictures.palette import Palette

Scene: TypeAlias = Callable[[Canvas, Palette, Random], None]
Poster: TypeAlias = Callable[[Canvas, Palette, Emblem, Random], None]
