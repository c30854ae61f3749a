"""schema.org JSON-LD to candidates."""

import json
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from content.importing.candidates import DateStatus, EventCandidate, ParseResult, PriceKind
from content.importing.parsers.schema_org import parse_jsonld

CITY = ZoneInfo("Asia/Almaty")


def event(**properties: Any) -> dict[str, Any]:
    return {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": "Вечер музыки",
        "startDate": "2027-03-06T19:00",
        **properties,
    }


def parse(value: Any) -> ParseResult:
    return parse_jsonld(json.dumps(value, ensure_ascii=False).encode(), zone=CITY)


def only(result: ParseResult) -> EventCandidate:
    (candidate,) = result.candidates
    return candidate


def page(*scripts: str, head: str = "") -> bytes:
    blocks = "\n".join(f'<script type="application/ld+json">{script}</script>' for script in scripts)
    return f"<!DOCTYPE html>\n<html><head>{head}\n{blocks}\n</head><body></body></html>".encode()


def codes(result: ParseResult) -> list[str]:
    return [problem.code for problem in result.problems]


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=CITY)


def test_an_event_with_everything() -> None:
    result = parse_jsonld(
        page(
            json.dumps(
                event(
                    **{"@type": ["MusicEvent", "Event"]},
                    description="<p>Струнный <strong>квартет</strong></p>",
                    endDate="2027-03-06T21:00:00+05:00",
                    location={
                        "@type": "Place",
                        "name": "Дворец культуры",
                        "address": {
                            "@type": "PostalAddress",
                            "streetAddress": "пр. Мира, 1",
                            "addressLocality": "Жезказган",
                        },
                        "geo": {"latitude": 47.795, "longitude": "67.711"},
                    },
                    offers=[
                        {"price": "4000.00", "priceCurrency": "KZT", "url": "/bilety"},
                        {"price": 2000, "priceCurrency": "KZT"},
                    ],
                    organizer=[{"@type": "Organization", "name": "Филармония"}],
                    image=[{"@type": "ImageObject", "url": "/a.jpg"}],
                    typicalAgeRange="6+",
                    keywords="музыка, струнные",
                    url="/afisha/1?utm_campaign=x",
                ),
                ensure_ascii=False,
            ),
            head='<link rel="canonical" href="https://e.kz/afisha/">',
        ),
        zone=CITY,
    )
    candidate = only(result)
    assert codes(result) == []
    assert (candidate.external_id, candidate.url) == ("https://e.kz/afisha/1", "https://e.kz/afisha/1")
    assert candidate.description_ru == "<p>Струнный <b>квартет</b></p>"
    assert (candidate.dates[0].starts_at, candidate.dates[0].ends_at) == (at(2027, 3, 6, 19), at(2027, 3, 6, 21))
    assert (candidate.place_ru, candidate.address_ru) == ("Дворец культуры", "пр. Мира, 1, Жезказган")
    assert (str(candidate.latitude), str(candidate.longitude)) == ("47.795000", "67.711000")
    assert (candidate.price_kind, candidate.price_min, candidate.price_max) == (PriceKind.RANGE, 2000, 4000)
    assert (candidate.organiser, candidate.age, candidate.category) == ("Филармония", 6, "concerts")
    assert (candidate.ticket_url, candidate.image_url) == ("https://e.kz/bilety", "https://e.kz/a.jpg")
    assert candidate.tags == ("музыка", "струнные")


@pytest.mark.parametrize(
    "document",
    [
        [event()],
        {"@context": "https://schema.org", "@graph": [{"@type": "WebPage"}, event()]},
        {"@type": "MusicGroup", "name": "Ансамбль", "event": [event()]},
        {"json-ld": [{"@type": "http://schema.org/Event", "name": "Вечер музыки", "startDate": "2027-03-06T19:00"}]},
        {
            "@context": "https://schema.org",
            "items": [{"type": "Event", "name": "Вечер музыки", "startDate": "2027-03-06T19:00"}],
        },
        event(**{"@type": "schema:TheaterEvent"}),
    ],
)
def test_events_are_found_wherever_they_stand(document: Any) -> None:
    assert only(parse(document)).title_ru == "Вечер музыки"


@pytest.mark.parametrize(
    "document",
    [
        {"@type": "BroadcastEvent", "name": "Передача", "startDate": "2027-03-06T19:00"},
        {"type": "event", "name": "Не разметка", "startDate": "2027-03-06T19:00"},
        {"type": "Event", "name": "Без контекста", "startDate": "2027-03-06T19:00"},
        [],
        {"a": None},
    ],
)
def test_what_is_no_event_of_a_city_is_left_alone(document: Any) -> None:
    result = parse(document)
    assert (result.candidates, result.found, codes(result)) == ((), 0, ["jsonld.no_events"])
    assert result.is_readable


def test_references_are_followed() -> None:
    place = {"@type": "Place", "@id": "#hall", "name": "Малый зал"}
    result = parse({"@context": "https://schema.org", "@graph": [place, event(location={"@id": "#hall"})]})
    assert only(result).place_ru == "Малый зал"


def test_languages() -> None:
    declared = only(parse(event(inLanguage="kk-KZ")))
    named = only(parse(event(inLanguage={"@type": "Language", "name": "Kazakh"})))
    mapped = only(parse(event(name={"ru": "Вечер", "kk": "Кеш", "en": "Evening"})))
    valued = only(parse(event(name=[{"@value": "Вечер", "@language": "ru"}, {"@value": "Кеш", "@language": "kk"}])))
    both = only(parse(event(inLanguage=["ru", "kk"])))
    assert (declared.title_ru, declared.title_kk) == ("", "Вечер музыки")
    assert (named.title_ru, named.title_kk) == ("", "Вечер музыки")
    assert (mapped.title_ru, mapped.title_kk) == ("Вечер", "Кеш")
    assert (valued.title_ru, valued.title_kk) == ("Вечер", "Кеш")
    assert (both.title_ru, both.title_kk) == ("Вечер музыки", "")


@pytest.mark.parametrize(
    ("properties", "price"),
    [
        ({}, (PriceKind.UNKNOWN, None, None)),
        ({"offers": {"price": "0"}}, (PriceKind.FREE, None, None)),
        ({"isAccessibleForFree": True}, (PriceKind.FREE, None, None)),
        ({"isAccessibleForFree": "https://schema.org/True"}, (PriceKind.FREE, None, None)),
        ({"isAccessibleForFree": False}, (PriceKind.UNKNOWN, None, None)),
        ({"offers": {"price": 3000, "priceCurrency": "KZT"}}, (PriceKind.FIXED, 3000, None)),
        ({"offers": {"lowPrice": "500", "highPrice": "1 500", "priceCurrency": "KZT"}}, (PriceKind.RANGE, 500, 1500)),
        ({"offers": {"lowPrice": "500", "priceCurrency": "KZT"}}, (PriceKind.RANGE, 500, None)),
        ({"offers": {"price": "от 4 000 ₸"}}, (PriceKind.RANGE, 4000, None)),
        ({"offers": {"price": "4000 теңгеден бастап"}}, (PriceKind.RANGE, 4000, None)),
        ({"offers": {"price": "100–300 тг"}}, (PriceKind.RANGE, 100, 300)),
        ({"offers": {"price": "Бесплатно"}}, (PriceKind.FREE, None, None)),
        ({"offers": {"priceSpecification": {"price": 900, "priceCurrency": "KZT"}}}, (PriceKind.FIXED, 900, None)),
        ({"offers": [{"price": 0}, {"price": 700, "priceCurrency": "KZT"}]}, (PriceKind.RANGE, 0, 700)),
        ({"offers": "https://e.kz/bilety"}, (PriceKind.UNKNOWN, None, None)),
    ],
)
def test_prices_in_tenge(properties: dict[str, Any], price: tuple[PriceKind, int | None, int | None]) -> None:
    result = parse(event(**properties))
    candidate = only(result)
    assert (candidate.price_kind, candidate.price_min, candidate.price_max) == price
    assert codes(result) == []


@pytest.mark.parametrize(
    ("offers", "code"),
    [
        ({"price": 20, "priceCurrency": "USD"}, "price.currency"),
        ({"price": "20"}, "price.currency"),
        ([{"price": 0}, {"price": 20, "priceCurrency": "EUR"}], "price.currency"),
    ],
)
def test_a_price_in_another_or_no_currency_is_unknown(offers: Any, code: str) -> None:
    result = parse(event(offers=offers))
    assert (only(result).price_kind, codes(result)) == (PriceKind.UNKNOWN, [code])


def test_free_and_paid_at_once_is_unknown() -> None:
    result = parse(event(isAccessibleForFree=True, offers={"price": 500, "priceCurrency": "KZT"}))
    assert (only(result).price_kind, codes(result)) == (PriceKind.UNKNOWN, ["price.contradiction"])


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("https://schema.org/EventCancelled", DateStatus.CANCELLED),
        ("EventPostponed", DateStatus.POSTPONED),
        ("http://schema.org/EventMovedOnline", DateStatus.MOVED_ONLINE),
        ("EventScheduled", DateStatus.SCHEDULED),
        ("что-то", DateStatus.SCHEDULED),
    ],
)
def test_status(status: str, expected: DateStatus) -> None:
    assert only(parse(event(eventStatus=status))).dates[0].status == expected


def test_rescheduling_keeps_the_announced_start() -> None:
    (date,) = only(parse(event(eventStatus="EventRescheduled", previousStartDate="2027-02-06T19:00"))).dates
    assert (date.status, date.previous_starts_at) == (DateStatus.RESCHEDULED, at(2027, 2, 6, 19))


def test_days_are_inclusive() -> None:
    (date,) = only(parse(event(startDate="2027-03-06", endDate="2027-03-08"))).dates
    assert (date.starts_at, date.ends_at, date.is_all_day) == (at(2027, 3, 6), at(2027, 3, 9), True)


def test_a_schedule_becomes_a_rule_from_its_first_matching_day() -> None:
    schedule = {
        "@type": "Schedule",
        "startDate": "2027-03-01",
        "endDate": "2027-05-31",
        "repeatFrequency": "P1W",
        "byDay": ["https://schema.org/Wednesday", "Friday"],
        "startTime": "22:00",
        "endTime": "01:00:00",
        "exceptDate": "2027-03-10",
        "scheduleTimezone": "Asia/Almaty",
    }
    (date,) = only(parse({"@type": "Event", "name": "Танцы", "eventSchedule": schedule})).dates
    assert (date.starts_at, date.ends_at) == (at(2027, 3, 3, 22), at(2027, 3, 4, 1))
    assert date.recurrence_rule == "FREQ=WEEKLY;BYDAY=WE,FR;UNTIL=20270531T185959Z"
    assert date.excluded == (at(2027, 3, 10, 22),)


@pytest.mark.parametrize(
    ("schedule", "rule"),
    [
        ({"byDay": "2MO", "repeatFrequency": "P1M"}, "FREQ=MONTHLY;BYDAY=2MO"),
        ({"byDay": "Wednesday", "byMonthWeek": [1, 3]}, "FREQ=MONTHLY;BYDAY=1WE,3WE"),
        ({"byMonthDay": [1, 15]}, "FREQ=MONTHLY;BYMONTHDAY=1,15"),
        ({"repeatFrequency": "Daily", "repeatCount": 10}, "FREQ=DAILY;COUNT=10"),
        ({"repeatFrequency": "P2W"}, "FREQ=WEEKLY;INTERVAL=2"),
        ({}, ""),
    ],
)
def test_schedules(schedule: dict[str, Any], rule: str) -> None:
    result = parse(event(eventSchedule={"startTime": "19:00", **schedule}))
    assert [date.recurrence_rule for date in only(result).dates] == [rule]


def test_a_schedule_that_cannot_be_kept_leaves_its_first_date() -> None:
    result = parse(event(eventSchedule={"startTime": "18:00", "byDay": "PublicHolidays"}))
    (date,) = only(result).dates
    assert (date.starts_at, date.recurrence_rule, codes(result)) == (at(2027, 3, 6, 18), "", ["date.rule"])


def test_sub_events_without_a_title_of_their_own_are_dates() -> None:
    parts = [{"@type": "Event", "startDate": f"2027-03-0{day}T18:00"} for day in (6, 7)]
    candidate = only(parse(event(startDate="2027-03-06", endDate="2027-03-07", subEvent=parts)))
    assert [date.starts_at for date in candidate.dates] == [at(2027, 3, 6, 18), at(2027, 3, 7, 18)]


def test_sub_events_with_a_title_are_events_in_the_same_place() -> None:
    parts = [
        {"@type": "MusicEvent", "name": "Открытие", "startDate": "2027-03-06T18:00"},
        {"@type": "Event", "name": "Лекция", "startDate": "2027-03-07T12:00", "location": "Библиотека"},
    ]
    result = parse({"@type": "Festival", "name": "Дни музыки", "location": "Парк", "subEvent": parts})
    assert [(item.title_ru, item.place_ru, item.category) for item in result.candidates] == [
        ("Открытие", "Парк", "concerts"),
        ("Лекция", "Библиотека", "festivals"),
    ]
    assert (result.found, result.refused) == (2, 0)


def test_performances_with_one_address_are_dates_of_one_event() -> None:
    result = parse([event(url="https://e.kz/1"), event(url="https://e.kz/1", startDate="2027-03-07T17:00")])
    assert [date.starts_at for date in only(result).dates] == [at(2027, 3, 6, 19), at(2027, 3, 7, 17)]


def test_online_events() -> None:
    candidate = only(parse(event(location={"@type": "VirtualLocation", "url": "https://stream.kz/1"})))
    assert (candidate.place_ru, candidate.url) == ("Онлайн", "https://stream.kz/1")
    both = [{"@type": "VirtualLocation", "url": "https://stream.kz/1"}, {"@type": "Place", "name": "Зал"}]
    assert only(parse(event(location=both))).place_ru == "Зал"


@pytest.mark.parametrize(
    "script",
    [
        '<!-- {"@type":"Event","name":"A","startDate":"2027-03-06"} -->',
        '//<![CDATA[\n{"@type":"Event","name":"A","startDate":"2027-03-06"}\n//]]>',
        '{"@type":"Event", // тип\n"name":"A","startDate":"2027-03-06",}',
        "{&quot;@type&quot;:&quot;Event&quot;,&quot;name&quot;:&quot;A&quot;,&quot;startDate&quot;:&quot;2027-03-06&quot;}",
        '{"@type":"Event","name":"A","startDate":"2027-03-06","description":"две\nстроки"};',
    ],
)
def test_what_pages_do_to_json(script: str) -> None:
    result = parse_jsonld(page(script), zone=CITY)
    assert (only(result).title_ru, codes(result)) == ("A", [])


def test_a_broken_block_is_reported_by_line_and_spoils_no_other() -> None:
    result = parse_jsonld(page('{"@type": "Event",\n"name": }', json.dumps(event())), zone=CITY)
    assert only(result).title_ru == "Вечер музыки"
    assert [(problem.code, problem.line, problem.value) for problem in result.problems] == [
        ("json.broken", 4, '"name": }')
    ]
    assert (result.found, result.refused) == (2, 1)


def test_bad_events_are_reported_and_good_ones_kept() -> None:
    result = parse([event(startDate="скоро", name="Без даты"), {"@type": "Event", "startDate": "2027-03-06"}, event()])
    assert only(result).title_ru == "Вечер музыки"
    assert codes(result) == ["date.unreadable", "date.missing", "title.missing"]
    assert (result.found, result.refused) == (3, 2)


def test_lines_are_those_of_the_events() -> None:
    document = json.dumps([event(), event(name="Второе")], ensure_ascii=False, indent=1)
    result = parse_jsonld(document.encode(), zone=CITY)
    lines = document.split("\n")
    assert [lines[candidate.line - 1].strip() for candidate in result.candidates] == [
        '"name": "Вечер музыки",',
        '"name": "Второе",',
    ]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file.empty"),
        (b"BEGIN:VCALENDAR\nEND:VCALENDAR", "file.not_jsonld"),
        (b'{"@type": "Event"', "json.broken"),
        (b"[" * 100_000, "json.broken"),
    ],
)
def test_what_cannot_be_read_is_refused_as_a_whole(data: bytes, code: str) -> None:
    result = parse_jsonld(data, zone=CITY)
    assert (result.is_readable, result.candidates, codes(result)) == (False, (), [code])


def test_a_page_without_events_is_readable() -> None:
    result = parse_jsonld(b"<!DOCTYPE html><html><body>404</body></html>", zone=CITY)
    assert (result.is_readable, codes(result)) == (True, ["jsonld.no_events"])


def test_entities_of_a_document_type_are_not_resolved() -> None:
    data = (
        b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/hostname">]><html>'
        b'<script type="application/ld+json">{"@type":"Event","name":"&x;","startDate":"2027-03-06"}</script></html>'
    )
    assert only(parse_jsonld(data, zone=CITY)).title_ru == "&x;"
