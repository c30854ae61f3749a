from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from language.codes import Language
from language.opening_hours import day_hours_text, openness_text, week_lines

ZONE = ZoneInfo("Asia/Almaty")
# A Wednesday.
NOW = datetime(2026, 11, 25, 12, tzinfo=ZONE)


def said(language: Language, state: str, until: datetime | None = None, then: str | None = "open") -> str:
    return openness_text(state=state, until=until, then=then, zone=ZONE, now=NOW, language=language)


@pytest.mark.parametrize(
    ("ahead", "russian", "kazakh"),
    [
        (timedelta(hours=14), "открыто до 02:00", "02:00-ге дейін ашық"),
        (timedelta(hours=6, minutes=30), "открыто до 18:30", "18:30-ға дейін ашық"),
        (timedelta(hours=9, minutes=15), "открыто до 21:15", "21:15-ке дейін ашық"),
        (timedelta(hours=9, minutes=40), "открыто до 21:40", "21:40-қа дейін ашық"),
        (timedelta(hours=12), "открыто до 00:00", "00:00-ге дейін ашық"),
        (timedelta(hours=30), "открыто круглосуточно", "тәулік бойы ашық"),
    ],
)
def test_open(ahead: timedelta, russian: str, kazakh: str) -> None:
    assert said("ru", "open", NOW + ahead, "closed") == russian
    assert said("kk", "open", NOW + ahead, "closed") == kazakh


@pytest.mark.parametrize(
    ("opens", "russian", "kazakh"),
    [
        ((2026, 11, 25, 14), "откроется в 14:00", "14:00-де ашылады"),
        ((2026, 11, 26, 9), "откроется завтра в 09:00", "ертең 09:00-де ашылады"),
        ((2026, 11, 26, 9, 30), "откроется завтра в 09:30", "ертең 09:30-да ашылады"),
        ((2026, 11, 27, 9), "откроется в пятницу в 09:00", "жұма күні 09:00-де ашылады"),
        ((2026, 12, 1, 10, 45), "откроется во вторник в 10:45", "сейсенбі күні 10:45-те ашылады"),
        ((2026, 12, 2, 9), "откроется 2 декабря в 09:00", "2 желтоқсан күні 09:00-де ашылады"),
        ((2027, 1, 5, 9), "откроется 5 января 2027 г. в 09:00", "2027 ж. 5 қаңтар күні 09:00-де ашылады"),
    ],
)
def test_closed_until_it_opens(opens: tuple[int, ...], russian: str, kazakh: str) -> None:
    moment = datetime(*opens, tzinfo=ZONE)  # type: ignore[arg-type,misc]  # parts are year to minute
    assert (said("ru", "closed", moment), said("kk", "closed", moment)) == (russian, kazakh)


def test_what_nobody_knows() -> None:
    assert (said("ru", "closed"), said("kk", "closed")) == ("закрыто", "жабық")
    assert said("ru", "closed", NOW + timedelta(hours=12), "unknown") == "закрыто"
    assert (said("ru", "unknown"), said("kk", "unknown")) == ("часы работы уточняйте", "жұмыс уақытын нақтылаңыз")
    assert (said("ru", "open"), said("kk", "open")) == ("открыто круглосуточно", "тәулік бойы ашық")


@pytest.mark.parametrize(
    ("hours", "russian", "kazakh"),
    [
        (None, "уточняйте", "нақтылаңыз"),
        ([], "выходной", "демалыс"),
        ([(0, 1440)], "круглосуточно", "тәулік бойы"),
        ([(540, 780), (840, 1080)], "09:00–13:00, 14:00–18:00", "09:00–13:00, 14:00–18:00"),
        ([(1080, 1560)], "18:00–02:00", "18:00–02:00"),
    ],
)
def test_a_day(hours: list[tuple[int, int]] | None, russian: str, kazakh: str) -> None:
    assert (day_hours_text(hours, "ru"), day_hours_text(hours, "kk")) == (russian, kazakh)


def test_days_with_the_same_hours_stand_together() -> None:
    week = [[(540, 1080)]] * 5 + [[(600, 900)], []]
    assert week_lines(week, "ru") == ["пн–пт: 09:00–18:00", "сб: 10:00–15:00", "вс: выходной"]
    assert week_lines(week, "kk") == ["дс–жм: 09:00–18:00", "сб: 10:00–15:00", "жс: демалыс"]
    assert week_lines([[(540, 1080)]] * 7, "kk") == ["күн сайын: 09:00–18:00"]
