"""Recurrence rules as people choose them, and as RFC 5545 writes them; pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from typing import Final, Literal

WEEKDAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_LAST_WEEK: Final = 5
_MONTHLY_WEEKDAY: Final = re.compile(r"^(-?\d)([A-Z]{2})$", re.ASCII)

Every = Literal["daily", "weekly", "monthly_day", "monthly_weekday"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Repetition:
    """How something repeats: every ``interval`` days, weeks or months, ``until`` a day (included) or ``count`` times.

    ``weekdays`` (Monday = 0) count for weeks only; without them it is the weekday of the first date.
    """

    every: Every
    interval: int = 1
    weekdays: tuple[int, ...] = ()
    until: date | None = None
    count: int | None = None


def compose(repetition: Repetition, *, starts_at: datetime) -> str:
    """Return the RRULE value of a repetition whose first date is ``starts_at``, in city time."""
    parts = {"daily": ["FREQ=DAILY"], "weekly": ["FREQ=WEEKLY"]}.get(repetition.every, ["FREQ=MONTHLY"])
    if repetition.interval > 1:
        parts.append(f"INTERVAL={repetition.interval}")
    if repetition.every == "weekly" and repetition.weekdays:
        parts.append(f"BYDAY={','.join(WEEKDAYS[day] for day in sorted(set(repetition.weekdays)))}")
    if repetition.every == "monthly_weekday":
        parts.append(f"BYDAY={_week_of_month(starts_at)}{WEEKDAYS[starts_at.weekday()]}")
    if repetition.until is not None:
        parts.append(f"UNTIL={repetition.until:%Y%m%d}")
    elif repetition.count is not None:
        parts.append(f"COUNT={repetition.count}")
    return ";".join(parts)


def understand(rule: str, *, starts_at: datetime, zone: tzinfo) -> Repetition | None:
    """Return the repetition that a rule says, ``None`` for one that cannot be chosen so."""
    pieces = [piece.partition("=") for piece in rule.upper().removeprefix("RRULE:").split(";") if piece]
    parts = {name.strip(): value.strip() for name, _equals, value in pieces}
    if set(parts) - {"FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY", "UNTIL", "COUNT", "WKST"} or len(parts) != len(pieces):
        return None
    try:
        interval, count = int(parts.get("INTERVAL", "1")), int(parts["COUNT"]) if "COUNT" in parts else None
        until = _until(parts["UNTIL"], zone) if "UNTIL" in parts else None
    except ValueError:
        return None
    days = parts.get("BYDAY", "").split(",") if "BYDAY" in parts else []
    every = _every(parts, days, starts_at.astimezone(zone))
    if every is None or (parts.get("WKST", "MO") != "MO" and interval > 1):
        return None
    weekdays = tuple(WEEKDAYS.index(day) for day in days) if every == "weekly" else ()
    return Repetition(every=every, interval=interval, weekdays=weekdays, until=until, count=count)


def _every(parts: dict[str, str], days: Sequence[str], start: datetime) -> Every | None:
    frequency, month_day = parts.get("FREQ"), parts.get("BYMONTHDAY")
    if frequency == "DAILY" and not days and month_day is None:
        return "daily"
    if frequency == "WEEKLY" and month_day is None and set(days) <= set(WEEKDAYS):
        return "weekly"
    if frequency != "MONTHLY":
        return None
    if not days and month_day in (None, str(start.day)):
        return "monthly_day"
    found = _MONTHLY_WEEKDAY.match(days[0]) if len(days) == 1 and month_day is None else None
    if found and found[2] == WEEKDAYS[start.weekday()] and int(found[1]) == _week_of_month(start):
        return "monthly_weekday"
    return None


def _week_of_month(day: datetime) -> int:
    """Return which of its weekday a day is in its month: 1 to 4; the fifth is the last, -1."""
    number = (day.day - 1) // 7 + 1
    return -1 if number == _LAST_WEEK else number


def _until(text: str, zone: tzinfo) -> date:
    """Return the last day that an UNTIL allows, in city time."""
    if "T" not in text:
        return datetime.strptime(text, "%Y%m%d").date()  # noqa: DTZ007 - a date has no zone
    moment = datetime.strptime(text.removesuffix("Z"), "%Y%m%dT%H%M%S")  # noqa: DTZ007 - zoned in the next line
    return moment.replace(tzinfo=UTC).astimezone(zone).date() if text.endswith("Z") else moment.date()
