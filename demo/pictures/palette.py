"""Colours of the demo pictures: copper, steppe, felt, turquoise domes, night over the plain. Pure data."""

from dataclasses import dataclass
from typing import Final, TypeAlias

Colour: TypeAlias = tuple[int, int, int]


def rgb(code: str) -> Colour:
    """Return the colour of a six-digit hexadecimal code."""
    return int(code[0:2], 16), int(code[2:4], 16), int(code[4:6], 16)


def mix(first: Colour, second: Colour, share: float) -> Colour:
    """Return the colour that lies ``share`` (0 to 1) of the way from the first to the second."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(first, second, strict=True))
    return red, green, blue


@dataclass(frozen=True, kw_only=True, slots=True)
class Palette:
    """Colours by role: a sky of three, a sun, hills from far to near, ink for outlines and two accents."""

    sky: tuple[Colour, Colour, Colour]
    sun: Colour
    hills: tuple[Colour, Colour, Colour]
    ink: Colour
    accent: Colour
    second: Colour
    light: Colour


def _palette(sky: str, sun: str, hills: str, ink: str, accents: str, light: str) -> Palette:
    high, middle, low = (rgb(code) for code in sky.split())
    far, nearer, near = (rgb(code) for code in hills.split())
    accent, second = (rgb(code) for code in accents.split())
    return Palette(
        sky=(high, middle, low),
        sun=rgb(sun),
        hills=(far, nearer, near),
        ink=rgb(ink),
        accent=accent,
        second=second,
        light=rgb(light),
    )


PALETTES: Final = {
    "copper": _palette("2a1a3e 9a3f4c f4a962", "ffdca6", "8a4347 5b2b3c 2d182b", "21121f", "e57b3a 2fa6a0", "ffecd0"),
    "day": _palette("0f6d8a 46b3b9 e4f1dd", "fff3cf", "dcae62 ba7c3d 75472a", "2b2119", "df5430 135e75", "fff8e6"),
    "night": _palette("090d2c 1a2560 4b4c9c", "f6efd3", "1d2253 13173f 090b22", "060817", "f3b23a 5fc9d8", "dfe3ff"),
    "dawn": _palette("4a3a76 bf6a86 fac09a", "fff0d2", "8d527f 5e3767 38224d", "2a1839", "2fb0a5 f2d06b", "fff1e2"),
    "valley": _palette("16474e 5da27a eee7b8", "fff4c4", "7fa863 4c7d55 24493f", "142b29", "e2653b f0b840", "fbf6df"),
    "felt": _palette("f6ead3 f1dfbe e8cd9e", "d8952c", "c96b3a 9c2f2f 23395b", "231f2e", "a52c2f 1f6f78", "fffaf0"),
    "neon": _palette("10022a 3c0b6d d12a86", "ff5fa8", "2b0a55 1b0640 0d0224", "08011a", "19e6dd ffd23f", "ffe3f6"),
    "mint": _palette("0d5c63 44a1a0 cfeee0", "fdfbe0", "5fb0a0 2f7f80 12484f", "0b2d33", "ff7f51 ffbf46", "f4fffb"),
    "ruby": _palette("3d0c1f 8e1f38 d9574f", "ffcf99", "6d1830 480f25 270817", "1a0510", "f2b749 f7e3c2", "ffeedd"),
    "sand": _palette("d8b98a e9d3ab f7eacb", "c8553d", "cf9a5b a86a3c 6b4129", "3a2318", "1f7a8c bf4342", "fff7e6"),
    "indigo": _palette("14213d 2c4a86 8fb3d9", "fca311", "33507f 22375f 12203f", "0c1529", "fca311 e5e5e5", "f4f7fb"),
    "violet": _palette("2d1e5f 6a4fb3 d9c2f0", "ffe08a", "7a5bc0 4d3690 2a1c5a", "1c1240", "ffb703 fb6f92", "fbf5ff"),
}
