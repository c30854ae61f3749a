from datetime import UTC, date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.opening_hours.hours import WEEKDAYS, OpeningHours, from_json
from events.schedule import (
    EmptyRule,
    Run,
    ScheduleRow,
    current_or_next,
    evening_day,
    gives_dates,
    goes_beyond,
    has_no_end,
    occurrences,
    parse_rule,
)

ALMATY = ZoneInfo("Asia/Almaty")
KEY = UUID(int=1)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ALMATY)


def starts(*rows: ScheduleRow, window: tuple[str, str] = ("2026-01-01", "2027-01-01"), limit: int = 1000) -> list[str]:
    found = occurrences(rows, zone=ALMATY, window_start=at(window[0]), window_end=at(window[1]), limit=limit)
    return [f"{occurrence.starts_at.astimezone(ALMATY):%m-%d %H:%M}" for occurrence in found]


def row(start: str, **fields: object) -> ScheduleRow:
    return ScheduleRow(key=KEY, starts_at=at(start), **fields)


def test_single_dates_come_in_order_whatever_the_window() -> None:
    assert starts(row("2030-05-01 10:00"), row("2020-03-07 19:00")) == ["03-07 19:00", "05-01 10:00"]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("FREQ=DAILY;COUNT=3", ["03-07 19:00", "03-08 19:00", "03-09 19:00"]),
        ("FREQ=WEEKLY;BYDAY=SA,SU;COUNT=3", ["03-07 19:00", "03-08 19:00", "03-14 19:00"]),
        ("RRULE:FREQ=MONTHLY;BYDAY=1SA;COUNT=2", ["03-07 19:00", "04-04 19:00"]),
        # 14:00 UTC is 19:00 in Almaty: the bound is included.
        ("FREQ=DAILY;UNTIL=20260309T140000Z", ["03-07 19:00", "03-08 19:00", "03-09 19:00"]),
        ("FREQ=DAILY;UNTIL=20260309T135959Z", ["03-07 19:00", "03-08 19:00"]),
        ("FREQ=DAILY;UNTIL=20260308", ["03-07 19:00", "03-08 19:00"]),
        # How some calendars write "for ever"; in city time that would be the year 10000.
        ("FREQ=YEARLY;UNTIL=99991231T235959Z", ["03-07 19:00"]),
    ],
)
def test_rules_are_expanded_in_city_time(rule: str, expected: list[str]) -> None:
    assert starts(row("2026-03-07 19:00", recurrence_rule=rule)) == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, True),
        ({"excluded": (at("2026-03-07 19:00"),)}, False),
        ({"excluded": (at("2026-03-07 19:00"),), "added": (at("2029-03-07 19:00"),)}, True),
        ({"recurrence_rule": "FREQ=DAILY;UNTIL=20260306"}, False),
        ({"recurrence_rule": "FREQ=DAILY;COUNT=1", "excluded": (at("2026-03-07 19:00"),)}, False),
        ({"recurrence_rule": "FREQ=DAILY;COUNT=9", "excluded": (at("2026-03-07 19:00"),)}, True),
        (
            {"is_exhibition": True, "last_on": date(2026, 3, 8), "closed_on": (date(2026, 3, 7), date(2026, 3, 8))},
            False,
        ),
        ({"is_exhibition": True, "last_on": date(2026, 3, 9), "closed_on": (date(2026, 3, 7), date(2026, 3, 8))}, True),
    ],
)
def test_it_is_known_whether_anything_takes_place_at_all(fields: dict[str, object], expected: bool) -> None:
    assert gives_dates([row("2026-03-07 19:00", **fields)], zone=ALMATY) is expected


def test_a_concert_keeps_its_hour_when_kazakhstan_changed_its_offset() -> None:
    # Almaty went from UTC+6 to UTC+5 on 1 March 2024.
    rule = row("2024-02-24 19:00", recurrence_rule="FREQ=WEEKLY;COUNT=2")
    assert starts(rule, window=("2024-01-01", "2025-01-01")) == ["02-24 19:00", "03-02 19:00"]
    found = occurrences([rule], zone=ALMATY, window_start=at("2024-01-01"), window_end=at("2025-01-01"))
    assert [occurrence.starts_at.astimezone(UTC).hour for occurrence in found] == [13, 14]


def test_excluded_starts_are_left_out_in_whatever_zone_they_are_written() -> None:
    rule = row(
        "2026-03-07 19:00",
        recurrence_rule="FREQ=DAILY;COUNT=3",
        excluded=(datetime(2026, 3, 8, 14, tzinfo=UTC),),
    )
    assert starts(rule) == ["03-07 19:00", "03-09 19:00"]


def test_an_endless_rule_stops_at_the_window_and_at_the_limit() -> None:
    endless = row("2026-03-07 19:00", recurrence_rule="FREQ=DAILY")
    assert starts(endless, window=("2026-04-01", "2026-04-03")) == ["04-01 19:00", "04-02 19:00"]
    assert len(starts(endless, limit=5)) == 5


def test_a_rule_outside_the_window_keeps_its_nearest_date() -> None:
    rule = row("2026-03-07 19:00", recurrence_rule="FREQ=DAILY;COUNT=3")
    assert starts(rule, window=("2027-01-01", "2028-01-01")) == ["03-09 19:00"]
    assert starts(rule, window=("2025-01-01", "2026-01-01")) == ["03-07 19:00"]


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SOMETIMES",
        "FREQ=SECONDLY",
        "COUNT=3",
        "FREQ=DAILY;INTERVAL=-",
        "FREQ=YEARLY;INTERVAL=0;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;interval=-1",
        "x",
        "FREQ=DAILY\nRDATE:1",
    ],
)
def test_a_rule_that_is_none_is_refused_with_a_reason(rule: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        parse_rule(rule, starts_at=at("2026-03-07 19:00"), zone=ALMATY)


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=3",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;UNTIL=20270101",
        "FREQ=DAILY;INTERVAL=7;BYDAY=MO",
        "FREQ=WEEKLY;BYSETPOS=300",
        "FREQ=YEARLY;INTERVAL=20;BYMONTH=1",
    ],
)
def test_a_rule_that_finds_no_date_in_years_is_refused(rule: str) -> None:
    with pytest.raises(EmptyRule):
        starts(row("2026-03-07 19:00", recurrence_rule=rule))


@pytest.mark.parametrize(
    "rule",
    ["FREQ=HOURLY;BYSETPOS=366", "FREQ=DAILY RDATE:20300101T000000", "EXDATE:20300101T000000", "FREQ=DAILY;BYEASTER=0"],
)
def test_what_is_more_than_a_plain_rule_is_refused(rule: str) -> None:
    with pytest.raises(ValueError, match=r"BYSETPOS|one RRULE|BYEASTER"):
        parse_rule(rule, starts_at=at("2026-03-07 19:00"), zone=ALMATY)


@pytest.mark.parametrize(
    ("start", "rule", "window", "expected"),
    [
        ("2024-02-29 19:00", "FREQ=YEARLY", ("2025-01-01", "2033-01-01"), ["02-29 19:00", "02-29 19:00"]),
        ("2025-03-01 19:00", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", ("2025-01-01", "2029-01-01"), ["02-29 19:00"]),
        # 2100 has no such day.
        ("2096-03-01 19:00", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", ("2096-01-01", "2105-01-01"), ["02-29 19:00"]),
        (
            "2026-03-07 19:00",
            "FREQ=DAILY;INTERVAL=7;BYDAY=SA;COUNT=2",
            ("2026-01-01", "2027-01-01"),
            ["03-07 19:00", "03-14 19:00"],
        ),
        (
            "2026-03-07 19:00",
            "FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1;COUNT=1",
            ("2026-01-01", "2027-01-01"),
            ["03-31 19:00"],
        ),
    ],
)
def test_rare_dates_are_found(start: str, rule: str, window: tuple[str, str], expected: list[str]) -> None:
    assert starts(row(start, recurrence_rule=rule), window=window) == expected


def test_when_a_date_is_over() -> None:
    def over(**fields: object) -> str:
        rows = [row("2026-03-07 19:00", **fields)]
        found = occurrences(rows, zone=ALMATY, window_start=at("2026-01-01"), window_end=at("2027-01-01"))
        return f"{found[0].over_at.astimezone(ALMATY):%m-%d %H:%M}"

    assert over() == "03-07 21:00"
    assert over(ends_at=at("2026-03-08 02:00")) == "03-08 02:00"
    assert over(is_all_day=True) == "03-08 00:00"


def test_the_date_a_card_shows() -> None:
    rows = [
        row("2026-03-01 19:00"),
        row("2026-03-07 19:00", status="cancelled"),
        row("2026-03-14 19:00"),
    ]
    found = occurrences(rows, zone=ALMATY, window_start=at("2026-01-01"), window_end=at("2027-01-01"))

    def shown(now: str) -> str:
        occurrence = current_or_next(found, now=at(now))
        return "" if occurrence is None else f"{occurrence.starts_at.astimezone(ALMATY):%m-%d}"

    assert shown("2026-02-01") == "03-01"
    assert shown("2026-03-01 20:00") == "03-01"  # running
    assert shown("2026-03-02") == "03-14"  # the cancelled one is passed over
    assert shown("2026-04-01") == "03-14"  # all over: the last
    assert current_or_next([], now=at("2026-04-01")) is None


@given(
    rule=st.text(max_size=60) | st.from_regex(r"FREQ=(DAILY|WEEKLY|MONTHLY)(;INTERVAL=\d{1,3})?(;COUNT=\d{1,4})?"),
    start=st.datetimes(datetime(2000, 1, 1), datetime(2035, 1, 1)),  # noqa: DTZ001 - hypothesis wants naive bounds
)
def test_any_rule_is_refused_or_expanded_within_its_window(rule: str, start: datetime) -> None:
    moment = start.replace(tzinfo=UTC)
    window_end = moment + timedelta(days=100)
    try:
        found = occurrences(
            [ScheduleRow(key=KEY, starts_at=moment, recurrence_rule=rule)],
            zone=ALMATY,
            window_start=moment,
            window_end=window_end,
            limit=50,
        )
    except ValueError:
        return
    assert len(found) <= 50
    assert all(occurrence.over_at > occurrence.starts_at for occurrence in found)
    assert [o.starts_at for o in found] == sorted(o.starts_at for o in found)


def week(**days: str) -> OpeningHours:
    stored = {name: [span.split("-") for span in spans.split()] for name, spans in days.items()}
    found = from_json({"week": stored})
    assert found is not None
    return found


NOT_ON_MONDAYS = week(**dict.fromkeys(WEEKDAYS[1:], "10:00-18:00"), mon="")
EVERY_DAY = week(**dict.fromkeys(WEEKDAYS, "10:00-18:00"))


def exhibition(first: str, last: str | None, hours: OpeningHours | None = None, **fields: object) -> ScheduleRow:
    return row(first, is_exhibition=True, last_on=date.fromisoformat(last) if last else None, hours=hours, **fields)


def test_a_list_of_dates_and_additions_to_a_rule() -> None:
    assert starts(row("2026-03-07 19:00", added=(at("2026-03-08 12:00"), at("2026-03-07 19:00")))) == [
        "03-07 19:00",
        "03-08 12:00",
    ]
    weekly = row(
        "2026-03-07 19:00",
        recurrence_rule="FREQ=WEEKLY;COUNT=2",
        added=(at("2026-03-10 18:00"), at("2026-03-14 19:00")),
        excluded=(at("2026-03-07 19:00"),),
    )
    assert starts(weekly) == ["03-10 18:00", "03-14 19:00"]


def test_an_addition_is_as_long_as_its_row() -> None:
    series = row("2026-03-07 19:00", ends_at=at("2026-03-07 21:00"), added=(at("2026-03-09 12:00"),))
    found = occurrences([series], zone=ALMATY, window_start=at("2026-01-01"), window_end=at("2027-01-01"))
    assert [occurrence.ends_at for occurrence in found] == [at("2026-03-07 21:00"), at("2026-03-09 14:00")]


def test_a_date_taken_out_of_a_list_is_none() -> None:
    gone = row("2026-03-07 19:00", added=(at("2026-03-08 19:00"),), excluded=(at("2026-03-07 19:00"),))
    assert starts(gone) == ["03-08 19:00"]


@pytest.mark.parametrize(
    ("start", "day"),
    [
        ("2026-03-08 00:30", "2026-03-07"),
        ("2026-03-08 03:59", "2026-03-07"),
        ("2026-03-08 04:00", "2026-03-08"),
        ("2026-03-08 00:00", "2026-03-08"),
        ("2026-03-07 23:00", "2026-03-07"),
    ],
)
def test_a_date_after_midnight_belongs_to_the_evening_before(start: str, day: str) -> None:
    assert evening_day(at(start).astimezone(UTC), zone=ALMATY) == date.fromisoformat(day)
    found = occurrences([row(start)], zone=ALMATY, window_start=at("2026-01-01"), window_end=at("2027-01-01"))
    assert [occurrence.day for occurrence in found] == [date.fromisoformat(day)]


def test_an_exhibition_gives_one_date_per_open_day() -> None:
    # From Saturday; closed on Mondays and on 10 March.
    shown = exhibition("2026-03-07 00:00", "2026-03-12", NOT_ON_MONDAYS, closed_on=(date(2026, 3, 10),))
    found = occurrences([shown], zone=ALMATY, window_start=at("2026-01-01"), window_end=at("2027-01-01"))
    assert [occurrence.day.day for occurrence in found] == [7, 8, 11, 12]
    assert {occurrence.run for occurrence in found} == {Run(first_on=date(2026, 3, 7), last_on=date(2026, 3, 12))}
    assert (found[0].starts_at, found[0].over_at) == (at("2026-03-07 10:00"), at("2026-03-07 18:00"))


def test_opening_hours_reach_past_midnight() -> None:
    bar = exhibition("2026-03-07", "2026-03-07", week(sat="20:00-02:00"))
    (found,) = occurrences([bar], zone=ALMATY, window_start=at("2026-03-08 01:00"), window_end=at("2026-03-09"))
    assert (found.day, found.ends_at) == (date(2026, 3, 7), at("2026-03-08 02:00"))


def test_an_exhibition_with_two_stretches_a_day_and_one_without_hours() -> None:
    parted = exhibition("2026-03-07", "2026-03-07", week(sat="10:00-13:00 14:00-18:00"))
    assert starts(parted) == ["03-07 10:00", "03-07 14:00"]
    always = exhibition("2026-03-07", "2026-03-08")
    found = occurrences([always], zone=ALMATY, window_start=at("2026-01-01"), window_end=at("2027-01-01"))
    assert [(occurrence.is_all_day, occurrence.ends_at) for occurrence in found] == [
        (True, at("2026-03-08")),
        (True, at("2026-03-09")),
    ]


def test_an_exhibition_outside_the_window_keeps_its_nearest_day() -> None:
    shown = exhibition("2026-03-07", "2026-03-12", EVERY_DAY)
    assert starts(shown, window=("2027-01-01", "2028-01-01")) == ["03-12 10:00"]
    assert starts(shown, window=("2025-01-01", "2026-01-01")) == ["03-07 10:00"]
    endless = exhibition("2026-03-07", None, week(sat="10:00-18:00"))
    assert starts(endless, window=("2026-04-01", "2026-04-12")) == ["04-04 10:00", "04-11 10:00"]
    never = exhibition("2026-03-07", "2026-03-08", week(mon="10:00-18:00"))
    assert starts(never) == []


@pytest.mark.parametrize(
    ("schedule", "expected"),
    [
        (row("2030-03-07 19:00"), False),
        (row("2026-03-07 19:00", recurrence_rule="FREQ=WEEKLY"), True),
        (row("2026-03-07 19:00", recurrence_rule="FREQ=WEEKLY;COUNT=3"), False),
        (row("2026-03-07 19:00", recurrence_rule="FREQ=WEEKLY;COUNT=90"), True),
        (row("2026-03-07 19:00", recurrence_rule="FREQ=WEEKLY;UNTIL=20260901"), False),
        (row("2026-03-07 19:00", recurrence_rule="FREQ=WEEKLY;UNTIL=20290901"), True),
        (exhibition("2026-03-07", None), True),
        (exhibition("2026-03-07", "2026-12-31"), False),
        (exhibition("2026-03-07", "2027-01-01"), True),
    ],
)
def test_what_goes_on_behind_the_window(schedule: ScheduleRow, expected: bool) -> None:
    assert goes_beyond([schedule], zone=ALMATY, moment=at("2027-01-01")) is expected


@pytest.mark.parametrize(
    ("rule", "expected"),
    [("", False), ("FREQ=DAILY", True), ("FREQ=DAILY;COUNT=2", False), ("RRULE:UNTIL=20300101;FREQ=DAILY", False)],
)
def test_a_rule_without_an_end(rule: str, expected: bool) -> None:
    assert has_no_end(rule) is expected
