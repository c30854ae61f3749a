"""Texts of discounts, in Russian and Kazakh."""

from typing import Final

from language.codes import Language
from language.prices import NO_BREAK_SPACE, amount_text

_MINUS: Final = "−"
_ONE_PLUS_ONE: Final = "1+1"
_GIFT: Final = {"ru": "подарок", "kk": "сыйлық"}


def discount_text(*, kind: str, value: int | None, language: Language) -> str:
    """Return "−20 %", "−500 ₸", "1+1", "подарок"; "" where kind and value say nothing."""
    if kind == "one_plus_one":
        return _ONE_PLUS_ONE
    if kind == "gift":
        return _GIFT[language]
    if value is None:
        return ""
    if kind == "percent":
        return f"{_MINUS}{value}{NO_BREAK_SPACE}%"
    return f"{_MINUS}{amount_text(value, language)}" if kind == "amount" else ""
