"""Encodings of files."""

import pytest

from content.importing.encodings import decode

RUSSIAN = "external_id;title_ru\n1;Ярмарка мёда на площади\n2;Лыжня зовёт всех\n"
KAZAKH = "external_id;title_kk\n1;Бұл қазақ тіліндегі концерт; әнші Роза\n"


@pytest.mark.parametrize(
    ("encoding", "read_as"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16-le"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32-le"),
        ("cp1251", "cp1251"),
        ("koi8-r", "koi8_r"),
        ("cp866", "cp866"),
    ],
)
def test_russian_text_survives_every_usual_encoding(encoding: str, read_as: str) -> None:
    decoded = decode(RUSSIAN.encode(encoding))
    assert (decoded.text, decoded.encoding) == (RUSSIAN, read_as)


def test_kazakh_windows_encoding_is_told_from_the_russian_one() -> None:
    decoded = decode(KAZAKH.encode("kz1048"))
    assert (decoded.text, decoded.encoding) == (KAZAKH, "kz1048")


def test_a_guess_is_reported_and_utf8_is_not() -> None:
    assert [problem.code for problem in decode(RUSSIAN.encode("cp1251")).problems] == ["file.encoding"]
    assert decode(RUSSIAN.encode()).problems == ()


def test_the_encoding_a_page_names_is_believed_when_the_bytes_are_not_utf8() -> None:
    page = '<meta charset="iso-8859-1"><p>Café Müller</p>'
    assert decode(page.encode("latin-1"), declared="iso-8859-1").text == page


def test_a_false_declaration_does_not_spoil_utf8() -> None:
    assert decode(RUSSIAN.encode(), declared="cp1251").text == RUSSIAN


def test_a_cut_character_costs_only_itself_and_names_its_line() -> None:
    decoded = decode("первая\nвторая".encode()[:-1])
    assert decoded.text == "первая\nвтора\ufffd"
    assert [(problem.code, problem.line) for problem in decoded.problems] == [("file.damaged_text", 2)]


def test_nul_bytes_are_dropped_and_their_line_named() -> None:
    decoded = decode(b"first line here\nsecond\0 line\n")
    assert decoded.text == "first line here\nsecond line\n"
    assert [(problem.code, problem.line) for problem in decoded.problems] == [("file.nul", 2)]


def test_nothing_is_nothing() -> None:
    assert decode(b"").text == ""
