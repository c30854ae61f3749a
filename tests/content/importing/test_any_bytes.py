"""Whatever the bytes, a parser answers: no exception, and candidates that can be stored."""

import json
from collections.abc import Callable
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content.importing.candidates import EventCandidate, ParseResult
from content.importing.formats import guess_kind
from content.importing.parsers.icalendar_feed import parse_ical
from content.importing.parsers.schema_org import parse_jsonld
from content.importing.parsers.table import COLUMNS, parse_csv

CITY = ZoneInfo("Asia/Almaty")

SEEDS: dict[str, tuple[Callable[..., ParseResult], bytes, list[bytes]]] = {
    "ical": (
        parse_ical,
        (
            "BEGIN:VCALENDAR\r\nX-WR-TIMEZONE:Asia/Almaty\r\nBEGIN:VTIMEZONE\r\nTZID:Наше\r\nBEGIN:STANDARD\r\n"
            "DTSTART:19700101T000000\r\nTZOFFSETFROM:+0300\r\nTZOFFSETTO:+0300\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
            "BEGIN:VEVENT\r\nUID:a@e.kz\r\nSUMMARY;LANGUAGE=kk:Көктем\\, кеш\r\n"
            "DTSTART;TZID=Наше:20270306T190000\r\n"
            "DTEND;TZID=Наше:20270306T210000\r\nRRULE:FREQ=WEEKLY;BYDAY=SA;COUNT=9\r\n"
            "EXDATE:20270313T160000Z\r\n"
            "RDATE;VALUE=PERIOD:20270401T100000Z/PT2H\r\nGEO:47.7;67.7\r\nDESCRIPTION:а\r\n  б\r\nEND:VEVENT\r\n"
            "BEGIN:VEVENT\r\nUID:a@e.kz\r\nSUMMARY:Көктем\r\nRECURRENCE-ID;RANGE=THISANDFUTURE:20270320T160000Z\r\n"
            "DTSTART:20270321T160000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
        ).encode(),
        [
            b"RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30\r\n",
            b"RRULE:FREQ=SECONDLY\r\n",
            b"BEGIN:VEVENT\r\n",
            b"END:VEVENT\r\n",
            b"DURATION:-P99999D\r\n",
            b"DTSTART:99991231T235959Z\r\n",
            b"DTSTART:00010101\r\n",
            b'"',
            b"\\",
        ],
    ),
    "jsonld": (
        parse_jsonld,
        b'<html><script type="application/ld+json">'
        + json.dumps(
            {
                "@context": "https://schema.org",
                "@type": "Festival",
                "@id": "https://e.kz/1",
                "name": {"ru": "Вечер", "kk": "Кеш"},
                "startDate": "2027-03-06T19:00",
                "endDate": "2027-03-06T21:00",
                "eventSchedule": {"byDay": "2MO", "startTime": "19:00", "repeatFrequency": "P1M", "repeatCount": 5},
                "subEvent": [{"@type": "Event", "name": "Лекция", "startDate": "2027-03-07"}],
                "offers": {"lowPrice": "от 500", "priceCurrency": "KZT"},
                "location": {"name": "Парк", "geo": {"latitude": 47.7, "longitude": 67.7}},
            }
        ).encode()
        + b"</script></html>",
        [b"null", b"1e999", b"9" * 5000, b"[" * 2000, b'"\\ud800"', b'{"@id":"https://e.kz/1"}', b"<!--", b"}"],
    ),
    "csv": (
        parse_csv,
        (
            ",".join(COLUMNS) + "\n1,Вечер,Кеш,<p>т</p>,,concerts,2027-03-06 19:00,06.03.2027 23:00,Парк,ул. Мира,"
            '47.7,67.7,от 500,1000 ₸,нет,6+,Клуб,https://e.kz/1,,а;б\n2,"Две\nстроки",,,,,07.03.2027,,,,,,,,да,,,,,\n'
        ).encode(),
        [b'"', b",", b";", b"\t", b"\n", b"sep=;\n", b"0", b"-1", b"99999999999"],
    ),
}  # fmt: skip


def assert_storable(result: ParseResult) -> None:
    ids = [candidate.external_id for candidate in result.candidates]
    assert len(set(ids)) == len(ids)
    assert result.refused <= result.found
    for candidate in result.candidates:
        assert_fits(candidate)


def assert_fits(candidate: EventCandidate) -> None:
    # Encoding fails for what no database stores.
    assert "\0" not in str(candidate).encode().decode()
    assert 0 < len(candidate.external_id) <= 255
    assert 0 < len(candidate.title) <= 200
    assert 0 < len(candidate.dates) <= 366
    for date in candidate.dates:
        assert str(date.starts_at.tzinfo) == "Asia/Almaty"
        assert date.ends_at is None or date.ends_at > date.starts_at
        assert len(date.recurrence_rule) <= 500


@pytest.mark.parametrize("kind", SEEDS)
@given(data=st.binary(max_size=400))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes(kind: str, data: bytes) -> None:
    assert_storable(SEEDS[kind][0](data, zone=CITY))
    assert guess_kind(data) in {"", *SEEDS}


@pytest.mark.parametrize("kind", SEEDS)
@given(data=st.data())
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_damaged_files(kind: str, data: st.DataObject) -> None:
    parse, seed, fragments = SEEDS[kind]
    damaged = bytearray(seed)
    for _ in range(data.draw(st.integers(1, 6))):
        position = data.draw(st.integers(0, len(damaged)))
        removed = data.draw(st.integers(0, 40))
        inserted = data.draw(st.one_of(st.sampled_from(fragments), st.binary(max_size=6)))
        damaged[position : position + removed] = inserted
    assert_storable(parse(bytes(damaged), zone=CITY))


@pytest.mark.parametrize("kind", SEEDS)
def test_a_file_cut_anywhere(kind: str) -> None:
    parse, seed, _fragments = SEEDS[kind]
    for length in range(len(seed)):
        assert_storable(parse(seed[:length], zone=CITY))


@pytest.mark.parametrize("kind", SEEDS)
def test_the_undamaged_file_is_recognised_and_read(kind: str) -> None:
    parse, seed, _fragments = SEEDS[kind]
    assert guess_kind(seed) == kind
    assert len(parse(seed, zone=CITY).candidates) > 0


@pytest.mark.parametrize("kind", SEEDS)
def test_a_file_over_the_limit_is_not_even_looked_at(kind: str) -> None:
    result = SEEDS[kind][0](b" " * (20 * 1024 * 1024 + 1), zone=CITY)
    assert (result.is_readable, [problem.code for problem in result.problems]) == (False, ["file.too_large"])
