from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest

from language.codes import Language
from language.dates import date_text, month_name, period_text, time_text, weekday_name, weekly_text

ZONE = ZoneInfo("Asia/Almaty")
NOW = datetime(2026, 3, 1, 12, tzinfo=ZONE)


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=ZONE)  # type: ignore[arg-type,misc]  # parts are year to minute


def text(starts_at: datetime, ends_at: datetime | None, language: Language, *, is_all_day: bool = False) -> str:
    return date_text(starts_at=starts_at, ends_at=ends_at, is_all_day=is_all_day, zone=ZONE, now=NOW, language=language)


def test_kazakh_names_are_those_of_the_style_guide() -> None:
    months = "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан"
    weekdays = "дүйсенбі сейсенбі сәрсенбі бейсенбі жұма сенбі жексенбі"
    assert " ".join(month_name(month, "kk") for month in range(1, 13)) == months
    assert " ".join(weekday_name(weekday, "kk") for weekday in range(7)) == weekdays


def test_russian_months_are_in_the_genitive() -> None:
    assert [month_name(month, "ru") for month in (1, 5, 8)] == ["января", "мая", "августа"]


@pytest.mark.parametrize(
    ("starts_at", "ends_at", "russian", "kazakh"),
    [
        (at(2026, 3, 7, 19), None, "суббота, 7 марта, 19:00", "сенбі, 7 наурыз, 19:00"),
        (at(2026, 3, 7, 19), at(2026, 3, 7, 21), "суббота, 7 марта, 19:00–21:00", "сенбі, 7 наурыз, 19:00–21:00"),
        # Midnight and the night after belong to the evening before.
        (at(2026, 3, 7, 22), at(2026, 3, 8), "суббота, 7 марта, 22:00–00:00", "сенбі, 7 наурыз, 22:00–00:00"),
        (at(2026, 3, 7, 22), at(2026, 3, 8, 4), "суббота, 7 марта, 22:00–04:00", "сенбі, 7 наурыз, 22:00–04:00"),
        (at(2026, 3, 7, 22), at(2026, 3, 8, 10), "7–8 марта", "7–8 наурыз"),
        (at(2026, 3, 7, 10), at(2026, 3, 10, 2), "7–9 марта", "7–9 наурыз"),
        (at(2026, 3, 7, 10), at(2026, 3, 9, 18), "7–9 марта", "7–9 наурыз"),
        (at(2026, 2, 28, 10), at(2026, 3, 3, 18), "28 февраля – 3 марта", "28 ақпан – 3 наурыз"),
        (at(2027, 3, 6, 19), None, "суббота, 6 марта 2027 г., 19:00", "сенбі, 2027 ж. 6 наурыз, 19:00"),
        (at(2027, 2, 1, 9), at(2027, 3, 1, 18), "1 февраля – 1 марта 2027 г.", "2027 ж. 1 ақпан – 1 наурыз"),
        (
            at(2026, 12, 30, 9),
            at(2027, 1, 2, 18),
            "30 декабря 2026 г. – 2 января 2027 г.",
            "2026 ж. 30 желтоқсан – 2027 ж. 2 қаңтар",
        ),
        # An end that is not after the start is a mistake of the source.
        (at(2026, 3, 7, 19), at(2026, 3, 7, 19), "суббота, 7 марта, 19:00", "сенбі, 7 наурыз, 19:00"),
        (at(2026, 3, 7, 19), at(2026, 3, 6, 19), "суббота, 7 марта, 19:00", "сенбі, 7 наурыз, 19:00"),
    ],
)
def test_date_text(starts_at: datetime, ends_at: datetime | None, russian: str, kazakh: str) -> None:
    assert text(starts_at, ends_at, "ru") == russian
    assert text(starts_at, ends_at, "kk") == kazakh


@pytest.mark.parametrize(
    ("starts_at", "ends_at", "russian"),
    [
        (at(2026, 3, 7), None, "суббота, 7 марта"),
        (at(2026, 3, 7), at(2026, 3, 8), "суббота, 7 марта"),
        (at(2026, 3, 7), at(2026, 3, 10), "7–9 марта"),
        (at(2026, 3, 7, 10), at(2026, 3, 7, 18), "суббота, 7 марта"),
    ],
)
def test_all_day(starts_at: datetime, ends_at: datetime | None, russian: str) -> None:
    assert text(starts_at, ends_at, "ru", is_all_day=True) == russian


def test_the_day_and_the_year_are_those_of_the_city() -> None:
    starts_at = datetime(2026, 12, 31, 20, tzinfo=UTC)
    assert text(starts_at, None, "ru") == "пятница, 1 января 2027 г., 01:00"
    new_year_there = datetime(2026, 12, 31, 21, tzinfo=UTC)
    assert (
        date_text(starts_at=starts_at, ends_at=None, is_all_day=False, zone=ZONE, now=new_year_there, language="ru")
        == "пятница, 1 января, 01:00"
    )


def test_naive_datetimes_are_refused() -> None:
    with pytest.raises(ValueError, match="naive"):
        text(datetime(2026, 3, 7, 19), None, "ru")  # noqa: DTZ001 - the refusal is the subject


@pytest.mark.parametrize(
    ("starts_at", "ends_at", "russian", "kazakh"),
    [
        (at(2026, 3, 7), at(2026, 4, 1), "7–31 марта", "7–31 наурыз"),
        (at(2026, 3, 7), at(2026, 3, 31, 23, 59), "7–31 марта", "7–31 наурыз"),
        (at(2026, 3, 7), at(2026, 3, 8), "7 марта", "7 наурыз"),
        (at(2027, 3, 7), at(2027, 3, 8), "7 марта 2027 г.", "2027 ж. 7 наурыз"),
    ],
)
def test_period_text(starts_at: datetime, ends_at: datetime, russian: str, kazakh: str) -> None:
    for language, expected in (("ru", russian), ("kk", kazakh)):
        assert period_text(starts_at=starts_at, ends_at=ends_at, zone=ZONE, now=NOW, language=language) == expected


def test_time_text() -> None:
    assert time_text(datetime(2026, 3, 7, 14, tzinfo=UTC), zone=ZONE) == "19:00"
    assert time_text(at(2026, 3, 7, 9), ends_at=at(2026, 3, 7, 10, 30), zone=ZONE) == "09:00–10:30"


@pytest.mark.parametrize(
    ("weekdays", "russian", "kazakh"),
    [
        ([5], "по субботам, 11:00", "сенбі сайын, 11:00"),
        ([3, 1], "по вторникам и четвергам, 11:00", "сейсенбі және бейсенбі сайын, 11:00"),
        ([0, 2, 4], "по понедельникам, средам и пятницам, 11:00", "дүйсенбі, сәрсенбі, жұма сайын, 11:00"),
        ([6], "по воскресеньям, 11:00", "жексенбі сайын, 11:00"),
        (range(7), "ежедневно, 11:00", "күн сайын, 11:00"),
        (range(5), "по будням, 11:00", "жұмыс күндері, 11:00"),
        ([5, 6], "по выходным, 11:00", "демалыс күндері, 11:00"),
    ],
)
def test_weekly_text(weekdays: list[int], russian: str, kazakh: str) -> None:
    assert weekly_text(weekdays=weekdays, starts=time(11), language="ru") == russian
    assert weekly_text(weekdays=weekdays, starts=time(11), language="kk") == kazakh


def test_weekly_text_with_an_end_and_without_a_time() -> None:
    assert weekly_text(weekdays=[5], starts=time(11), ends=time(12), language="ru") == "по субботам, 11:00–12:00"
    assert weekly_text(weekdays=[5], language="kk") == "сенбі сайын"


@pytest.mark.parametrize("weekdays", [[], [7], [-1, 2]])
def test_impossible_weekdays_are_refused(weekdays: list[int]) -> None:
    with pytest.raises(ValueError, match="weekdays"):
        weekly_text(weekdays=weekdays, language="ru")
