import pytest

from content.translator.structure import skeleton

SOURCE = (
    '<p>Вход <b>свободный</b>, <a href="https://example.org/">сайт</a></p><ul><li>чай</li><li>кофе<br/>и сок</li></ul>'
)


@pytest.mark.parametrize(
    "translated",
    [
        '<p>Кіру <b>тегін</b>, <a href="https://example.org/">сайт</a></p><ul><li>шай</li><li>кофе<br>шырын</li></ul>',
        '<p><a href="https://example.org/">Сайт</a> <b>тегін</b></p> <ul><li>шай</li><li><br/>кофе</li></ul>',
    ],
)
def test_words_may_move_within_their_block(translated: str) -> None:
    assert skeleton(translated) == skeleton(SOURCE) is not None


@pytest.mark.parametrize(
    "translated",
    [
        "Кіру тегін",
        SOURCE.replace("<b>", "<i>").replace("</b>", "</i>"),
        SOURCE.replace("https://example.org/", "https://evil.example/"),
        SOURCE.replace("<b>", '<b onclick="x()">'),
        SOURCE.replace("<li>чай</li>", ""),
        SOURCE + "<script>alert(1)</script>",
        SOURCE.replace("</b>", ""),
        SOURCE.replace("<p>", "").replace("</p>", ""),
        SOURCE + "<!-- -->",
        SOURCE.replace("<ul>", "<ol>").replace("</ul>", "</ol>"),
        "<!DOCTYPE html>" + SOURCE,
        SOURCE + "<p>ещё</p>",
        SOURCE + "</p>",
        SOURCE + "<p>",
    ],
)
def test_other_tags_are_another_skeleton(translated: str) -> None:
    assert skeleton(translated) != skeleton(SOURCE)


@pytest.mark.parametrize("broken", ["<p>", "</p>", "<p><b></p></b>", "<p><!-- --></p>", "<?php ?>"])
def test_what_is_not_nested_has_none(broken: str) -> None:
    assert skeleton(broken) is None
