"""iCalendar to candidates."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from content.importing.candidates import DateStatus, EventCandidate, ParseResult
from content.importing.parsers.icalendar_feed import parse_ical

CITY = ZoneInfo("Asia/Almaty")


def calendar(*events: str, head: str = "") -> bytes:
    """Wrap the inner lines of events into a calendar."""
    blocks = [f"BEGIN:VEVENT\n{event.strip()}\nEND:VEVENT" for event in events]
    return "\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *head.split("|"), *blocks, "END:VCALENDAR", ""]).encode()


def parse(*events: str, head: str = "") -> ParseResult:
    return parse_ical(calendar(*events, head=head), zone=CITY)


def only(result: ParseResult) -> EventCandidate:
    (candidate,) = result.candidates
    return candidate


def codes(result: ParseResult) -> list[str]:
    return [problem.code for problem in result.problems]


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=CITY)


SIMPLE = "UID:a@e.kz\nSUMMARY:Вечер музыки\nDTSTART:20270306T190000"


def test_an_event_with_everything() -> None:
    result = parse(
        """UID:a@e.kz
SUMMARY:Вечер музыки\\, часть 1
DTSTART;TZID=Asia/Almaty:20270306T190000
DTEND;TZID=Asia/Almaty:20270306T210000
DESCRIPTION:Первое отделение.\\nВторое отделение.
LOCATION:Дворец культуры
GEO:47.795000;67.711000
CATEGORIES:Концерты,струнные
ORGANIZER;CN="Филармония":mailto:a@e.kz
URL:https://e.kz/a?utm_source=ics
ATTACH;FMTTYPE=image/jpeg:https://e.kz/a.jpg"""
    )
    candidate = only(result)
    assert codes(result) == []
    assert (candidate.external_id, candidate.title_ru, candidate.title_kk) == ("a@e.kz", "Вечер музыки, часть 1", "")
    assert candidate.description_ru == "<p>Первое отделение.<br/>Второе отделение.</p>"
    assert (candidate.dates[0].starts_at, candidate.dates[0].ends_at) == (at(2027, 3, 6, 19), at(2027, 3, 6, 21))
    assert (candidate.place_ru, candidate.category, candidate.tags) == ("Дворец культуры", "concerts", ("струнные",))
    assert (str(candidate.latitude), str(candidate.longitude)) == ("47.795000", "67.711000")
    assert (candidate.organiser, candidate.url, candidate.image_url) == (
        "Филармония",
        "https://e.kz/a",
        "https://e.kz/a.jpg",
    )
    assert (result.found, result.refused) == (1, 0)


def test_texts_go_to_the_columns_of_their_language() -> None:
    declared = only(parse(SIMPLE.replace("SUMMARY:", "SUMMARY;LANGUAGE=kk:")))
    both = only(parse(SIMPLE.replace("SUMMARY:Вечер музыки", "SUMMARY;LANGUAGE=ru:Вечер\nSUMMARY;LANGUAGE=kk:Кеш")))
    letters = only(parse(SIMPLE.replace("Вечер музыки", "Көктем кеші")))
    assert (declared.title_ru, declared.title_kk) == ("", "Вечер музыки")
    assert (both.title_ru, both.title_kk) == ("Вечер", "Кеш")
    assert (letters.title_ru, letters.title_kk) == ("", "Көктем кеші")


@pytest.mark.parametrize(
    ("line", "starts_at"),
    [
        ("DTSTART:20270306T190000", at(2027, 3, 6, 19)),
        ("DTSTART:20270306T140000Z", at(2027, 3, 6, 19)),
        ("DTSTART;TZID=Europe/Berlin:20270306T150000", at(2027, 3, 6, 19)),
        ("DTSTART;TZID=Central European Standard Time:20270306T150000", at(2027, 3, 6, 19)),
        ("DTSTART;TZID=/vendor.example/2021_1/Europe/Berlin:20270306T150000", at(2027, 3, 6, 19)),
        ('DTSTART;TZID="(UTC+03:00) Moscow":20270306T170000', at(2027, 3, 6, 19)),
        ("DTSTART;VALUE=DATE-TIME:2027-03-06T19:00:00", at(2027, 3, 6, 19)),
    ],
)
def test_times_arrive_in_city_time(line: str, starts_at: datetime) -> None:
    result = parse(SIMPLE.replace("DTSTART:20270306T190000", line))
    assert only(result).dates[0].starts_at == starts_at
    assert codes(result) == []


def test_a_zone_defined_in_the_file_is_used_and_an_unknown_one_is_the_citys() -> None:
    definition = (
        "BEGIN:VTIMEZONE|TZID:Наше время|BEGIN:STANDARD|DTSTART:19700101T000000|TZOFFSETFROM:+0300|"
        "TZOFFSETTO:+0300|END:STANDARD|END:VTIMEZONE"
    )
    event = SIMPLE.replace("DTSTART:", 'DTSTART;TZID="Наше время":')
    assert only(parse(event, head=definition)).dates[0].starts_at == at(2027, 3, 6, 21)
    unknown = parse(event)
    assert only(unknown).dates[0].starts_at == at(2027, 3, 6, 19)
    assert [(problem.code, problem.value) for problem in unknown.problems] == [("date.unknown_zone", "Наше время")]


def test_a_definition_that_would_take_for_ever_is_not_used() -> None:
    definition = (
        "BEGIN:VTIMEZONE|TZID:Вечность|BEGIN:STANDARD|DTSTART:16010101T000000|TZOFFSETFROM:+0300|"
        "TZOFFSETTO:+0300|RRULE:FREQ=SECONDLY|END:STANDARD|END:VTIMEZONE"
    )
    result = parse(SIMPLE.replace("DTSTART:", "DTSTART;TZID=Вечность:"), head=definition)
    assert codes(result) == ["date.unknown_zone"]


def test_the_calendars_own_zone_holds_for_times_without_one() -> None:
    result = parse(SIMPLE, head="X-WR-TIMEZONE:Europe/Berlin")
    assert only(result).dates[0].starts_at == at(2027, 3, 6, 23)


def test_all_day_events_end_at_the_midnight_after_their_last_day() -> None:
    event = "UID:a\nSUMMARY:Ярмарка\nDTSTART;VALUE=DATE:20270320\nDTEND;VALUE=DATE:20270323"
    (date,) = only(parse(event)).dates
    assert (date.starts_at, date.ends_at, date.is_all_day) == (at(2027, 3, 20), at(2027, 3, 23), True)
    (single,) = only(parse("UID:a\nSUMMARY:Ярмарка\nDTSTART;VALUE=DATE:20270320")).dates
    assert (single.ends_at, single.is_all_day) == (None, True)


def test_a_duration_instead_of_an_end() -> None:
    assert only(parse(SIMPLE + "\nDURATION:PT90M")).dates[0].ends_at == at(2027, 3, 6, 20, 30)
    broken = parse(SIMPLE + "\nDURATION:долго")
    assert only(broken).dates[0].ends_at is None
    assert codes(broken) == ["date.duration"]


def test_a_series_is_one_event_with_its_rule_and_exceptions() -> None:
    result = parse(
        "UID:y\nSUMMARY:Йога\nDTSTART;TZID=Asia/Almaty:20270306T110000\nDTEND;TZID=Asia/Almaty:20270306T120000\n"
        "RRULE:FREQ=WEEKLY;BYDAY=SA;COUNT=8\nEXDATE;TZID=Asia/Almaty:20270320T110000",
        # Moved to Sunday.
        "UID:y\nSUMMARY:Йога\nRECURRENCE-ID;TZID=Asia/Almaty:20270327T110000\nDTSTART;TZID=Asia/Almaty:20270328T150000\n"
        "DTEND;TZID=Asia/Almaty:20270328T160000",
        # Cancelled, but announced.
        "UID:y\nSUMMARY:Йога\nSTATUS:CANCELLED\nRECURRENCE-ID:20270403T060000Z\nDTSTART;TZID=Asia/Almaty:20270403T110000",
    )
    series, moved, cancelled = only(result).dates
    assert codes(result) == []
    assert (series.starts_at, series.ends_at) == (at(2027, 3, 6, 11), at(2027, 3, 6, 12))
    assert series.recurrence_rule == "FREQ=WEEKLY;COUNT=8;BYDAY=SA"
    assert series.excluded == (at(2027, 3, 20, 11), at(2027, 3, 27, 11), at(2027, 4, 3, 11))
    assert (moved.starts_at, moved.ends_at, moved.recurrence_rule) == (at(2027, 3, 28, 15), at(2027, 3, 28, 16), "")
    assert (cancelled.starts_at, cancelled.status) == (at(2027, 4, 3, 11), DateStatus.CANCELLED)


def test_this_and_following_occurrences_move() -> None:
    result = parse(
        "UID:y\nSUMMARY:Йога\nDTSTART:20270306T110000\nRRULE:FREQ=WEEKLY;COUNT=6",
        "UID:y\nSUMMARY:Йога\nRECURRENCE-ID;RANGE=THISANDFUTURE:20270320T110000\nDTSTART:20270321T180000",
        "UID:y\nSUMMARY:Йога\nRECURRENCE-ID:20270327T110000\nDTSTART:20270327T120000",
    )
    before, after, single = only(result).dates
    assert (before.starts_at, before.recurrence_rule) == (
        at(2027, 3, 6, 11),
        "FREQ=WEEKLY;UNTIL=20270320T055959Z",
    )
    assert (after.starts_at, after.recurrence_rule) == (at(2027, 3, 21, 18), "FREQ=WEEKLY;COUNT=4")
    # The second occurrence of the moved stretch was announced for the 27th.
    assert after.excluded == (at(2027, 3, 28, 18),)
    assert single.starts_at == at(2027, 3, 27, 12)


def test_additional_dates_and_periods() -> None:
    result = parse(
        SIMPLE + "\nDTEND:20270306T200000\nRDATE:20270307T190000,20270308T190000\n"
        "RDATE;VALUE=PERIOD:20270309T180000/PT3H\nEXDATE:20270308T190000"
    )
    assert [(date.starts_at, date.ends_at) for date in only(result).dates] == [
        (at(2027, 3, 6, 19), at(2027, 3, 6, 20)),
        (at(2027, 3, 7, 19), at(2027, 3, 7, 20)),
        (at(2027, 3, 9, 18), at(2027, 3, 9, 21)),
    ]


def test_a_rule_that_cannot_be_kept_leaves_the_first_date_and_says_so() -> None:
    result = parse(SIMPLE + "\nRRULE:FREQ=WEEKLY;UNTL=20270501")
    (date,) = only(result).dates
    assert (date.starts_at, date.recurrence_rule) == (at(2027, 3, 6, 19), "")
    assert [(problem.code, problem.line, problem.field) for problem in result.problems] == [("date.rule", 8, "RRULE")]


def test_a_start_outside_its_rule_is_a_date_of_its_own() -> None:
    result = parse(SIMPLE.replace("20270306", "20270305") + "\nRRULE:FREQ=WEEKLY;BYDAY=SA;COUNT=2")
    first, series = only(result).dates
    assert (first.starts_at, first.recurrence_rule) == (at(2027, 3, 5, 19), "")
    assert (series.starts_at, series.recurrence_rule) == (at(2027, 3, 6, 19), "FREQ=WEEKLY;COUNT=2;BYDAY=SA")


def test_the_newest_revision_of_an_event_counts() -> None:
    result = parse(SIMPLE + "\nSEQUENCE:1", SIMPLE.replace("T19", "T20") + "\nSEQUENCE:2")
    assert [date.starts_at for date in only(result).dates] == [at(2027, 3, 6, 20)]


def test_the_same_id_under_another_title_is_another_event() -> None:
    result = parse(SIMPLE, SIMPLE.replace("Вечер музыки", "Лекция"))
    first, second = result.candidates
    assert (first.external_id, first.title_ru, second.title_ru) == ("a@e.kz", "Вечер музыки", "Лекция")
    assert second.external_id.startswith("a@e.kz#key:")
    assert codes(result) == ["record.duplicate_id"]


def test_the_same_id_and_title_at_another_time_is_another_date() -> None:
    result = parse(SIMPLE, SIMPLE.replace("T19", "T21"))
    assert [date.starts_at for date in only(result).dates] == [at(2027, 3, 6, 19), at(2027, 3, 6, 21)]


def test_an_event_without_an_id_gets_a_stable_one() -> None:
    event = SIMPLE.replace("UID:a@e.kz\n", "")
    first, again = only(parse(event)), only(parse(event + "\nDESCRIPTION:новое"))
    assert first.external_id.startswith("key:")
    assert again.external_id == first.external_id


def test_bad_events_are_reported_by_line_and_good_ones_kept() -> None:
    result = parse(
        "UID:1\nSUMMARY:Без даты",
        "UID:2\nSUMMARY:Плохая дата\nDTSTART:20270231T190000",
        "UID:3\nDTSTART:20270306T190000",
        "UID:4\nSUMMARY:Личное\nCLASS:PRIVATE\nDTSTART:20270306T190000",
        SIMPLE,
    )
    assert [candidate.external_id for candidate in result.candidates] == ["a@e.kz"]
    assert (result.found, result.refused) == (5, 4)
    assert [(problem.code, problem.line, problem.value, problem.record) for problem in result.problems] == [
        ("date.missing", 4, "", "Без даты"),
        ("date.unreadable", 11, "20270231T190000", "Плохая дата"),
        ("ical.private", 17, "PRIVATE", "Личное"),
        ("title.missing", 13, "", ""),
    ]


def test_a_series_of_which_nothing_is_left_is_refused() -> None:
    result = parse(SIMPLE + "\nRRULE:FREQ=DAILY;COUNT=2\nEXDATE:20270306T190000,20270307T190000")
    assert (codes(result), result.refused) == (["date.all_excluded"], 1)


def test_cancelled_events_and_calendars() -> None:
    assert only(parse(SIMPLE + "\nSTATUS:CANCELLED")).dates[0].status == DateStatus.CANCELLED
    assert only(parse(SIMPLE, head="METHOD:CANCEL")).dates[0].status == DateStatus.CANCELLED


def test_broken_folding_mixed_line_ends_and_stray_lines() -> None:
    data = (
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\rUID\n :a@e.kz\r\nSUMMARY:Вечер\n  музыки\nDESCRIPTION:Первая строка\n"
        "вторая: без отступа\nhttp://e.kz/афиша\nDTSTART:20270306T190000\nмусор\nEND:VEVENT\nEND:VCALENDAR"
    )
    result = parse_ical(data.encode(), zone=CITY)
    candidate = only(result)
    assert (candidate.external_id, candidate.title_ru) == ("a@e.kz", "Вечер музыки")
    assert candidate.description_ru == "<p>Первая строка<br/>вторая: без отступа<br/>http://e.kz/афиша</p>"
    assert [(problem.code, problem.line, problem.value) for problem in result.problems] == [
        ("ical.stray_line", 11, "мусор")
    ]


def test_a_file_cut_off_inside_an_event_loses_only_that_one() -> None:
    whole = calendar(SIMPLE, SIMPLE.replace("a@e.kz", "b@e.kz"))
    result = parse_ical(whole[: whole.rindex(b"DTSTART") + 12], zone=CITY)
    assert [candidate.external_id for candidate in result.candidates] == ["a@e.kz"]
    assert (codes(result), result.found, result.refused) == (["ical.cut_off"], 2, 1)


def test_missing_ends_are_supplied() -> None:
    data = f"BEGIN:VCALENDAR\nBEGIN:VEVENT\n{SIMPLE}\nBEGIN:VEVENT\n{SIMPLE.replace('a@', 'b@')}\nEND:VEVENT"
    result = parse_ical(data.encode(), zone=CITY)
    assert [candidate.external_id for candidate in result.candidates] == ["a@e.kz", "b@e.kz"]


def test_single_events_and_several_calendars_are_read() -> None:
    loose = f"BEGIN:VEVENT\n{SIMPLE}\nEND:VEVENT\n".encode()
    assert len(parse_ical(loose, zone=CITY).candidates) == 1
    both = calendar(SIMPLE) + calendar(SIMPLE.replace("a@", "b@"))
    assert len(parse_ical(both, zone=CITY).candidates) == 2


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file.empty"),
        (b" \r\n ", "file.empty"),
        (b"<!DOCTYPE html><html><title>Login</title></html>", "file.html"),
        ("просто текст".encode(), "file.not_ical"),
        (b"\x00\x01\x02\xff" * 20, "file.not_ical"),
    ],
)
def test_what_is_no_calendar_is_refused_as_a_whole(data: bytes, code: str) -> None:
    result = parse_ical(data, zone=CITY)
    assert (result.is_readable, result.candidates) == (False, ())
    assert codes(result)[-1] == code


def test_a_calendar_without_events_is_readable() -> None:
    result = parse()
    assert (result.is_readable, result.found, codes(result)) == (True, 0, [])


def test_windows_encoding() -> None:
    result = parse_ical(calendar(SIMPLE).decode().encode("cp1251"), zone=CITY)
    assert only(result).title_ru == "Вечер музыки"
    assert codes(result) == ["file.encoding"]


def test_outlooks_html_description_is_preferred() -> None:
    event = SIMPLE + "\nDESCRIPTION:Плоско\nX-ALT-DESC;FMTTYPE=text/html:<html><body><p>Богато</p></body></html>"
    assert only(parse(event)).description_ru == "<p>Богато</p>"
