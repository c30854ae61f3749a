"""Recurrence rules of sources."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from content.importing.recurrence import Series, UnusableRule, expand, in_city, read_rule

CITY = ZoneInfo("Asia/Almaty")
BERLIN = ZoneInfo("Europe/Berlin")
UTC = ZoneInfo("UTC")


def at(*parts: int, zone: ZoneInfo = CITY) -> datetime:
    return datetime(*parts, tzinfo=zone)


SATURDAY = at(2027, 3, 6, 11)


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("freq=weekly;byday=sa;interval=1", "FREQ=WEEKLY;BYDAY=SA"),
        ("FREQ=DAILY;COUNT=10;WKST=MO", "FREQ=DAILY;COUNT=10"),
        ("FREQ=WEEKLY;UNTIL=20270401", "FREQ=WEEKLY;UNTIL=20270401T185959Z"),
        ("FREQ=WEEKLY;UNTIL=20270401T110000", "FREQ=WEEKLY;UNTIL=20270401T060000Z"),
        ("FREQ=WEEKLY;UNTIL=20270401T110000Z", "FREQ=WEEKLY;UNTIL=20270401T110000Z"),
        ("FREQ=WEEKLY;UNTIL=20270401T110000Z;COUNT=-1", "FREQ=WEEKLY;UNTIL=20270401T110000Z"),
        ("RSCALE=GREGORIAN;FREQ=MONTHLY;BYDAY=-1FR;SKIP=OMIT", "FREQ=MONTHLY;BYDAY=-1FR"),
        ("FREQ=DAILY;BYDAY=MO, TU;", "FREQ=DAILY;BYDAY=MO,TU"),
    ],
)
def test_rules_get_one_form(text: str, canonical: str) -> None:
    assert read_rule(text, starts_at=SATURDAY).text() == canonical


@pytest.mark.parametrize(
    "text",
    [
        "",
        "WEEKLY",
        "FREQ=SOMETIMES",
        "FREQ=WEEKLY;UNTL=20270401",
        "FREQ=WEEKLY;INTERVAL=0",
        "FREQ=WEEKLY;COUNT=0",
        "FREQ=WEEKLY;BYDAY=XX",
        "FREQ=WEEKLY;BYDAY=1SA",
        "FREQ=MONTHLY;BYMONTHDAY=0",
        "FREQ=WEEKLY;UNTIL=soon",
        "FREQ=WEEKLY;UNTIL=20270231",
        "FREQ=HOURLY",
        "FREQ=SECONDLY;COUNT=5;BYSECOND=1",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "RSCALE=CHINESE;FREQ=YEARLY",
        "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=9",
        "FREQ=DAILY;BYHOUR=1,2,3,4,5,6;BYMINUTE=1,2,3,4,5,6",
        "FREQ=WEEKLY;BYDAY=" + "MO," * 300,
    ],
)
def test_rules_that_could_not_be_kept_are_refused(text: str) -> None:
    with pytest.raises(UnusableRule):
        read_rule(text, starts_at=SATURDAY)


def test_clock_times_stay_when_the_offset_changes() -> None:
    before = at(2024, 2, 28, 19)
    found = expand(read_rule("FREQ=DAILY;COUNT=3", starts_at=before), starts_at=before, limit=9)
    assert [moment.hour for moment in found] == [19, 19, 19]
    assert found[-1].utcoffset() == timedelta(hours=5)


def test_a_utc_rule_becomes_a_city_rule_with_its_weekday_moved() -> None:
    start = at(2027, 3, 5, 20, zone=UTC)
    rule = read_rule("FREQ=WEEKLY;BYDAY=FR;COUNT=4", starts_at=start)
    (kept,), doubt = in_city(Series(starts_at=start, rule=rule, excluded=(start + timedelta(days=7),)), city=CITY)
    assert doubt == ""
    assert kept.starts_at == at(2027, 3, 6, 1)
    assert kept.rule is not None
    assert kept.rule.text() == "FREQ=WEEKLY;COUNT=4;BYDAY=SA"
    assert kept.excluded == (at(2027, 3, 13, 1),)


def test_a_series_across_summer_time_becomes_single_dates() -> None:
    start = at(2027, 3, 20, 14, zone=BERLIN)
    rule = read_rule("FREQ=WEEKLY;COUNT=3", starts_at=start)
    excluded = (at(2027, 3, 27, 14, zone=BERLIN),)
    found, doubt = in_city(Series(starts_at=start, rule=rule, excluded=excluded), city=CITY)
    assert doubt == ""
    assert [series.starts_at for series in found] == [at(2027, 3, 20, 18), at(2027, 4, 3, 17)]
    assert [series.rule for series in found] == [None, None]


def test_an_endless_series_across_summer_time_is_kept_with_a_doubt_and_its_exclusions() -> None:
    start = at(2027, 3, 20, 14, zone=BERLIN)
    rule = read_rule("FREQ=WEEKLY", starts_at=start)
    (kept,), doubt = in_city(Series(starts_at=start, rule=rule, excluded=(at(2027, 4, 3, 14, zone=BERLIN),)), city=CITY)
    assert doubt != ""
    assert kept.rule == rule
    # The exclusion follows its occurrence to where the city's rule has it.
    assert kept.excluded == (at(2027, 4, 3, 18),)
