"""The four colours of an emblem."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from demo.pictures.canvas import Pen
from demo.pictures.palette import Colour


@dataclass(frozen=True, kw_only=True, slots=True)
class Tones:
    """``body`` is the thing, ``shade`` its darker side, ``detail`` what stands out on it, ``line`` thin parts."""

    body: Colour
    shade: Colour
    detail: Colour
    line: Colour


Emblem: TypeAlias = Callable[[Pen, Tones], None]
