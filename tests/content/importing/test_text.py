"""Texts of sources made fit for storing."""

import pytest

from content.importing.rich_text import html_to_rich
from content.importing.text import content_key, identifier, is_kazakh, link, one_line, rich


@pytest.mark.parametrize(
    ("source", "stored"),
    [
        ("Строка\nещё\n\nАбзац <3", "<p>Строка<br/>ещё</p><p>Абзац &lt;3</p>"),
        ("Цена &mdash; 500", "<p>Цена — 500</p>"),
        ("Привет, <b>мир</b><br>и ты", "<p>Привет, <b>мир</b><br/>и ты</p>"),
        (
            "<div><p>а</p><div>б<ul><li>1<ul><li>1а</li></ul></li></ul></div></div>",
            "<p>а</p><p>б</p><ul><li>1</li><li>1а</li></ul>",
        ),
        ("<strong><p>внутри</p></strong>дальше", "<p>внутри</p><p>дальше</p>"),
        ("<h1>Тема</h1><h5>Мелко</h5>", "<h3>Тема</h3><h4>Мелко</h4>"),
        ("<script>alert(1)</script><p onclick='x'>т<img src=x onerror=y></p>", "<p>т</p>"),
        (
            "<a href='javascript:x'>нет</a> <a href='https://a.kz/?b=1&c=2'>да</a>",
            '<p>нет <a href="https://a.kz/?b=1&amp;c=2">да</a></p>',
        ),
        ("<p> </p><br>", ""),
        ("<p>не закрыт <em>курсив", "<p>не закрыт <i>курсив</i></p>"),
    ],
)
def test_descriptions_become_the_editors_rich_text(source: str, stored: str) -> None:
    assert rich(source) == stored
    assert html_to_rich(stored) == stored


@pytest.mark.parametrize(("tag", "stored"), [("p", "<p>дно</p>"), ("b", ""), ("div", ""), ("ul><li", "")])
def test_nesting_that_no_page_has_is_given_up_quietly(tag: str, stored: str) -> None:
    assert rich(f"<{tag}>" * 5000 + "дно") == stored


def test_single_lines_hold_no_markup_and_nothing_invisible() -> None:
    assert one_line("  Вечер\n<b>музыки</b> &amp; танца\u200b\x07 ") == "Вечер музыки & танца"
    assert one_line("а\ud800б") == "аб"
    assert one_line("слово " * 100, limit=20) == "слово слово слово с…"


@pytest.mark.parametrize(
    ("source", "address"),
    [
        ("HTTPS://Example.org/a?utm_source=x&q=1", "https://Example.org/a?q=1"),
        ("/афиша", "https://e.kz/афиша"),
        ("", ""),
        ("javascript:alert(1)", ""),
        ("mailto:a@b.kz", ""),
        ("http://[::1", ""),
        ("http://a.kz:99999/", ""),
        ("https://a.kz/" + "x" * 600, ""),
    ],
)
def test_links_are_absolute_or_nothing(source: str, address: str) -> None:
    assert link(source, base="https://e.kz/") == address


@pytest.mark.parametrize(
    ("text", "declared", "expected"),
    [
        ("Концерт", "", False),
        ("Концерт", "kk", True),
        ("Концерт", "kk-KZ", True),
        ("Көктем әуені", "", True),
        ("Концерт группы «Мұзарт»", "", True),
        ("Концерт группы «Мұзарт»", "ru", False),
        # A page's language says little about a text that is plainly Kazakh.
        ("Қазақ әндерінің кеші", "ru", True),
        ("На этой неделе в городе пройдёт большой концерт известной группы Мұзарт, приглашаем всех", "", False),
    ],
)
def test_language_of_a_text(text: str, declared: str, expected: bool) -> None:
    assert is_kazakh(text, declared=declared) is expected


def test_ids_fit_their_column_and_stay_different() -> None:
    first, second = identifier("x" * 400 + "1"), identifier("x" * 400 + "2")
    assert len(first) <= 255
    assert first != second
    assert identifier(" a\nb ") == "a b"


def test_content_keys_do_not_depend_on_case_and_spaces() -> None:
    assert content_key("Вечер  Музыки", "парк") == content_key("вечер музыки", "Парк")
    assert content_key("а", "бв") != content_key("аб", "в")
