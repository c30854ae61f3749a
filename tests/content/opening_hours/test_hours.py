from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.opening_hours.hours import (
    DAY,
    WEEKDAYS,
    HoursError,
    Interval,
    OpeningHours,
    from_json,
    interval,
    parse_time,
    to_json,
)


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("9", 540),
        ("9:30", 570),
        ("09.30", 570),
        ("0930", 570),
        ("930", 570),
        ("00:00", 0),
        ("24:00", DAY),
        (" 7 ", 420),
    ],
)
def test_times_as_people_type_them(typed: str, minutes: int) -> None:
    assert parse_time(typed) == minutes


@pytest.mark.parametrize("typed", ["", "25", "24:30", "9:60", "девять", "9:3", "-9", "09:00:00", "٩"])
def test_what_is_no_time(typed: str) -> None:
    with pytest.raises(HoursError) as refusal:
        parse_time(typed)
    assert refusal.value.problem == "time"


def test_an_interval_that_closes_before_it_opens_ends_on_the_next_day() -> None:
    assert interval(18 * 60, 2 * 60) == Interval(1080, 1560)
    assert interval(18 * 60, 0) == interval(18 * 60, DAY) == Interval(1080, DAY)
    assert interval(0, DAY) == Interval(0, DAY)
    with pytest.raises(HoursError):
        interval(540, 540)


@pytest.mark.parametrize(
    ("stored", "problem", "where"),
    [
        ([], "shape", None),
        ({"weeks": {}}, "shape", None),
        ({"week": {"понедельник": []}}, "shape", None),
        ({"week": {"mon": "09:00"}}, "shape", 0),
        ({"week": {"mon": [["09:00"]]}}, "shape", 0),
        ({"week": {"tue": [["09:00", "25:00"]]}}, "time", 1),
        ({"week": {"tue": [["09:00", "09:00"]]}}, "empty", 1),
        ({"week": {"wed": [["09:00", "14:00"], ["13:00", "18:00"]]}}, "overlap", 2),
        ({"week": {"wed": [["00:00", "24:00"], ["13:00", "18:00"]]}}, "overlap", 2),
        ({"week": {"wed": [["01:00", "02:00"]] * 4}}, "many", 2),
        ({"week": {"thu": [["18:00", "02:00"]], "fri": [["01:00", "05:00"]]}}, "overlap_next", 3),
        ({"week": {"sun": [["18:00", "10:00"]], "mon": [["09:00", "18:00"]]}}, "overlap_next", 6),
        ({"holidays": "never"}, "shape", "holidays"),
        ({"holidays": [["10:00", "x"]]}, "time", "holidays"),
        ({"exceptions": [{"first": "2026-13-01", "last": "2026-12-01"}]}, "shape", None),
        ({"exceptions": [{"first": "2026-12-01"}]}, "shape", None),
        ({"exceptions": [{"first": "2026-12-01", "last": "2026-12-01", "note_ru": 1}]}, "shape", None),
    ],
)
def test_what_cannot_be_stored(stored: Any, problem: str, where: object) -> None:
    with pytest.raises(HoursError) as refusal:
        from_json(stored)
    assert (refusal.value.problem, refusal.value.where) == (problem, where)


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        ([("2026-12-02", "2026-12-01")], "dates"),
        ([("2026-12-01", "2026-12-05"), ("2026-12-05", "2026-12-06")], "twice"),
        ([(f"2026-12-{day:02}", f"2026-12-{day:02}") for day in range(1, 32)] * 2, "exceptions"),
    ],
)
def test_exceptions_that_cannot_be(rows: list[tuple[str, str]], problem: str) -> None:
    exceptions = [{"first": first, "last": last, "hours": []} for first, last in rows]
    with pytest.raises(HoursError) as refusal:
        from_json({"exceptions": exceptions})
    assert refusal.value.problem == problem


def test_a_night_may_run_into_a_day_round_the_clock() -> None:
    hours = from_json({"week": {"fri": [["18:00", "02:00"]], "sat": [["00:00", "24:00"]]}})
    assert hours is not None
    assert hours.week[5] == (Interval(0, DAY),)


def test_nothing_known_is_stored_as_nothing() -> None:
    assert to_json(None) is None
    assert to_json(OpeningHours(week=(None,) * 7)) is None
    assert from_json(None) is None


times = st.integers(0, DAY - 1).map(lambda minutes: f"{minutes // 60:02}:{minutes % 60:02}")
days = st.lists(st.tuples(times, times).map(list), max_size=3)
stored_hours = st.fixed_dictionaries(
    {
        "week": st.dictionaries(st.sampled_from(WEEKDAYS), days, min_size=1),
        "holidays": st.one_of(st.just("as_usual"), st.just("unknown"), days),
    }
)


@given(stored_hours)
def test_what_is_accepted_survives_storage(stored: Any) -> None:
    try:
        hours = from_json(stored)
    except HoursError:
        return
    assert from_json(to_json(hours)) == hours
