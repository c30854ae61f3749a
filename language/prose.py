"""Ages and yes-no answers in prose, as posters and feeds write them in Russian, Kazakh and English.

Prices have a module of their own, `language.price_prose`; `parse_price` is offered here too, so that an
importer finds all readings in one place.
"""

import re
from typing import Final

from language.price_prose import PriceReading, parse_price

__all__ = ["MAX_AGE", "PriceReading", "parse_age", "parse_price", "parse_yes_no"]

MAX_AGE: Final = 21
"""Higher numbers are not age limits of events."""

_LABELS: Final = r"0|3|6|7|12|14|16|18|21"
_YEARS: Final = r"(?:лет|года?|жас(?:тан|қа|тағы)?|years?|y\.?o\.?)"
# The first pattern that is found wins; each has the age in group 1.
_AGES: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"^\s*(\d{1,2})\s*\+?\s*$",
        rf"(?<![\d.,:+])({_LABELS})\s?\+(?!\d)",
        rf"(?<![\w+])\+({_LABELS})(?![\d\s(-]*\d)",
        rf"\b(?:от|с|старше|from|over)\s+(\d{{1,2}})(?:\s*(?:-|–|—|до)\s*\d{{1,2}})?(?:-?[а-я]{{1,3}})?\s*{_YEARS}\b",
        r"(?<!\d)(\d{1,2})\s*жас(?:тан|қа толған)",
        rf"(?<!\d)(\d{{1,2}})\s*(?:-|–|—)\s*\d{{1,2}}\s*{_YEARS}\b",
        r"(?:возраст\w*|жас шектеуі|\bage)\D{0,25}(\d{1,2})(?!\d)",
        rf"(?<!\d)(\d{{1,2}})\s*{_YEARS}\s+(?:и\s+)?(?:старше|and\s+(?:over|older|up))",
    )
)

_YES: Final = frozenset({"yes", "y", "true", "t", "1", "on", "да", "д", "есть", "истина", "иә", "ия", "бар", "+"})
_NO: Final = frozenset({"no", "n", "false", "f", "0", "off", "нет", "н", "ложь", "жоқ", "жок", "-"})
_MAX_TEXT: Final = 5000


def parse_age(text: str) -> int | None:
    """Return the youngest admitted age that a text states, in years; None if it states none.

    Understands "6+", "18 +", "+16", "от 12 лет", "12 жастан бастап", "6–12 лет", "18 лет и старше", a bare
    number as in an age column. An upper limit alone ("до 12 лет") is no age limit.
    """
    for pattern in _AGES:
        found = pattern.search(text[:_MAX_TEXT])
        if found is not None and int(found.group(1)) <= MAX_AGE:
            return int(found.group(1))
    return None


def parse_yes_no(text: str) -> bool | None:
    """Return the answer of a table cell: yes/no, да/нет, иә/жоқ, true/false, 1/0; None for anything else."""
    word = text.strip().strip(".!").lower()
    if word in _YES:
        return True
    return False if word in _NO else None
