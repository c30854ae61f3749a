"""Price texts in tenge, and the age label.

Thousands are separated by a no-break space, the sign follows after one.
"""

from decimal import Decimal
from functools import lru_cache
from typing import Final

from babel.numbers import format_decimal

from language.codes import Language

KINDS: Final = frozenset({"unknown", "free", "fixed", "range", "from", "donation"})

NO_BREAK_SPACE: Final = "\u00a0"
TENGE: Final = "₸"

_FREE: Final = {"ru": "бесплатно", "kk": "тегін"}
_UNKNOWN: Final = {"ru": "цена не указана", "kk": "бағасы көрсетілмеген"}
_FROM: Final = {"ru": "от {amount}", "kk": "{amount}-ден бастап"}
_UP_TO: Final = {"ru": "до {amount}", "kk": "{amount}-ге дейін"}
_DONATION: Final = {"ru": "свободный взнос", "kk": "ерікті жарна"}


def price_text(*, kind: str, minimum: Decimal | int | None, maximum: Decimal | int | None, language: Language) -> str:
    """Return the price as a reader sees it: "от 4 000 ₸", "1 000–3 000 ₸", "тегін", "цена не указана".

    `kind` is one of `KINDS`. Unknown is never free: where the amounts that a kind needs are missing, the
    price is unknown. A range with one known end reads "от" or "до", one with equal ends is one price; a fixed
    price of zero is free. Raises ValueError for any other kind.
    """
    if kind not in KINDS:
        raise ValueError(f"not a kind of price: {kind!r}")
    if kind == "free":
        return _FREE[language]
    if kind == "donation":
        least = f", {_from(minimum, language)}" if minimum else ""
        return _DONATION[language] + least
    if kind == "range" and maximum is not None and minimum != maximum:
        return _range_text(minimum, maximum, language)
    if kind == "fixed" or (kind == "range" and maximum is not None):
        amount = minimum if minimum is not None else maximum
        if amount is not None:
            return amount_text(amount, language) if amount else _FREE[language]
    elif kind in ("from", "range") and minimum:
        return _from(minimum, language)
    return _UNKNOWN[language]


def price_span(*, kind: str, minimum: int | None, maximum: int | None) -> tuple[int | None, int | None]:
    """Return the lowest and the highest price: 0 and 0 when free, twice ``None`` when unknown.

    The highest is ``None`` where a lowest price has no known end, as with donations. Raises ValueError for any other
    kind.
    """
    if kind not in KINDS:
        raise ValueError(f"not a kind of price: {kind!r}")
    if kind == "free":
        return 0, 0
    if kind == "donation":
        return minimum or 0, None
    if kind == "unknown" or (minimum is None and maximum is None):
        return None, None
    if kind == "fixed":
        amount = maximum if minimum is None else minimum
        return amount, amount
    return minimum or 0, maximum


def amount_text(amount: Decimal | int, language: Language) -> str:
    """Return "4 000 ₸" with no-break spaces; tiyn only where there are some."""
    return f"{_number(amount, language)}{NO_BREAK_SPACE}{TENGE}"


def age_label(age: int | None, language: Language) -> str:
    """Return "6+", or "" where no age limit is known. Both languages write it alike."""
    del language
    return "" if age is None else f"{age}+"


def _from(amount: Decimal | int, language: Language) -> str:
    return _FROM[language].format(amount=amount_text(amount, language))


def _range_text(minimum: Decimal | int | None, maximum: Decimal | int, language: Language) -> str:
    low, high = sorted((minimum or 0, maximum))
    if not low:
        return _UP_TO[language].format(amount=amount_text(high, language))
    return f"{_number(low, language)}–{amount_text(high, language)}"


@lru_cache(maxsize=4096)
def _number(amount: Decimal | int, language: Language) -> str:
    pattern = "#,##0" if amount == int(amount) else "#,##0.00"
    return format_decimal(amount, format=pattern, locale=language)
