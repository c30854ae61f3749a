import time

import pytest

from content.translator.adapter import TranslationError
from content.translator.openai_compatible import OpenAICompatibleTranslator
from tests.content.translator.conftest import StandIn, says, upper


def ask(stand_in: StandIn, *texts: str, timeout: float = 5.0, is_html: bool = False) -> list[str]:
    translator = OpenAICompatibleTranslator(
        base_url=stand_in.base_url + "/", model="small", api_key="key-of-the-test", timeout=timeout
    )
    return translator.translate(texts, "ru", "kk", is_html=is_html)


def test_texts_go_out_and_translations_come_back(stand_in: StandIn) -> None:
    assert ask(stand_in, "Концерт", "в парке") == ["Концерт (қаз.)", "в саябақта"]
    question, headers = stand_in.questions[0], stand_in.headers[0]
    assert (question["path"], question["model"], question["temperature"]) == ("/v1/chat/completions", "small", 0)
    assert headers["Authorization"] == "Bearer key-of-the-test"
    system = question["messages"][0]["content"]
    assert "from Russian into Kazakh" in system
    assert "exactly 2 strings" in system
    assert "HTML" not in system


def test_html_is_announced(stand_in: StandIn) -> None:
    ask(stand_in, "<p>Концерт</p>", is_html=True)
    assert "keep every tag" in stand_in.questions[0]["messages"][0]["content"]


def test_nothing_is_asked_for_nothing(stand_in: StandIn) -> None:
    assert ask(stand_in) == []
    assert stand_in.questions == []


@pytest.mark.parametrize("content", ['```json\n["А"]\n```', '["А"]', '{"translations": ["А"]}', ' \n["А"]\n'])
def test_wrapped_answers_are_understood(stand_in: StandIn, content: str) -> None:
    stand_in.behaviours = [lambda _texts: says(content)]
    assert ask(stand_in, "а") == ["А"]


@pytest.mark.parametrize(
    "answer",
    [
        (200, b"<html>"),
        (200, b"{}"),
        (200, b"[]"),
        (200, b"null"),
        (200, b'{"choices": []}'),
        (200, b'{"choices": [{"message": {"content": null}}]}'),
        says("Вот перевод: А"),
        says([]),
        says(["А", "Б"]),
        says([1]),
        says({"a": ["А"], "b": ["Б"]}),
        says({"a": "А"}),
        (200, b"\xff\xfe"),
    ],
)
def test_malformed_answers_are_refused(stand_in: StandIn, answer: tuple[int, bytes]) -> None:
    stand_in.behaviours = [lambda _texts: answer]
    with pytest.raises(TranslationError, match="не разобрать"):
        ask(stand_in, "а")
    assert len(stand_in.questions) == 1


@pytest.mark.parametrize(
    ("status", "message", "questions"),
    [
        (401, "не принял ключ", 1),
        (403, "не принял ключ", 1),
        (404, "код 404", 1),
        (302, "код 302", 1),
        (400, "код 400", 1),
        (429, "перегружен", 2),
        (500, "не работает", 2),
        (503, "не работает", 2),
        (0, "не отвечает", 2),
    ],
)
def test_refusals_have_words_and_only_passing_ones_are_repeated_once(
    stand_in: StandIn, status: int, message: str, questions: int
) -> None:
    stand_in.behaviours = [lambda _texts: (status, b"{}")]
    with pytest.raises(TranslationError, match=message):
        ask(stand_in, "а")
    assert len(stand_in.questions) == questions


def test_a_passing_failure_is_overcome(stand_in: StandIn) -> None:
    stand_in.behaviours = [lambda _texts: (503, b""), upper]
    assert ask(stand_in, "Концерт") == ["Концерт (қаз.)"]


def test_a_server_that_thinks_for_too_long_is_left(stand_in: StandIn) -> None:
    def slow(texts: list[str]) -> tuple[int, bytes]:
        time.sleep(3)
        return upper(texts)

    stand_in.behaviours = [slow]
    with pytest.raises(TranslationError, match="не отвечает"):
        ask(stand_in, "а", timeout=0.5)


def test_a_server_that_answers_byte_by_byte_is_left(stand_in: StandIn) -> None:
    stand_in.drip_seconds = 0.1
    with pytest.raises(TranslationError, match="не отвечает"):
        ask(stand_in, "Концерт", timeout=0.5)


def test_an_endless_answer_is_cut_off(stand_in: StandIn) -> None:
    stand_in.behaviours = [lambda _texts: (200, b"x" * 3_000_000)]
    with pytest.raises(TranslationError, match="слишком велик"):
        ask(stand_in, "а")


def test_nobody_listens() -> None:
    translator = OpenAICompatibleTranslator(base_url="http://127.0.0.1:9/v1", model="small", timeout=2)
    with pytest.raises(TranslationError, match="не отвечает"):
        translator.translate(["а"], "ru", "kk", is_html=False)


@pytest.mark.parametrize("address", ["", "ftp://example.org", "example.org/v1", "file:///etc/passwd"])
def test_addresses_that_are_none(address: str) -> None:
    with pytest.raises(ValueError, match="base_url"):
        OpenAICompatibleTranslator(base_url=address, model="small")
