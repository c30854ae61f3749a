"""Headings of calendars in Russian and Kazakh, from CLDR (Babel)."""

from datetime import date
from functools import lru_cache

from babel import Locale

from language.codes import Language
from language.dates import days_text


def month_heading(day: date, language: Language) -> str:
    """Return the month of a day as a heading: "Март 2026", "Наурыз 2026"."""
    name: str = Locale(language).months["stand-alone"]["wide"][day.month]
    return f"{name[:1].upper()}{name[1:]} {day.year}"


def week_heading(first: date, last: date, language: Language) -> str:
    """Return the days of a week as a heading, always with the year: "9–15 марта 2026 г."."""
    return days_text(first=first, last=last, year=0, language=language)


@lru_cache(maxsize=16)
def weekday_short(weekday: int, language: Language) -> str:
    """Return the short name of a weekday (Monday = 0): "пн", "дс"."""
    name: str = Locale(language).days["stand-alone"]["abbreviated"][weekday]
    return name.lower()
