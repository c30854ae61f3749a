"""Dates and times as sources write them."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from content.importing.candidates import ProblemLog
from content.importing.moments import (
    Moment,
    UnreadableMoment,
    inclusive_end,
    read_duration,
    read_moment,
    settled_end,
)

CITY = ZoneInfo("Asia/Almaty")


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=CITY)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2027-03-07T19:00", at(2027, 3, 7, 19)),
        ("2027-03-07 19:00:30", at(2027, 3, 7, 19, 0, 30)),
        ("20270307T190000", at(2027, 3, 7, 19)),
        ("2027-03-07T19:00:00.123", at(2027, 3, 7, 19)),
        ("2027-03-07T14:00:00Z", at(2027, 3, 7, 19)),
        ("2027-03-07T17:00+0300", at(2027, 3, 7, 19)),
        ("2027-03-07T17:00−03:00", at(2027, 3, 8, 1)),
        ("2027-03-07T24:00", at(2027, 3, 8)),
        ("07.03.2027 19:00", at(2027, 3, 7, 19)),
        ("7.3.2027, в 19:00", at(2027, 3, 7, 19)),
        ("07/03/2027 9.30", at(2027, 3, 7, 9, 30)),
    ],
)
def test_moments_are_read_in_city_time(text: str, moment: datetime) -> None:
    assert read_moment(text, zone=CITY) == Moment(at=moment, is_date=False)


@pytest.mark.parametrize("text", ["2027-03-07", "20270307", "07.03.2027"])
def test_a_bare_day_is_midnight_in_the_city(text: str) -> None:
    assert read_moment(text, zone=CITY) == Moment(at=at(2027, 3, 7), is_date=True)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "скоро",
        "2027-02-30",
        "2027-13-01",
        "2027-03-07T25:00",
        "0001-01-01",
        "9999-12-31T10:00",
        "2027-03",
        "٢٠٢٧-٠٣-٠٧",
    ],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(UnreadableMoment):
        read_moment(text, zone=CITY)


def test_durations() -> None:
    assert read_duration("PT1H30M") == timedelta(hours=1, minutes=30)
    assert read_duration("P1W") == timedelta(weeks=1)
    assert read_duration("-P1D") == timedelta(days=-1)
    for text in ("", "P", "PT", "1H"):
        with pytest.raises(ValueError, match="not a duration"):
            read_duration(text)


def settled(start: datetime, end: datetime | None) -> tuple[datetime, datetime | None, list[str]]:
    notes = ProblemLog()
    result = settled_end(start, end, is_all_day=False, notes=notes, line=3, field="ends_at")
    return (*result, [problem.code for problem in notes.problems])


def test_an_end_before_the_start_is_after_midnight_or_swapped() -> None:
    assert settled(at(2027, 3, 7, 22), at(2027, 3, 7, 2)) == (
        at(2027, 3, 7, 22),
        at(2027, 3, 8, 2),
        ["date.after_midnight"],
    )
    assert settled(at(2027, 3, 7, 15), at(2027, 3, 7, 12)) == (at(2027, 3, 7, 12), at(2027, 3, 7, 15), ["date.swapped"])


def test_an_end_at_the_start_is_no_end() -> None:
    assert settled(at(2027, 3, 7, 22), at(2027, 3, 7, 22)) == (at(2027, 3, 7, 22), None, [])


def test_a_bare_day_as_the_end_is_the_last_day() -> None:
    day = Moment(at=at(2027, 3, 7), is_date=True)
    evening = Moment(at=at(2027, 3, 7, 19), is_date=False)
    assert inclusive_end(day, Moment(at=at(2027, 3, 9), is_date=True)) == at(2027, 3, 10)
    assert inclusive_end(evening, day) is None
    assert inclusive_end(day, evening) == at(2027, 3, 7, 19)
    assert inclusive_end(day, None) is None
