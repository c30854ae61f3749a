import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wagtail.admin.rich_text import get_rich_text_editor_widget

from content.models.entry import RICH_TEXT_FEATURES
from content.pasted import Loss, losses

WORD = """
<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal{mso-style-parent:""}</style></head>
<body lang=RU style='tab-interval:35.4pt'><!--StartFragment-->
<h1 style='color:red'>Программа<o:p></o:p></h1>
<p class=MsoNormal style='margin:0'><b style='mso-bidi-font-weight:normal'>Вход</b>
<span style='color:#c00'>свободный</span><o:p></o:p></p>
<script>alert(1)</script><p><a href="javascript:alert(1)" onclick="x()">сюда</a> и
<a href="https://example.org/">туда</a></p>
<table><tr><td>19:00</td><td>Начало</td></tr></table><img src="data:image/png;base64,AAAA" onerror="alert(1)">
<ul style='x'><li class=a>чай</li><li>кофе</li></ul><!--EndFragment--></body></html>
"""


def stored(posted: str) -> str:
    widget = get_rich_text_editor_widget(features=RICH_TEXT_FEATURES)
    value = widget.value_from_datadict({"text": posted}, {}, "text")
    assert value is not None
    return value


def state(*blocks: dict[str, Any], **entities: dict[str, Any]) -> str:
    plain = {"key": "abcde", "type": "unstyled", "depth": 0, "inlineStyleRanges": [], "entityRanges": []}
    return json.dumps({"blocks": [{**plain, **block} for block in blocks], "entityMap": entities})


def test_markup_from_word_is_reduced_to_the_small_set() -> None:
    assert stored(WORD) == (
        "<h3>Программа</h3><p><b>Вход</b> свободный</p>"
        '<p>сюда и <a href="https://example.org/">туда</a></p><p>19:00 Начало</p><ul><li>чай</li><li>кофе</li></ul>'
    )
    assert losses(WORD) == {Loss.TABLE, Loss.IMAGE}


@pytest.mark.parametrize(
    ("kind", "tag"),
    [
        ("header-one", "h3"),
        ("header-two", "h3"),
        ("header-three", "h3"),
        ("header-four", "h4"),
        ("header-five", "h4"),
        ("header-six", "h4"),
        ("unstyled", "p"),
        ("blockquote", "p"),
        ("code-block", "p"),
        ("нечто", "p"),
    ],
)
def test_blocks_become_those_that_readers_get(kind: str, tag: str) -> None:
    assert stored(state({"text": "Текст", "type": kind})) == f'<{tag} data-block-key="abcde">Текст</{tag}>'


def test_styles_links_and_keys_are_those_of_the_editor() -> None:
    posted = state(
        {
            "text": "раз два три",
            "key": '"><script>',
            "inlineStyleRanges": [
                {"offset": 0, "length": 3, "style": "BOLD"},
                {"offset": 4, "length": 3, "style": "CODE"},
                {"offset": 8, "length": 300, "style": "ITALIC"},
                {"offset": -1, "length": 1, "style": "BOLD"},
                "мусор",
            ],
        }
    )
    assert stored(posted) == '<p data-block-key="aaaaa"><b>раз</b> два <i>три</i></p>'


@pytest.mark.parametrize(
    ("entity", "expected"),
    [
        (
            {"type": "LINK", "data": {"url": "https://example.org/?a=1&b=2"}},
            '<a href="https://example.org/?a=1&amp;b=2">',
        ),
        ({"type": "LINK", "data": {"url": "tel:+77101234567"}}, '<a href="tel:+77101234567">'),
        ({"type": "LINK", "data": {"url": "javascript:alert(1)"}}, ""),
        ({"type": "LINK", "data": {"url": " JaVaScRiPt:alert(1)"}}, ""),
        ({"type": "LINK", "data": {"url": "data:text/html,x"}}, ""),
        ({"type": "LINK", "data": {"id": 3}}, ""),
        ({"type": "LINK", "data": None}, ""),
        ({"type": "DOCUMENT", "data": {"id": 1, "url": "https://example.org/"}}, ""),
        ({"type": "IMAGE", "data": {"id": 1, "src": "https://example.org/x.png"}}, ""),
    ],
)
def test_only_safe_links_are_kept_and_their_text_always(entity: dict[str, Any], expected: str) -> None:
    posted = state({"text": "сюда", "entityRanges": [{"offset": 0, "length": 4, "key": 0}]}, **{"0": entity})
    inner = f"{expected}сюда</a>" if expected else "сюда"
    assert stored(posted) == f'<p data-block-key="abcde">{inner}</p>'


def test_a_picture_is_reported() -> None:
    picture = {"text": " ", "type": "atomic", "entityRanges": [{"offset": 0, "length": 1, "key": 0}]}
    posted = state(
        {"text": "до"}, picture, {"text": "после"}, **{"0": {"type": "IMAGE", "data": {"src": "data:image/png"}}}
    )
    assert stored(posted) == '<p data-block-key="abcde">до</p><p data-block-key="abcde">после</p>'
    assert losses(posted) == {Loss.IMAGE}
    assert losses(state({"text": "до"})) == set()


@pytest.mark.parametrize("posted", ["", "null", "{}", "[]", "   ", state({"text": ""}), state({"text": "  "})])
def test_nothing_stays_nothing(posted: str) -> None:
    assert stored(posted) in {"", f"<p>{posted}</p>"}
    assert posted in {"{}", "[]"} or stored(posted) == ""


def test_nested_lists_stay_nested_up_to_the_editor_s_depth() -> None:
    items = [{"text": str(depth), "type": "unordered-list-item", "depth": depth} for depth in (0, 1, 99)]
    assert stored(state(*items)).count("<ul>") == 5


@given(
    st.recursive(
        st.none() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["key", "text", "type", "depth", "offset", "length", "style", "data", "url"]),
                inner,
                max_size=5,
            )
        ),
        max_leaves=12,
    )
)
def test_any_content_state_is_stored_as_the_small_set(junk: Any) -> None:
    posted = json.dumps(
        {
            "blocks": [
                junk,
                {
                    "text": "а",
                    "entityRanges": junk,
                    "inlineStyleRanges": junk,
                    "key": junk,
                    "type": junk,
                    "depth": junk,
                },
            ],
            "entityMap": junk,
        }
    )
    html = stored(posted)
    assert "а" in html
    assert set(re.findall(r"<([a-z0-9]+)", html)) <= {"p", "h3", "h4", "ul", "ol", "li", "b", "i", "a", "br"}
