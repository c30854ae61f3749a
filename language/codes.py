"""The two languages of readers."""

from typing import Final, Literal

Language = Literal["ru", "kk"]

LANGUAGES: Final[tuple[Language, ...]] = ("ru", "kk")
