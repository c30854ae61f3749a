import re
from html import escape

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.block_tree import blocks, safe_href, sanitised
from content.blocks import Block, HeadingBlock, Inline, LineBreak, ListBlock, ListItem, ParagraphBlock, TextRun
from content.richtext import plain_text

SCHEME = re.compile(r"(?i)(https?|mailto|tel):.")


def run(text: str, *, bold: bool = False, italic: bool = False, href: str | None = None) -> TextRun:
    return TextRun(text=text, isBold=bold, isItalic=italic, href=href)


def item(text: str, level: int = 0) -> ListItem:
    return ListItem(level=level, content=[run(text)])


def paragraph(*content: Inline) -> ParagraphBlock:
    return ParagraphBlock(content=list(content))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("", []),
        ("<p></p><p> <b> </b></p><ul><li></li></ul>", []),
        ("слова без абзаца", [paragraph(run("слова без абзаца"))]),
        ("<p>Раз</p>\n<p>два</p>", [paragraph(run("Раз")), paragraph(run("два"))]),
        ("<p>Раз<br/>два<br><br></p>", [paragraph(run("Раз"), LineBreak(), run("два"))]),
        (
            '<p data-block-key="x1">Вход <b>свободный <i>и</i></b> лёгкий</p>',
            [paragraph(run("Вход "), run("свободный ", bold=True), run("и", bold=True, italic=True), run(" лёгкий"))],
        ),
        ("<p><b>а</b> <b>б</b></p>", [paragraph(run("а", bold=True), run(" "), run("б", bold=True))]),
        ("<p>пишите <b></b>нам</p>", [paragraph(run("пишите нам"))]),
        (
            '<h3>Билеты</h3><h4>Где</h4><p><a href="https://a.kz/?x=1&amp;y=2">Касса</a></p>',
            [
                HeadingBlock(level=3, content=[run("Билеты")]),
                HeadingBlock(level=4, content=[run("Где")]),
                paragraph(run("Касса", href="https://a.kz/?x=1&y=2")),
            ],
        ),
        ("<ul><li>чай</li><li>кофе</li></ul>", [ListBlock(isOrdered=False, items=[item("чай"), item("кофе")])]),
        (
            "<ol><li>один<ul><li>внутри</li></ul></li><li>два</li></ol><p>после</p>",
            [
                ListBlock(isOrdered=True, items=[item("один"), item("внутри", 1), item("два")]),
                paragraph(run("после")),
            ],
        ),
        (
            "<ul><li><p>раз</p><p>два</p></li></ul>",
            [ListBlock(isOrdered=False, items=[ListItem(level=0, content=[run("раз"), LineBreak(), run("два")])])],
        ),
        ("<h2>чужой</h2><div>слой</div>", [paragraph(run("чужойслой"))]),
        ("<script>alert(1)</script><style>p{}</style><p>да</p>", [paragraph(run("да"))]),
        ('<p><a href="javascript:alert(1)">нет</a></p>', [paragraph(run("нет"))]),
        ('<p><a href="/admin/">нет</a> <a>нет</a></p>', [paragraph(run("нет нет"))]),
        ("5 &lt; 7 &amp;amp; 8", [paragraph(run("5 < 7 &amp; 8"))]),
    ],
)
def test_blocks(source: str, expected: list[Block]) -> None:
    assert blocks(source) == expected


def test_the_json_tells_blocks_apart_by_their_type() -> None:
    assert orjson.loads(orjson.dumps(blocks("<h3>А</h3><p>б<br>в</p><ol><li>г</li></ol>"))) == [
        {"type": "heading", "level": 3, "content": [told("А")]},
        {"type": "paragraph", "content": [told("б"), {"type": "break"}, told("в")]},
        {"type": "list", "isOrdered": True, "items": [{"level": 0, "content": [told("г")]}]},
    ]


def told(text: str) -> dict[str, object]:
    return {"type": "text", "text": text, "isBold": False, "isItalic": False, "href": None}


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://a.kz", "https://a.kz"),
        (" HTTP://a.kz ", "HTTP://a.kz"),
        ("tel:+77102765432", "tel:+77102765432"),
        ("mailto:a@b.kz", "mailto:a@b.kz"),
        ("javascript:alert(1)", None),
        ("java\tscript:alert(1)", None),
        ("data:text/html,x", None),
        ("//evil.example", None),
        ("#part", None),
        ("http:", None),
        ("", None),
    ],
)
def test_safe_href(address: str, expected: str | None) -> None:
    assert safe_href(address) == expected


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Co", "Cn"]), max_size=8)
TAGS = st.sampled_from(
    ["p", "b", "i", "em", "strong", "a", "ul", "ol", "li", "h3", "h4", "h1", "div", "span", "table", "td", "blockquote"]
)
HOSTILE = st.sampled_from(
    [
        "<script>alert(1)</script>",
        '<a href="javascript:alert(1)">x</a>',
        "<a href=' jAvascript:alert(1)'>x",
        '<a href="data:text/html,<script>x</script>">y</a>',
        '<img src=x onerror="alert(1)">',
        "<svg><script>1</script></svg>",
        "<math><mi><style><img src=x onerror=1>",
        "<textarea></p><title>&lt;</textarea>",
        "<!-- <p> -->",
        "<p onclick=x",
        "</ul></li></a></b>",
        '<a href="https://a.kz/>">z',
        "<iframe srcdoc='<b>x'>",
        "<noscript><p title='</noscript><img src=x onerror=1>'>",
    ]
)
PIECES = st.one_of(WORDS, HOSTILE, TAGS.map("<{}>".format), TAGS.map("</{}>".format), st.just("<br>"))


@given(st.lists(PIECES, max_size=12).map("".join))
def test_whatever_comes_in_only_allowed_blocks_and_links_come_out(source: str) -> None:
    for block in blocks(source):
        assert isinstance(block, ParagraphBlock | HeadingBlock | ListBlock)
        contents = [each.content for each in block.items] if isinstance(block, ListBlock) else [block.content]
        assert contents
        for content in contents:
            assert content
            assert not isinstance(content[0], LineBreak)
            assert not isinstance(content[-1], LineBreak)
            for piece in content:
                assert isinstance(piece, LineBreak) or (
                    piece.text != "" and (piece.href is None or SCHEME.match(piece.href))
                )
    orjson.dumps(blocks(source))


def _element(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    inline = st.sampled_from(["b", "i", "strong", "em", "span"])
    return st.one_of(
        st.tuples(inline, children).map(lambda pair: f"<{pair[0]}>{pair[1]}</{pair[0]}>"),
        children.map(lambda inner: f'<a href="https://a.kz/?q=1&amp;b">{inner}</a>'),
        st.tuples(children, children).map("<br/>".join),
    )


INLINE = st.recursive(WORDS.map(escape), _element, max_leaves=5)
BLOCKS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["p", "h3", "h4"]), INLINE).map(lambda pair: f"<{pair[0]}>{pair[1]}</{pair[0]}>"),
        st.tuples(st.sampled_from(["ul", "ol"]), st.lists(INLINE, min_size=1, max_size=3)).map(
            lambda pair: f"<{pair[0]}>{''.join(f'<li>{inner}</li>' for inner in pair[1])}</{pair[0]}>"
        ),
    ),
    max_size=5,
).map("".join)


def words(content: list[Inline]) -> str:
    return "".join("\n" if isinstance(piece, LineBreak) else piece.text for piece in content)


def text_of(found: list[Block]) -> str:
    lines = []
    for block in found:
        contents = [each.content for each in block.items] if isinstance(block, ListBlock) else [block.content]
        lines += [words(content) for content in contents]
    return "\n".join(lines)


@given(BLOCKS)
def test_no_word_is_lost_and_none_is_added(source: str) -> None:
    found = text_of(blocks(source))
    assert "".join(found.split()) == "".join(plain_text(source).split())


@given(BLOCKS)
def test_sanitised_html_gives_the_same_blocks_as_its_source(source: str) -> None:
    assert blocks(sanitised(source)) == blocks(source)
