"""Date and time texts for readers, in Russian and Kazakh.

Names of months and weekdays come from CLDR (Babel); the shapes of ranges and repetitions, which CLDR lacks
for these languages, are the tables below. Moments are aware datetimes, shown in the time zone given; periods
are half-open. The year is shown only when it is not the current one of that time zone.
"""

from collections.abc import Collection, Sequence
from datetime import date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from itertools import groupby
from typing import Final

from babel import Locale
from babel.lists import format_list

from language.codes import Language

NIGHT_ENDS: Final = time(6)
"""An event that ends by this time of the next day belongs to the evening before."""

_DAY_WITH_YEAR: Final = {"ru": "{day} {year} г.", "kk": "{year} ж. {day}"}
_WEEKLY: Final = {"ru": "по {days}", "kk": "{days} сайын"}
_DAILY: Final = {"ru": "ежедневно", "kk": "күн сайын"}
_WORKDAYS: Final = {"ru": "по будням", "kk": "жұмыс күндері"}
_WEEKENDS: Final = {"ru": "по выходным", "kk": "демалыс күндері"}
_RUSSIAN_DATIVES: Final = (
    "понедельникам",
    "вторникам",
    "средам",
    "четвергам",
    "пятницам",
    "субботам",
    "воскресеньям",
)
_KAZAKH_DATIVES: Final = (
    "қаңтарға",
    "ақпанға",
    "наурызға",
    "сәуірге",
    "мамырға",
    "маусымға",
    "шілдеге",
    "тамызға",
    "қыркүйекке",
    "қазанға",
    "қарашаға",
    "желтоқсанға",
)
_KAZAKH_ABLATIVES: Final = (
    "қаңтардан",
    "ақпаннан",
    "наурыздан",
    "сәуірден",
    "мамырдан",
    "маусымнан",
    "шілдеден",
    "тамыздан",
    "қыркүйектен",
    "қазаннан",
    "қарашадан",
    "желтоқсаннан",
)
_UNTIL: Final = {"ru": "до {day}", "kk": "{day} дейін"}
_SINCE: Final = {"ru": "с {day}", "kk": "{day} бастап"}
_WITHOUT_END: Final = {"ru": "постоянно", "kk": "тұрақты"}
_TODAY: Final = {"ru": "сегодня {times}", "kk": "бүгін {times}"}
_DAYS_OF_WEEK: Final = frozenset(range(7))
_MONDAY_TO_FRIDAY: Final = frozenset(range(5))
_SATURDAY_AND_SUNDAY: Final = frozenset({5, 6})


def date_text(
    *,
    starts_at: datetime,
    ends_at: datetime | None,
    is_all_day: bool,
    zone: tzinfo,
    now: datetime,
    language: Language,
) -> str:
    """Return when something takes place: "суббота, 7 марта, 19:00–21:00", "7–9 марта", "28 ақпан – 3 наурыз".

    A period within one day has weekday and times (none if `is_all_day`), a longer one only its days. All-day
    periods end before `ends_at`, as everywhere; an end that is missing or not after the start is left out.
    Raises ValueError for naive datetimes.
    """
    starts, ends = _local(starts_at, zone), _local(ends_at, zone) if ends_at is not None else None
    year = _local(now, zone).year
    if ends is not None and ends_at is not None and ends_at <= starts_at:
        ends = None
    last_day = _last_day(starts, ends, is_all_day=is_all_day)
    if last_day > starts.date():
        return days_text(first=starts.date(), last=last_day, year=year, language=language)
    day = f"{weekday_name(starts.weekday(), language)}, {day_text(starts.date(), year=year, language=language)}"
    if is_all_day:
        return day
    return f"{day}, {_times(starts.time(), ends.time() if ends else None)}"


def period_text(*, starts_at: datetime, ends_at: datetime, zone: tzinfo, now: datetime, language: Language) -> str:
    """Return the days of a period, without weekday and times: "7–31 марта", "7 марта" for a single day.

    A period that ends at midnight does not contain the day that begins then.
    """
    starts = _local(starts_at, zone)
    last_day = _last_day(starts, _local(ends_at, zone), is_all_day=True)
    return days_text(first=starts.date(), last=last_day, year=_local(now, zone).year, language=language)


def run_text(*, first: date, last: date | None, today: date, language: Language) -> str:
    """Return the run of an exhibition, both days included; what has begun is told by its end.

    "7–30 марта", once it has begun "до 30 марта" / "30 наурызға дейін"; without an end "с 7 марта" / "7 наурыздан
    бастап", once it has begun "постоянно" / "тұрақты".
    """
    if last is None:
        if first <= today:
            return _WITHOUT_END[language]
        return _SINCE[language].format(day=_inflected(first, _KAZAKH_ABLATIVES, year=today.year, language=language))
    if first <= today <= last and first < last:
        return _UNTIL[language].format(day=_inflected(last, _KAZAKH_DATIVES, year=today.year, language=language))
    return days_text(first=first, last=last, year=today.year, language=language)


def with_hours(text: str, *, starts: time, ends: time, is_today: bool, language: Language) -> str:
    """Return a text with opening hours behind it: "до 30 марта, сегодня 10:00–18:00"."""
    times = _times(starts, ends)
    return f"{text}, {_TODAY[language].format(times=times) if is_today else times}"


def hours_texts(hours: Sequence[tuple[int, time, time]], language: Language) -> list[str]:
    """Return weekly hours line by line, equal days together: "вторник – пятница 10:00–18:00", "суббота 11:00–17:00".

    ``hours`` are weekday (Monday = 0), opening and closing; days without hours are left out.
    """
    by_day = [", ".join(_times(opens, closes) for day, opens, closes in hours if day == number) for number in range(7)]
    lines: list[str] = []
    for times, group in groupby(range(7), key=by_day.__getitem__):
        days = list(group)
        if not times:
            continue
        names = [weekday_name(day, language) for day in days]
        shown = {1: names[0], 2: f"{names[0]}, {names[-1]}"}.get(len(days), f"{names[0]} – {names[-1]}")
        lines.append(f"{_DAILY[language] if len(days) == len(_DAYS_OF_WEEK) else shown} {times}")
    return lines


def weekly_text(
    *, weekdays: Collection[int], starts: time | None = None, ends: time | None = None, language: Language
) -> str:
    """Return a weekly repetition: "по субботам, 11:00" / "сенбі сайын, 11:00".

    Weekdays count from Monday = 0. Raises ValueError without weekdays or for numbers outside 0–6.
    """
    days = frozenset(weekdays)
    if not days or not days <= _DAYS_OF_WEEK:
        raise ValueError(f"weekdays must be numbers from 0 to 6, got {sorted(days)}")
    text = _repetition(days, language)
    return f"{text}, {_times(starts, ends)}" if starts is not None else text


def time_text(starts_at: datetime, *, ends_at: datetime | None = None, zone: tzinfo) -> str:
    """Return "19:00" or "19:00–21:00" (both languages write it so)."""
    return _times(_local(starts_at, zone).time(), _local(ends_at, zone).time() if ends_at else None)


def days_text(*, first: date, last: date, year: int, language: Language) -> str:
    """Return a period of days, both included; `year` is the one that goes without saying."""
    if first >= last:
        return day_text(first, year=year, language=language)
    if first.year != last.year:
        # Both years, even if one is current: a range over New Year is read wrongly otherwise.
        return " – ".join(_with_year(_day_and_month(day, language), day.year, language) for day in (first, last))
    if first.month == last.month:
        text = f"{first.day}–{_day_and_month(last, language)}"
    else:
        text = f"{_day_and_month(first, language)} – {_day_and_month(last, language)}"
    return text if first.year == year else _with_year(text, first.year, language)


def day_text(day: date, *, year: int, language: Language) -> str:
    """Return "7 марта" / "7 наурыз", with the year if it is not `year`."""
    text = _day_and_month(day, language)
    return text if day.year == year else _with_year(text, day.year, language)


@lru_cache(maxsize=32)
def month_name(month: int, language: Language) -> str:
    """Return the month (1–12) as it stands after a day: "марта", "наурыз"."""
    name: str = Locale(language).months["format"]["wide"][month]
    return name


@lru_cache(maxsize=16)
def weekday_name(weekday: int, language: Language) -> str:
    """Return the weekday (Monday = 0): "суббота", "сенбі"."""
    name: str = Locale(language).days["format"]["wide"][weekday]
    return name


def _times(starts: time, ends: time | None) -> str:
    """Return one or two times; an end equal to the start is left out."""
    start = f"{starts:%H:%M}"
    end = f"{ends:%H:%M}" if ends is not None else start
    return start if start == end else f"{start}–{end}"


def _local(moment: datetime, zone: tzinfo) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("a naive datetime has no place in time")
    return moment.astimezone(zone)


def _last_day(starts: datetime, ends: datetime | None, *, is_all_day: bool) -> date:
    """Return the last day a reader would name; both moments are local."""
    if ends is None:
        return starts.date()
    if is_all_day:
        return max(starts.date(), (ends - timedelta(microseconds=1)).date())
    if ends.date() > starts.date() and ends.time() <= NIGHT_ENDS:
        # The night belongs to the evening before.
        return ends.date() - timedelta(days=1)
    return ends.date()


def _day_and_month(day: date, language: Language) -> str:
    return f"{day.day} {month_name(day.month, language)}"


def _inflected(day: date, kazakh_months: Sequence[str], *, year: int, language: Language) -> str:
    """Return a day as it stands before "дейін" or "бастап"; Russian has it in the genitive anyway."""
    text = f"{day.day} {kazakh_months[day.month - 1]}" if language == "kk" else _day_and_month(day, language)
    return text if day.year == year else _with_year(text, day.year, language)


def _with_year(text: str, year: int, language: Language) -> str:
    return _DAY_WITH_YEAR[language].format(day=text, year=year)


@lru_cache(maxsize=256)
def _repetition(days: frozenset[int], language: Language) -> str:
    if days == _DAYS_OF_WEEK:
        return _DAILY[language]
    if days == _MONDAY_TO_FRIDAY:
        return _WORKDAYS[language]
    if days == _SATURDAY_AND_SUNDAY:
        return _WEEKENDS[language]
    names = [_RUSSIAN_DATIVES[day] if language == "ru" else weekday_name(day, language) for day in sorted(days)]
    return _WEEKLY[language].format(days=format_list(names, style="standard", locale=language))
