"""Recurrence rules (RFC 5545) made fit for storing: checked, in one canonical form, in the city's zone."""

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, tzinfo
from itertools import islice, takewhile

from dateutil.rrule import rrulestr
from django.utils.translation import gettext as _

from content.importing.moments import LAST_YEAR

MAX_DATES = 366
_MAX_RULE = 500
_MAX_COMPARED = 600
_MAX_INTERVAL = 1000
# The calendar repeats after 28 years: a rule without a day in them never has one.
_CYCLE_DAYS = 28 * 366

_ORDER = (
    "FREQ", "INTERVAL", "COUNT", "BYMONTH", "BYWEEKNO", "BYYEARDAY", "BYMONTHDAY", "BYDAY", "BYHOUR", "BYMINUTE",
    "BYSETPOS", "WKST",
)  # fmt: skip
_FREQUENCIES = {"DAILY", "WEEKLY", "MONTHLY", "YEARLY"}
_SUB_DAILY = {"HOURLY", "MINUTELY", "SECONDLY"}
_NUMBERS = {
    "BYMONTH": (1, 12),
    "BYWEEKNO": (-53, 53),
    "BYYEARDAY": (-366, 366),
    "BYMONTHDAY": (-31, 31),
    "BYHOUR": (0, 23),
    "BYMINUTE": (0, 59),
    "BYSETPOS": (-366, 366),
}
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_BYDAY = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)", re.ASCII)
_UNTIL = re.compile(r"(\d{8})(?:T(\d{6})(Z)?)?", re.ASCII)
_SIMPLE_NUMBER = re.compile(r"[+-]?\d{1,6}", re.ASCII)


class UnusableRule(ValueError):
    """A rule cannot be kept; ``str()`` says why, for people."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Rule:
    """A checked rule; ``until`` is aware or ``None``, ``parts`` hold everything else by name."""

    parts: dict[str, str]
    until: datetime | None = None

    @property
    def count(self) -> int | None:
        """How many occurrences the rule gives, exclusions included; ``None`` when COUNT does not say."""
        return int(self.parts["COUNT"]) if "COUNT" in self.parts else None

    @property
    def is_finite(self) -> bool:
        """Whether the rule ends by itself."""
        return self.until is not None or "COUNT" in self.parts

    def text(self) -> str:
        """Return the RRULE value in canonical order; UNTIL is in UTC."""
        ordered = [f"{name}={self.parts[name]}" for name in _ORDER if name in self.parts]
        if self.until is not None:
            ordered.append(f"UNTIL={self.until.astimezone(UTC):%Y%m%dT%H%M%SZ}")
        return ";".join(ordered)

    def ending(self, *, until: datetime | None = None, count: int | None = None) -> "Rule":
        """Return the same rule with another end."""
        parts = {name: value for name, value in self.parts.items() if name != "COUNT"}
        if count is not None:
            parts["COUNT"] = str(count)
        return Rule(parts=parts, until=until)

    def on_shifted_days(self, days: int) -> "Rule | None":
        """Return the rule with every weekday moved, ``None`` where that has no meaning."""
        if set(self.parts) - {"FREQ", "INTERVAL", "COUNT", "BYDAY", "WKST"} or self.parts["FREQ"] != "WEEKLY":
            return None
        codes = self.parts.get("BYDAY", "").split(",") if "BYDAY" in self.parts else []
        moved = [WEEKDAYS[(WEEKDAYS.index(code) + days) % 7] for code in codes]
        parts = {**self.parts, **({"BYDAY": ",".join(sorted(moved, key=WEEKDAYS.index))} if moved else {})}
        return replace(self, parts=parts)


def read_rule(text: str, *, starts_at: datetime) -> Rule:
    """Read an RRULE value for a series that starts at ``starts_at`` (aware, in the zone of the source).

    Raises ``UnusableRule`` for everything that could not be repeated faithfully: unknown parts, other calendars,
    frequencies below a day that do not end, days that never come.
    """
    if len(text) > _MAX_RULE:
        raise UnusableRule(_("правило слишком длинное"))
    parts: dict[str, str] = {}
    for piece in text.upper().replace(" ", "").strip(";").split(";"):
        name, equals, value = piece.partition("=")
        if name.startswith("X-") or (name, value) in {("RSCALE", "GREGORIAN"), ("SKIP", "OMIT")}:
            continue
        if not equals or not value or (name not in _ORDER and name != "UNTIL"):
            # Guessing would turn "until October" with a slip of the pen into "for ever".
            raise UnusableRule(_("часть «%(part)s» непонятна") % {"part": piece[:40]})
        parts.setdefault(name, value)
    until = _until(parts.pop("UNTIL", ""), starts_at)
    _check_numbers(parts, has_until=until is not None)
    _check_days(parts)
    rule = Rule(parts=parts, until=until)
    if not _can_happen(rule, starts_at.date()):
        raise UnusableRule(_("таких дней не бывает"))
    return rule


def _until(text: str, starts_at: datetime) -> datetime | None:
    if not text:
        return None
    found = _UNTIL.fullmatch(text)
    if found is None:
        raise UnusableRule(_("часть «%(part)s» непонятна") % {"part": f"UNTIL={text[:30]}"})
    try:
        naive = datetime.strptime(f"{found[1]}{found[2] or '235959'}", "%Y%m%d%H%M%S")  # noqa: DTZ007 - zoned below
        return naive.replace(tzinfo=UTC if found[3] else starts_at.tzinfo).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise UnusableRule(_("такого дня нет в календаре")) from error


def _check_numbers(parts: dict[str, str], *, has_until: bool) -> None:
    frequency = parts.get("FREQ", "")
    if frequency not in _FREQUENCIES | _SUB_DAILY:
        raise UnusableRule(_("часть «%(part)s» непонятна") % {"part": f"FREQ={frequency[:30]}"})
    if has_until and parts.get("COUNT", "").startswith("-"):
        # Some exporters write COUNT=-1 for "not counted".
        del parts["COUNT"]
    for name, (low, high) in {**_NUMBERS, "INTERVAL": (1, _MAX_INTERVAL), "COUNT": (1, 999_999)}.items():
        for value in parts.get(name, "1").split(","):
            is_zero = name.startswith("BY") and low < 0 and value.strip("+-0") == ""
            if not _SIMPLE_NUMBER.fullmatch(value) or is_zero or not low <= int(value) <= high:
                raise UnusableRule(_("часть «%(part)s» непонятна") % {"part": f"{name}={value[:30]}"})
    if parts.get("INTERVAL") == "1":
        del parts["INTERVAL"]
    times = len(parts.get("BYHOUR", "").split(",")) * len(parts.get("BYMINUTE", "").split(","))
    if times > 24:  # noqa: PLR2004 - more often than every hour is not an event
        raise UnusableRule(_("повторяется слишком часто"))
    if frequency in _SUB_DAILY and (set(parts) - {"FREQ", "INTERVAL", "COUNT"} or not (has_until or "COUNT" in parts)):
        raise UnusableRule(_("повторяется слишком часто"))


def _check_days(parts: dict[str, str]) -> None:
    frequency = parts["FREQ"]
    if parts.get("WKST", "MO") not in WEEKDAYS:
        raise UnusableRule(_("часть «%(part)s» непонятна") % {"part": f"WKST={parts['WKST'][:30]}"})
    if parts.get("WKST") == "MO":
        del parts["WKST"]
    codes = parts["BYDAY"].split(",") if "BYDAY" in parts else []
    for code in codes:
        found = _BYDAY.fullmatch(code)
        highest = {"MONTHLY": 5, "YEARLY": 53}.get(frequency, 0)
        if found is None or (found[1] is not None and not 1 <= abs(int(found[1])) <= highest):
            raise UnusableRule(_("часть «%(part)s» непонятна") % {"part": f"BYDAY={code[:30]}"})
    numbered = {"BYWEEKNO", "BYYEARDAY"} & set(parts)
    if numbered and (frequency != "YEARLY" or {"BYMONTH", "BYMONTHDAY", "BYSETPOS"} & set(parts)):
        raise UnusableRule(_("часть «%(part)s» непонятна") % {"part": next(iter(numbered))})
    if "BYSETPOS" in parts:
        sizes = {"WEEKLY": len(codes), "MONTHLY": 5 * len(codes), "YEARLY": 53 * len(codes)}
        if len(parts["BYSETPOS"].split(",")) > 1 or abs(int(parts["BYSETPOS"])) > sizes.get(frequency, 0):
            raise UnusableRule(_("часть «%(part)s» непонятна") % {"part": f"BYSETPOS={parts['BYSETPOS'][:30]}"})
    if frequency == "DAILY" and "INTERVAL" in parts and {"BYDAY", "BYMONTHDAY", "BYMONTH"} & set(parts):
        raise UnusableRule(_("часть «%(part)s» непонятна") % {"part": f"INTERVAL={parts['INTERVAL']}"})


def _can_happen(rule: Rule, first: date) -> bool:
    """Tell whether any day satisfies the rule: expanding one that has none would search for thousands of years."""
    months = _integers(rule.parts.get("BYMONTH"))
    month_days = _integers(rule.parts.get("BYMONTHDAY"))
    weekdays = {code[-2:] for code in rule.parts["BYDAY"].split(",")} if "BYDAY" in rule.parts else set()
    if not month_days or not (months or weekdays):
        return True
    if not weekdays:
        # 2024 is a leap year.
        return any(abs(day) <= monthrange(2024, month)[1] for month in months for day in month_days)
    for offset in range(_CYCLE_DAYS):
        day = first + timedelta(days=offset)
        from_end = day.day - monthrange(day.year, day.month)[1] - 1
        is_month_day = day.day in month_days or from_end in month_days
        if is_month_day and (not months or day.month in months) and WEEKDAYS[day.weekday()] in weekdays:
            return True
    return False


def _integers(text: str | None) -> set[int]:
    return {int(value) for value in text.split(",")} if text else set()


def expand(rule: Rule, *, starts_at: datetime, limit: int) -> list[datetime]:
    """Return at most ``limit`` starts in the zone of ``starts_at``, up to the year 2100.

    Clock times stay when the zone's offset changes. A start that does not satisfy its rule is not among them. Raises
    ``UnusableRule``.
    """
    zone = starts_at.tzinfo
    local = starts_at.replace(tzinfo=None)
    text = Rule(parts=rule.parts).text()
    if rule.until is not None:
        text += f";UNTIL={rule.until.astimezone(zone):%Y%m%dT%H%M%S}"
    try:
        moments = takewhile(lambda moment: moment.year <= LAST_YEAR, rrulestr(text, dtstart=local))
        return [moment.replace(tzinfo=zone) for moment in islice(moments, limit)]
    except (ValueError, TypeError, OverflowError, IndexError, KeyError, AttributeError) as error:
        raise UnusableRule(_("правило не раскрывается в даты")) from error


@dataclass(frozen=True, kw_only=True, slots=True)
class Series:
    """Occurrences of one rule, or a single start when ``rule`` is ``None``; moments are aware."""

    starts_at: datetime
    rule: Rule | None = None
    excluded: tuple[datetime, ...] = ()


def in_city(series: Series, *, city: tzinfo) -> tuple[list[Series], str]:
    """Express a series of another zone in the city's, where its rule will be expanded.

    A rule is kept when it gives the same moments there, if need be with its weekdays moved across midnight. Otherwise a
    series that ends becomes single dates. Where neither is possible the second value says, for people, what to check.
    """
    start = series.starts_at.astimezone(city)
    if series.rule is None:
        return [Series(starts_at=start)], ""
    if str(series.starts_at.tzinfo) == str(city):
        return [series], ""
    wanted = expand(series.rule, starts_at=series.starts_at, limit=_MAX_COMPARED)
    left_out = {moment.astimezone(UTC) for moment in series.excluded}
    single = [Series(starts_at=at.astimezone(city)) for at in wanted if at.astimezone(UTC) not in left_out]
    shift = (start.date() - series.starts_at.date()).days
    moved = series.rule.on_shifted_days(shift) if shift else series.rule
    if moved is None:
        if series.rule.is_finite and len(wanted) <= MAX_DATES:
            return single, ""
        return single[:MAX_DATES], _("Повторения записаны в другом часовом поясе; взяты только ближайшие даты.")
    given = expand(moved, starts_at=start, limit=_MAX_COMPARED)
    # Exclusions follow their occurrence, wherever the rule puts it in the city's zone.
    excluded = tuple(here for there, here in zip(wanted, given, strict=False) if there.astimezone(UTC) in left_out)
    kept = Series(starts_at=start, rule=moved, excluded=excluded)
    if _same(given, wanted):
        return [kept], ""
    if series.rule.is_finite and len(wanted) <= MAX_DATES:
        return single, ""
    return [kept], _("Повторения записаны в часовом поясе с переводом часов; проверьте время следующих дат.")


def _same(left: Iterable[datetime], right: Iterable[datetime]) -> bool:
    return [moment.astimezone(UTC) for moment in left] == [moment.astimezone(UTC) for moment in right]
