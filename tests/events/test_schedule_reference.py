"""The schedule against an independent reference: the library ``recurring_ical_events``."""

import os
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

import icalendar
import pytest
import recurring_ical_events
from dateutil.rrule import rrulestr
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from content.importing.candidates import CandidateDate
from content.importing.parsers.icalendar_feed import parse_ical
from events.schedule import ScheduleRow, occurrences

ALMATY = ZoneInfo("Asia/Almaty")
ZONES = ["Asia/Almaty", "Asia/Qyzylorda", "Asia/Aqtobe", "Europe/Berlin"]
WEEKDAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
KEY = UUID(int=1)

weekdays = st.lists(st.sampled_from(WEEKDAYS), min_size=1, max_size=4, unique=True).map(",".join)
# From the summer times of 2003 over the change of Kazakhstan on 1 March 2024 to years that nobody has planned yet.
clock_times = st.builds(time, st.integers(0, 23), st.sampled_from([0, 15, 30]))
locals_ = st.builds(datetime.combine, st.dates(date(2003, 1, 1), date(2031, 12, 31)), clock_times)


@st.composite
def rules(draw: st.DrawFn) -> str:
    parts = {
        "DAILY": st.just([]),
        "WEEKLY": st.one_of(st.just([]), weekdays.map(lambda days: [f"BYDAY={days}"])),
        "MONTHLY": st.one_of(
            st.just([]),
            st.integers(1, 31).map(lambda day: [f"BYMONTHDAY={day}"]),
            st.tuples(st.sampled_from([1, 2, 3, 4, -1]), st.sampled_from(WEEKDAYS)).map(
                lambda found: [f"BYDAY={found[0]}{found[1]}"]
            ),
        ),
        "YEARLY": st.integers(1, 12).map(lambda month: [f"BYMONTH={month}"]),
    }
    frequency = draw(st.sampled_from(sorted(parts)))
    interval = draw(st.integers(1, 4))
    return ";".join([f"FREQ={frequency}", f"INTERVAL={interval}", *draw(parts[frequency])])


@st.composite
def schedules(draw: st.DrawFn) -> tuple[ScheduleRow, ZoneInfo]:
    """A row whose start satisfies its rule, with an end of any kind, exceptions and additions."""
    zone = ZoneInfo(draw(st.sampled_from(ZONES)))
    rule, around = draw(rules()), draw(locals_)
    starts = list(islice(rrulestr(rule, dtstart=around), 60))
    assume(starts)
    ending = draw(st.sampled_from(["", "COUNT", "UNTIL"]))
    if ending == "COUNT":
        rule += f";COUNT={draw(st.integers(1, 40))}"
    if ending == "UNTIL":
        last = draw(st.sampled_from(starts)).replace(tzinfo=zone).astimezone(UTC)
        rule += f";UNTIL={last:%Y%m%dT%H%M%SZ}"
    gone = draw(st.lists(st.sampled_from(starts), max_size=5, unique=True))
    added = draw(st.lists(locals_.filter(lambda moment: moment > starts[0]), max_size=4, unique=True))
    first = starts[0].replace(tzinfo=zone)
    row = ScheduleRow(
        key=KEY,
        starts_at=first,
        ends_at=first + timedelta(minutes=draw(st.sampled_from([30, 90, 240]))),
        recurrence_rule=rule,
        excluded=tuple(moment.replace(tzinfo=zone) for moment in gone),
        added=tuple(moment.replace(tzinfo=zone) for moment in added),
    )
    return row, zone


def reference(row: ScheduleRow, zone: ZoneInfo, window: tuple[datetime, datetime]) -> list[datetime]:
    """Return the starts that the library finds."""
    event = icalendar.Event()
    event.add("uid", "1")
    event.add("dtstart", row.starts_at)
    event.add("duration", row.ends_at - row.starts_at if row.ends_at else timedelta(hours=2))
    if row.recurrence_rule:
        event["rrule"] = icalendar.vRecur.from_ical(row.recurrence_rule)
    for name, moments in (("exdate", row.excluded), ("rdate", row.added)):
        if moments:
            event.add(name, list(moments))
    calendar = icalendar.Calendar()
    calendar.add_component(event)
    found = recurring_ical_events.of(calendar, skip_bad_series=False).between(*window)
    return sorted({one["DTSTART"].dt.astimezone(UTC) for one in found})


def ours(rows: Iterable[ScheduleRow], zone: ZoneInfo, window: tuple[datetime, datetime]) -> list[datetime]:
    found = occurrences(rows, zone=zone, window_start=window[0], window_end=window[1], limit=100_000)
    inside = [one for one in found if one.starts_at < window[1] and one.over_at > window[0]]
    return sorted({one.starts_at.astimezone(UTC) for one in inside})


@settings(max_examples=300, deadline=None)
@given(schedules(), st.integers(-60, 400), st.integers(1, 500))
def test_rules_exceptions_and_additions_agree_with_the_library(
    schedule: tuple[ScheduleRow, ZoneInfo], before: int, length: int
) -> None:
    row, zone = schedule
    begin = datetime.combine(row.starts_at.date() + timedelta(days=before), time(), zone)
    window = (begin, begin + timedelta(days=length))
    assert ours([row], zone, window) == reference(row, zone, window)


SAMPLES = os.environ.get("SAMPLES_DIR", "")
_WINDOW = (datetime(2015, 1, 1, tzinfo=UTC), datetime(2030, 1, 1, tzinfo=UTC))


def calendars() -> list[Path]:
    folder = Path(SAMPLES)
    return sorted(folder.rglob("*.ics")) if SAMPLES and folder.is_dir() else []


def schedule_row(found: CandidateDate) -> ScheduleRow:
    return ScheduleRow(
        key=KEY,
        starts_at=found.starts_at,
        ends_at=found.ends_at,
        is_all_day=found.is_all_day,
        recurrence_rule=found.recurrence_rule,
        excluded=found.excluded,
        added=found.added,
    )


def zone_of(calendar: icalendar.Component) -> ZoneInfo:
    """Return the zone of a calendar: a city's own one, in which its rules are meant. Almaty where it names none."""
    for event in calendar.walk("VEVENT"):
        start = getattr(event.get("DTSTART"), "dt", None)
        key = getattr(getattr(start, "tzinfo", None), "key", "UTC")
        if key != "UTC":
            return ZoneInfo(key)
    return ALMATY


def in_utc(moment: date | datetime, zone: ZoneInfo) -> datetime:
    """Return a moment of the library in UTC; days and times without a zone are of the city."""
    if not isinstance(moment, datetime):
        return datetime.combine(moment, time(), zone).astimezone(UTC)
    return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)


def compared(path: Path) -> tuple[int, int] | None:
    """Return how many starts both sides give and how many only one does; ``None`` where the library gives up."""
    data = path.read_bytes()
    try:
        calendar = icalendar.Calendar.from_ical(data)
        found = recurring_ical_events.of(calendar, skip_bad_series=False).between(*_WINDOW)
        zone = zone_of(calendar)
        expected = {in_utc(event["DTSTART"].dt, zone) for event in found}
    except Exception:  # noqa: BLE001 - whatever the reference cannot read says nothing of us
        return None
    rows = [schedule_row(found) for one in parse_ical(data, zone=zone).candidates for found in one.dates]
    given_by_us = set(ours(rows, zone, _WINDOW))
    return len(expected & given_by_us), len(expected ^ given_by_us)


@pytest.mark.skipif(not calendars(), reason="SAMPLES_DIR names no folder with calendars (*.ics)")
def test_a_folder_of_calendars_agrees_with_the_library(capsys: pytest.CaptureFixture[str]) -> None:
    results = {path: compared(path) for path in calendars()}
    read = {path: result for path, result in results.items() if result is not None}
    agreed = [path for path, (_same, different) in read.items() if not different]
    same, different = (sum(result[index] for result in read.values()) for index in (0, 1))
    lines = [f"{len(agreed)} of {len(read)} calendars agree wholly; {same} starts in common, {different} differ"]
    lines += [f"  {path.name}: {found[0]} in common, {found[1]} differ" for path, found in read.items() if found[1]]
    with capsys.disabled():
        print("", *lines, sep="\n")  # noqa: T201 - the report is what this test is run for
    assert read
    # What differs is known: private events, which are not imported, and overrides that contradict their series.
    assert different <= 0.01 * same
