from datetime import UTC, datetime

import pytest

from events.rules import date_problems, price_problems

START = datetime(2026, 3, 7, 14, tzinfo=UTC)


@pytest.mark.parametrize(
    ("price", "fields"),
    [
        (("unknown", None, None), []),
        (("free", None, None), []),
        (("free", 0, None), []),
        (("fixed", 4000, None), []),
        (("range", 1000, 3000), []),
        (("range", 1000, None), []),
        (("fixed", None, None), ["price_min"]),
        (("free", 500, None), ["price_min"]),
        (("unknown", None, 500), ["price_min"]),
        (("fixed", 1000, 3000), ["price_max"]),
        (("range", 3000, 1000), ["price_max"]),
    ],
)
def test_price_problems(price: tuple[str, int | None, int | None], fields: list[str]) -> None:
    kind, low, high = price
    assert list(price_problems(kind=kind, price_min=low, price_max=high)) == fields


@pytest.mark.parametrize(
    ("date", "fields"),
    [
        ((START, None, ""), []),
        ((START, START, ""), []),
        ((START, START.replace(day=6), ""), ["ends_at"]),
        ((START.replace(year=1812), None, ""), ["starts_at"]),
        ((START.replace(year=9999), None, ""), ["starts_at"]),
        ((START, START.replace(year=2206), ""), ["ends_at"]),
        ((START, None, "FREQ=WEEKLY"), []),
        ((START, None, "каждую субботу"), ["recurrence_rule"]),
        ((START, None, "FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30"), ["recurrence_rule"]),
        ((START, None, "FREQ=DAILY;UNTIL=99991231T235959Z"), []),
        ((START, None, "FREQ=DAILY;UNTIL=00010101T000000Z"), ["recurrence_rule"]),
        ((START, None, "FREQ=DAILY;UNTIL=19990101"), ["recurrence_rule"]),
        ((START, None, "FREQ=DAILY;COUNT=0"), ["recurrence_rule"]),
        ((None, None, ""), []),
    ],
)
def test_date_problems(date: tuple[datetime | None, datetime | None, str], fields: list[str]) -> None:
    starts_at, ends_at, rule = date
    assert list(date_problems(starts_at=starts_at, ends_at=ends_at, recurrence_rule=rule)) == fields
