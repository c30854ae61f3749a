"""Texts of opening hours in Russian and Kazakh: "открыто до 02:00", "ертең 09:00-де ашылады", "пн–пт: 09:00–18:00".

Hours of a day are (opens, closes) pairs in minutes from its beginning, none for a day off, ``None`` where nothing is
known. Kazakh case endings follow the last number that is read: minutes, or "zero" on the hour.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta, tzinfo
from functools import lru_cache
from itertools import groupby
from typing import Final

from babel import Locale

from language.codes import Language
from language.dates import day_text, weekday_name

Intervals = Sequence[tuple[int, int]]

_DAY: Final = 24 * 60
_WEEK: Final = 7
# Open for longer than this, nobody asks until when.
LONG: Final = timedelta(hours=24)

_OPEN_UNTIL: Final = {"ru": "открыто до {time}", "kk": "{time}{ending} дейін ашық"}
_ALWAYS_OPEN: Final = {"ru": "открыто круглосуточно", "kk": "тәулік бойы ашық"}
_CLOSED: Final = {"ru": "закрыто", "kk": "жабық"}
_ASK: Final = {"ru": "часы работы уточняйте", "kk": "жұмыс уақытын нақтылаңыз"}
_OPENS_TODAY: Final = {"ru": "откроется в {time}", "kk": "{time}{ending} ашылады"}
_OPENS_TOMORROW: Final = {"ru": "откроется завтра в {time}", "kk": "ертең {time}{ending} ашылады"}
_OPENS_ON: Final = {"ru": "откроется {day} в {time}", "kk": "{day} күні {time}{ending} ашылады"}
_RUSSIAN_ACCUSATIVES: Final = (
    "в понедельник",
    "во вторник",
    "в среду",
    "в четверг",
    "в пятницу",
    "в субботу",
    "в воскресенье",
)
# Dative ("дейін") and locative ("ашылады") of the numbers that end a time: units, then whole tens.
_DATIVE: Final = {0: "ге", 1: "ге", 2: "ге", 3: "ке", 4: "ке", 5: "ке", 6: "ға", 7: "ге", 8: "ге", 9: "ға"}
_DATIVE_OF_TENS: Final = {10: "ға", 20: "ға", 30: "ға", 40: "қа", 50: "ге"}
_LOCATIVE: Final = {0: "де", 1: "де", 2: "де", 3: "те", 4: "те", 5: "те", 6: "да", 7: "де", 8: "де", 9: "да"}
_LOCATIVE_OF_TENS: Final = {10: "да", 20: "да", 30: "да", 40: "та", 50: "де"}

_ROUND_THE_CLOCK: Final = {"ru": "круглосуточно", "kk": "тәулік бойы"}
_DAY_OFF: Final = {"ru": "выходной", "kk": "демалыс"}
_NOT_KNOWN: Final = {"ru": "уточняйте", "kk": "нақтылаңыз"}
_DAILY: Final = {"ru": "ежедневно", "kk": "күн сайын"}


def openness_text(
    *, state: str, until: datetime | None, then: str | None, zone: tzinfo, now: datetime, language: Language
) -> str:
    """Return what a card says of a place now: ``state`` (open, closed, unknown) lasts ``until``, ``then`` follows."""
    if state == "unknown":
        return _ASK[language]
    if state == "open":
        if until is None or until - now >= LONG:
            return _ALWAYS_OPEN[language]
        local = until.astimezone(zone)
        return _OPEN_UNTIL[language].format(time=f"{local:%H:%M}", ending=_ending(local, _DATIVE, _DATIVE_OF_TENS))
    if until is None or then != "open":
        return _CLOSED[language]
    return _opens(until.astimezone(zone), now.astimezone(zone), language)


def day_hours_text(hours: Intervals | None, language: Language) -> str:
    """Return the hours of a day: "09:00–13:00, 14:00–18:00", "выходной", "круглосуточно", "уточняйте"."""
    if hours is None:
        return _NOT_KNOWN[language]
    if not hours:
        return _DAY_OFF[language]
    if list(hours) == [(0, _DAY)]:
        return _ROUND_THE_CLOCK[language]
    return ", ".join(f"{_clock(opens)}–{_clock(closes)}" for opens, closes in hours)


def week_lines(week: Sequence[Intervals | None], language: Language) -> list[str]:
    """Return the hours of a week, days in a row with the same hours together: "пн–пт: 09:00–18:00"."""
    lines = []
    for text, days in groupby(range(_WEEK), key=lambda day: day_hours_text(week[day], language)):
        numbers = list(days)
        if len(numbers) == _WEEK:
            return [f"{_DAILY[language]}: {text}"]
        first, last = _short_day(numbers[0], language), _short_day(numbers[-1], language)
        lines.append(f"{first if first == last else f'{first}–{last}'}: {text}")
    return lines


def _opens(opens: datetime, now: datetime, language: Language) -> str:
    days = (opens.date() - now.date()).days
    words = {"time": f"{opens:%H:%M}", "ending": _ending(opens, _LOCATIVE, _LOCATIVE_OF_TENS)}
    if days == 0:
        return _OPENS_TODAY[language].format(**words)
    if days == 1:
        return _OPENS_TOMORROW[language].format(**words)
    if days < _WEEK:
        weekday = opens.weekday()
        day = _RUSSIAN_ACCUSATIVES[weekday] if language == "ru" else weekday_name(weekday, language)
    else:
        day = day_text(opens.date(), year=now.year, language=language)
    return _OPENS_ON[language].format(day=day, **words)


def _ending(moment: datetime, units: dict[int, str], tens: dict[int, str]) -> str:
    return f"-{tens.get(moment.minute) or units[moment.minute % 10]}"


def _clock(minutes: int) -> str:
    return f"{minutes // 60 % 24:02}:{minutes % 60:02}"


@lru_cache(maxsize=16)
def _short_day(weekday: int, language: Language) -> str:
    name: str = Locale(language).days["format"]["abbreviated"][weekday]
    return name
