import json
from collections.abc import Sequence
from typing import Any

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.roles import ADMINISTRATORS, EDITORS, MODERATORS
from cms.set_up import set_up
from content.translator.views import MAX_CHARACTERS, MAX_TEXTS, PER_MINUTE
from tests.content.translator.conftest import StandIn, says
from tests.factories import a_user
from tests.factories.admin import signed_in

pytestmark = pytest.mark.django_db
URL = "/admin/forms/translate/event/"


@pytest.fixture(autouse=True)
def _fresh_counts() -> None:
    cache.clear()


def state(text: str, *, link: str = "") -> str:
    ranges = [{"offset": 0, "length": len(text), "key": 0}] if link else []
    block = {
        "key": "abcde",
        "text": text,
        "type": "unstyled",
        "depth": 0,
        "inlineStyleRanges": [],
        "entityRanges": ranges,
    }
    entities = {"0": {"type": "LINK", "mutability": "MUTABLE", "data": {"url": link}}} if link else {}
    return json.dumps({"blocks": [block], "entityMap": entities})


def post(client: Client, *texts: dict[str, Any], url: str = URL) -> Any:
    return client.post(url, json.dumps({"texts": list(texts)}), content_type="application/json")


def test_the_address_is_that_of_the_forms() -> None:
    assert reverse("content_translate", args=["event"]) == URL


def test_plain_and_rich_texts_come_back_in_order(translator_settings: StandIn) -> None:
    response = post(
        signed_in(a_user(EDITORS)),
        {"text": "Концерт"},
        {"text": state("Концерт в парке", link="https://example.org/"), "isRich": True},
        {"text": " "},
        {"text": "в парке"},
    )
    assert response.status_code == 200
    first, second, third, fourth = response.json()["texts"]
    assert [first, third, fourth] == [
        {"text": "Концерт (қаз.)", "error": ""},
        {"text": "", "error": ""},
        {"text": "в саябақта", "error": ""},
    ]
    content = json.loads(second["text"])
    assert [block["text"] for block in content["blocks"]] == ["Концерт (қаз.) в саябақта"]
    assert content["entityMap"]["0"]["data"]["url"] == "https://example.org/"
    # Two questions, and nothing in them but the texts.
    assert translator_settings.texts() == [
        ["Концерт", "в парке"],
        ['<p><a href="https://example.org/">Концерт в парке</a></p>'],
    ]


def test_a_text_whose_tags_came_back_different_is_refused_alone(translator_settings: StandIn) -> None:
    translator_settings.behaviours = [
        lambda texts: says([text.removesuffix("</p>") + "<img src=x></p>" for text in texts])
    ]
    response = post(signed_in(a_user(EDITORS)), {"text": "Да"}, {"text": state("Нет"), "isRich": True})
    plain, rich = response.json()["texts"]
    assert plain["error"] == ""
    assert rich == {"text": "", "error": "Переводчик испортил разметку, поэтому перевод не вставлен."}


def test_a_title_stays_one_line_and_emptiness_is_said(translator_settings: StandIn) -> None:
    translator_settings.behaviours = [lambda _texts: says(["Бір\n екі", " "])]
    response = post(signed_in(a_user(EDITORS)), {"text": "раз два"}, {"text": "три"})
    assert response.json()["texts"] == [
        {"text": "Бір екі", "error": ""},
        {"text": "", "error": "Переводчик вернул пустой текст."},
    ]


def test_a_failing_translator_is_a_message(translator_settings: StandIn) -> None:
    translator_settings.behaviours = [lambda _texts: (401, b"")]
    response = post(signed_in(a_user(EDITORS)), {"text": "а"})
    assert (response.status_code, response.json()) == (
        502,
        {"message": "Переводчик не принял ключ. Сообщите администратору."},
    )


def test_without_a_translator_it_says_so() -> None:
    response = post(signed_in(a_user(EDITORS)), {"text": "а"})
    assert (response.status_code, response.json()) == (409, {"message": "Переводчик не подключён."})


@pytest.mark.parametrize(
    "body",
    [
        "",
        "{",
        "[]",
        "null",
        "{}",
        '{"texts": {}}',
        '{"texts": ["а"]}',
        '{"texts": [{"text": 1}]}',
        "\ufffd",
        '{"texts": [{}]}',
        pytest.param("[" * 100_000, id="deep"),
    ],
)
def test_nonsense_is_refused(translator_settings: StandIn, body: str) -> None:
    response = signed_in(a_user(EDITORS)).post(URL, body, content_type="application/json")
    assert response.status_code == 400
    assert translator_settings.questions == []


def test_too_much_is_refused(translator_settings: StandIn) -> None:
    client = signed_in(a_user(EDITORS))
    assert post(client, *[{"text": "а"}] * (MAX_TEXTS + 1)).status_code == 413
    assert post(client, {"text": "а" * (MAX_CHARACTERS + 1)}).status_code == 413
    assert translator_settings.questions == []


def test_too_often_is_refused_per_person(translator_settings: StandIn) -> None:
    client = signed_in(a_user(EDITORS))
    statuses = [post(client, {"text": "а"}).status_code for _number in range(PER_MINUTE + 1)]
    assert statuses == [200] * PER_MINUTE + [429]
    assert post(signed_in(a_user(EDITORS)), {"text": "а"}).status_code == 200


@pytest.mark.parametrize(("role", "status"), [(EDITORS, 200), (ADMINISTRATORS, 200), (MODERATORS, 200), ("", 302)])
def test_who_may_ask(translator_settings: StandIn, role: str, status: int) -> None:
    assert post(signed_in(a_user(*([role] if role else []))), {"text": "а"}).status_code == status


def test_strangers_other_methods_and_unknown_kinds(translator_settings: StandIn) -> None:
    client = signed_in(a_user(EDITORS))
    assert post(Client(), {"text": "а"}).status_code == 302
    assert client.get(URL).status_code == 405
    assert post(client, {"text": "а"}, url="/admin/forms/translate/page/").status_code == 404
    guarded = Client(enforce_csrf_checks=True)
    guarded.force_login(a_user(EDITORS))
    assert post(guarded, {"text": "а"}).status_code == 403
    assert translator_settings.questions == []


class Witness:
    """A translator that remembers whether a transaction waited for it."""

    seen: list[bool] = []

    def translate(self, texts: Sequence[str], source: str, target: str, *, is_html: bool) -> list[str]:
        self.seen.append(connection.in_atomic_block)
        return list(texts)


@pytest.mark.django_db(transaction=True)
def test_no_transaction_waits_for_the_network(settings: Any) -> None:
    set_up()
    settings.TRANSLATOR, settings.TRANSLATOR_OPTIONS = f"{__name__}.Witness", {}
    Witness.seen.clear()
    user: User = a_user(EDITORS)
    assert post(signed_in(user), {"text": "а"}).status_code == 200
    assert Witness.seen == [False]


@pytest.mark.parametrize(
    ("path", "options"),
    [
        ("no.such.Translator", {}),
        ("content.translator.openai_compatible.OpenAICompatibleTranslator", {}),
        ("content.translator.openai_compatible.OpenAICompatibleTranslator", {"base_url": "x", "model": "y"}),
    ],
)
def test_settings_that_cannot_work_are_found_at_start(settings: Any, path: str, options: dict[str, str]) -> None:
    settings.TRANSLATOR, settings.TRANSLATOR_OPTIONS = path, options
    with pytest.raises(SystemCheckError, match=r"content\.E001"):
        call_command("check")
