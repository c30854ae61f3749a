"""CSV tables to candidates."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from content.importing.candidates import EventCandidate, ParseResult, PriceKind
from content.importing.parsers.table import COLUMNS, parse_csv

CITY = ZoneInfo("Asia/Almaty")
HEADER = "external_id,title_ru,starts_at"


def parse(text: str) -> ParseResult:
    return parse_csv(text.encode(), zone=CITY)


def row(**cells: str) -> ParseResult:
    """Parse a table of one row, every cell quoted."""
    cells = {"external_id": "1", "title_ru": "Вечер музыки", "starts_at": "2027-03-06 19:00", **cells}
    values = ",".join('"{}"'.format(cell.replace('"', '""')) for cell in cells.values())
    return parse(f"{','.join(cells)}\n{values}\n")


def only(result: ParseResult) -> EventCandidate:
    (candidate,) = result.candidates
    return candidate


def codes(result: ParseResult) -> list[str]:
    return [problem.code for problem in result.problems]


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=CITY)


def test_the_columns_are_those_that_were_promised() -> None:
    assert ",".join(COLUMNS) == (
        "external_id,title_ru,title_kk,description_ru,description_kk,category,starts_at,ends_at,place,address,lat,lon,"
        "price_min,price_max,is_free,age,organiser,url,image_url,tags"
    )


def test_a_row_with_everything() -> None:
    result = row(
        title_kk="Музыка кеші",
        description_ru="Первая строка\n\nВторой абзац",
        category="concerts",
        ends_at="2027-03-06T21:00+05:00",
        place="Дворец культуры",
        address="пр. Мира, 1",
        lat="47.795",
        lon="67,711",
        price_min="2 000",
        price_max="5000 ₸",
        is_free="нет",
        age="6+",
        organiser="Филармония",
        url="https://e.kz/1",
        image_url="https://e.kz/1.jpg",
        tags="музыка; струнные;;музыка",
    )
    candidate = only(result)
    assert codes(result) == []
    assert (candidate.external_id, candidate.title_ru, candidate.title_kk) == ("1", "Вечер музыки", "Музыка кеші")
    assert candidate.description_ru == "<p>Первая строка</p><p>Второй абзац</p>"
    assert (candidate.dates[0].starts_at, candidate.dates[0].ends_at) == (at(2027, 3, 6, 19), at(2027, 3, 6, 21))
    assert (candidate.place_ru, candidate.address_ru, candidate.category) == (
        "Дворец культуры",
        "пр. Мира, 1",
        "concerts",
    )
    assert (str(candidate.latitude), str(candidate.longitude)) == ("47.795000", "67.711000")
    assert (candidate.price_kind, candidate.price_min, candidate.price_max) == (PriceKind.RANGE, 2000, 5000)
    assert (candidate.age, candidate.organiser, candidate.tags) == (6, "Филармония", ("музыка", "струнные"))
    assert (candidate.url, candidate.image_url) == ("https://e.kz/1", "https://e.kz/1.jpg")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_separators_and_encodings(delimiter: str, encoding: str) -> None:
    text = f"{HEADER}\n1,Вечер музыки,06.03.2027 19:00\n".replace(",", delimiter)
    candidate = only(parse_csv(text.encode(encoding), zone=CITY))
    assert (candidate.title_ru, candidate.dates[0].starts_at) == ("Вечер музыки", at(2027, 3, 6, 19))


def test_excels_separator_line() -> None:
    result = parse("sep=;\r\nexternal_id;title_ru;starts_at\r\n1;А;скоро\r\n2;Б;2027-03-06\r\n")
    assert only(result).title_ru == "Б"
    assert [(problem.code, problem.line) for problem in result.problems] == [("date.unreadable", 3)]


def test_the_column_says_the_language_whatever_the_letters() -> None:
    candidate = only(row(title_ru="Мұзарт", title_kk="Концерт"))
    assert (candidate.title_ru, candidate.title_kk) == ("Мұзарт", "Концерт")


def test_places_go_by_their_letters() -> None:
    candidate = only(row(place="Республика сарайы", address="Достық даңғылы, 56"))
    assert (candidate.place_ru, candidate.place_kk) == ("Республика сарайы", "")
    assert (candidate.address_ru, candidate.address_kk) == ("", "Достық даңғылы, 56")


@pytest.mark.parametrize(
    ("cells", "price", "code"),
    [
        ({"price_min": "3000", "price_max": "3000"}, (PriceKind.FIXED, 3000, None), None),
        ({"price_min": "3000"}, (PriceKind.RANGE, 3000, None), None),
        ({"price_max": "3000"}, (PriceKind.RANGE, 0, 3000), None),
        ({"price_min": "от 4 000 ₸"}, (PriceKind.RANGE, 4000, None), None),
        ({"price_min": "100–300 тг"}, (PriceKind.RANGE, 100, 300), None),
        ({"price_min": "4000 теңгеден бастап"}, (PriceKind.RANGE, 4000, None), None),
        ({"price_min": "вход свободный"}, (PriceKind.FREE, None, None), None),
        ({"price_min": "тегін"}, (PriceKind.FREE, None, None), None),
        ({"is_free": "да"}, (PriceKind.FREE, None, None), None),
        ({"is_free": "yes", "price_min": "0"}, (PriceKind.FREE, None, None), None),
        ({"is_free": "0"}, (PriceKind.UNKNOWN, None, None), None),
        ({"price_min": "", "is_free": ""}, (PriceKind.UNKNOWN, None, None), None),
        ({"price_min": "0"}, (PriceKind.UNKNOWN, None, None), "price.zero"),
        ({"price_min": "5000", "price_max": "1000"}, (PriceKind.RANGE, 1000, 5000), "price.swapped"),
        ({"is_free": "1", "price_min": "500"}, (PriceKind.UNKNOWN, None, None), "price.contradiction"),
        ({"is_free": "может быть"}, (PriceKind.UNKNOWN, None, None), "price.is_free"),
        ({"price_min": "20 $"}, (PriceKind.UNKNOWN, None, None), "price.currency"),
        ({"price_min": "по договорённости"}, (PriceKind.UNKNOWN, None, None), "price.unreadable"),
    ],
)
def test_prices(cells: dict[str, str], price: tuple[PriceKind, int | None, int | None], code: str | None) -> None:
    result = row(**cells)
    candidate = only(result)
    assert (candidate.price_kind, candidate.price_min, candidate.price_max) == price
    assert codes(result) == ([code] if code else [])


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"category": "шахматы на воде"}, "category.unknown"),
        ({"age": "взрослым"}, "age.unreadable"),
        ({"lat": "95", "lon": "10"}, "place.coordinates"),
        ({"lat": "0", "lon": "0"}, "place.coordinates"),
        ({"lat": "47.7", "lon": ""}, "place.coordinates"),
        ({"url": "e.kz/1"}, "link.unusable"),
        ({"ends_at": "ночью"}, "date.unreadable"),
        ({"title_ru": "Очень длинное название " * 20}, "text.cut"),
    ],
)
def test_a_bad_cell_costs_only_itself(cells: dict[str, str], code: str) -> None:
    result = row(**cells)
    assert codes(result) == [code]
    assert only(result).dates[0].starts_at == at(2027, 3, 6, 19)
    assert len(only(result).title_ru) <= 200


def test_formulas_are_text() -> None:
    candidate = only(row(title_ru="=HYPERLINK(1)", organiser="@SUM(A1)"))
    assert (candidate.title_ru, candidate.organiser) == ("=HYPERLINK(1)", "@SUM(A1)")


def test_bad_rows_are_reported_by_line_and_good_ones_kept() -> None:
    result = parse(
        f"{HEADER}\n"
        "1,Без даты,\n"
        ",,2027-03-06\n"
        '3,"Незакрытая кавычка,2027-03-06\n'
        "4,Плохая дата,31.02.2027\n"
        "\n"
        "6,Хорошая,2027-03-06\n"
        "7,Лишнее,2027-03-07,ещё одно\n"
    )
    assert [candidate.external_id for candidate in result.candidates] == ["6", "7"]
    assert (result.found, result.refused) == (6, 4)
    assert [(problem.code, problem.line) for problem in result.problems] == [
        ("date.missing", 2),
        ("title.missing", 3),
        ("table.unclosed_quote", 4),
        ("date.unreadable", 5),
        ("table.extra_cells", 8),
    ]


def test_an_unclosed_quote_does_not_swallow_rows_up_to_the_next_quote() -> None:
    result = parse(f'{HEADER}\n1,"Незакрытая,2027-03-06\n2,Хорошая,2027-03-06\n3,"В ""кавычках""",2027-03-07\n')
    assert [candidate.title_ru for candidate in result.candidates] == ["Хорошая", 'В "кавычках"']


def test_texts_of_several_lines() -> None:
    result = parse(
        'external_id,title_ru,description_ru,starts_at\n1,А,"строка\nещё, ""в кавычках""",2027-03-06\n2,Б,,скоро\n'
    )
    assert only(result).description_ru == '<p>строка<br/>ещё, "в кавычках"</p>'
    assert [problem.line for problem in result.problems] == [4]


def test_rows_with_the_same_id_and_title_are_dates_of_one_event() -> None:
    result = parse(f"{HEADER}\n1,Сказка,2027-03-06 17:00\n1,Сказка,2027-03-06 20:00\n1,Сказка,2027-03-06 20:00\n")
    assert [date.starts_at for date in only(result).dates] == [at(2027, 3, 6, 17), at(2027, 3, 6, 20)]
    assert codes(result) == ["record.repeated"]


def test_a_row_without_an_id_gets_a_stable_one() -> None:
    first, again = only(row(external_id="")), only(row(external_id="", age="6+"))
    assert first.external_id.startswith("key:")
    assert again.external_id == first.external_id


@pytest.mark.parametrize(
    ("text", "code", "named"),
    [
        ("", "file.empty", ""),
        ("external_id,title_ru\n1,А\n", "table.missing_columns", "starts_at"),
        ("starts_at,place\n2027-03-06,Парк\n", "table.missing_columns", "title_ru"),
        ("имя;дата\nА;Б\n", "table.no_header", ""),
        ("<!DOCTYPE html><html></html>", "table.no_header", ""),
    ],
)
def test_tables_that_cannot_be_used_are_refused_as_a_whole(text: str, code: str, named: str) -> None:
    result = parse(text)
    assert (result.is_readable, result.candidates, codes(result)) == (False, (), [code])
    assert named in result.problems[0].message


def test_unknown_and_repeated_columns_are_named() -> None:
    result = parse(f"{HEADER},цвет,title_ru\n1,А,2027-03-06,синий,Б\n")
    assert only(result).title_ru == "А"
    assert [(problem.code, problem.field) for problem in result.problems] == [
        ("table.unknown_column", "цвет"),
        ("table.unknown_column", "title_ru"),
    ]


def test_a_header_alone_is_a_readable_table_without_events() -> None:
    result = parse(HEADER + "\n")
    assert (result.is_readable, result.found) == (True, 0)
