"""What became of a date, in words (schema.org eventStatus)."""

from datetime import datetime, tzinfo
from typing import Final

from language.codes import Language
from language.dates import day_text

_TEXTS: Final[dict[str, dict[Language, str]]] = {
    "scheduled": {"ru": "", "kk": ""},
    "cancelled": {"ru": "отменено", "kk": "болмайды"},
    "postponed": {"ru": "перенесено (дата уточняется)", "kk": "кейінге қалдырылды"},
    "rescheduled": {"ru": "перенесено", "kk": "ауыстырылды"},
    "moved_online": {"ru": "переведено в онлайн", "kk": "онлайн форматқа ауыстырылды"},
}
_RESCHEDULED_TO: Final[dict[Language, str]] = {"ru": "перенесено на {day}", "kk": "{day} күніне ауыстырылды"}


def status_text(status: str, *, moved_to: datetime | None, zone: tzinfo, now: datetime, language: Language) -> str:
    """Return what happened to a date, "" if it takes place as planned.

    `moved_to` is the new moment of a rescheduled date, named by its day in `zone` ("перенесено на 7 марта"),
    with the year if it is not that of `now`; it is ignored for every other status. Raises ValueError for an
    unknown status.
    """
    if status not in _TEXTS:
        raise ValueError(f"not a status of a date: {status!r}")
    if status == "rescheduled" and moved_to is not None:
        day = day_text(moved_to.astimezone(zone).date(), year=now.astimezone(zone).year, language=language)
        return _RESCHEDULED_TO[language].format(day=day)
    return _TEXTS[status][language]
