import pytest

from content.richtext import excerpt, plain_text, public_html


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("", ""),
        ("<p>Раз</p><p>два&nbsp;и <b>три</b></p>", "Раз\nдва и три"),
        ("<ul><li>чай</li><li>кофе</li></ul>", "чай\nкофе"),
        ("строка<br/>другая", "строка\nдругая"),
        ("5 &lt; 7 &amp; 8", "5 < 7 & 8"),
        ("<p>до</p><script>alert(1)</script><p>после</p>", "до\nпосле"),
    ],
)
def test_plain_text(source: str, expected: str) -> None:
    assert plain_text(source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('<p onclick="x()">Текст</p>', "<p>Текст</p>"),
        ("<script>alert(1)</script><b>да</b>", "<b>да</b>"),
        ('<a href="javascript:alert(1)">ссылка</a>', '<a rel="noopener nofollow">ссылка</a>'),
        ('<a href="https://example.org">сайт</a>', '<a href="https://example.org" rel="noopener nofollow">сайт</a>'),
        ('<img src=x onerror="alert(1)">', ""),
    ],
)
def test_public_html_keeps_only_what_the_frontend_renders(source: str, expected: str) -> None:
    assert public_html(source) == expected


def test_excerpt_cuts_at_a_word_and_never_exceeds_its_length() -> None:
    assert excerpt("раз два три четыре", length=12) == "раз два…"
    assert excerpt("раз два", length=12) == "раз два"
    assert len(excerpt("а" * 500, length=50)) == 50
