"""Opening hours of the demo businesses, written in one line. Pure."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final

from content.opening_hours.hours import WEEKDAYS, from_json

_CLOSED: Final = "closed"


def stored_hours(text: str, exceptions: Sequence[Mapping[str, Any]], *, today: date) -> dict[str, Any] | None:
    """Return the stored form of ``mon-fri 09:00-13:00,14:00-18:00; sat 10:00-15:00; sun closed; holidays closed``.

    Days that are not named are unknown, holidays are days as usual. Exceptions count their days (``from``, ``until``)
    from ``today``. Raises ``ValueError``.
    """
    if not text:
        return None
    week: dict[str, Any] = {}
    hours: dict[str, Any] = {"week": week, "holidays": "as_usual", "exceptions": []}
    for part in text.split(";"):
        days, _, times = part.strip().partition(" ")
        if days == "holidays":
            hours["holidays"] = times if times in {"as_usual", "unknown"} else _intervals(times)
            continue
        first, _, last = days.partition("-")
        for name in WEEKDAYS[WEEKDAYS.index(first) : WEEKDAYS.index(last or first) + 1]:
            week[name] = _intervals(times)
    hours["exceptions"] = [
        {
            "first": (today + timedelta(days=row["from"])).isoformat(),
            "last": (today + timedelta(days=row["until"])).isoformat(),
            "hours": _intervals(row["hours"]),
            "note_ru": row["note_ru"],
            "note_kk": row["note_kk"],
        }
        for row in exceptions
    ]
    from_json(hours)
    return hours


def _intervals(times: str) -> list[list[str]]:
    return [] if times == _CLOSED else [pair.split("-") for pair in times.split(",")]
