"""Public holidays of Kazakhstan; pure."""

from datetime import date
from functools import lru_cache

from holidays import country_holidays


def is_public_holiday(day: date) -> bool:
    """Tell whether a day is a public holiday of Kazakhstan, a day off moved from a weekend included.

    Dates of Kurban Ait are estimates for years that are not announced yet.
    """
    return day in _days_of(day.year)


@lru_cache(maxsize=16)
def _days_of(year: int) -> frozenset[date]:
    return frozenset(country_holidays("KZ", years=year))
