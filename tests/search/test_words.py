"""The pure parts: cleaning queries, vectors, spelling, the breaker."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.normaliser import normalise_token
from search.budget import FAILURES, PROBE_SECONDS, Breaker, Budget
from search.phrases import MAX_QUERY, MAX_WORDS, clean, phrase_of
from search.spelling import allowed_typos, is_close
from search.vectors import document_vector, word_query


@pytest.mark.parametrize(
    ("typed", "cleaned"),
    [
        ("  Концерт \n в\tпарке ", "Концерт в парке"),
        ("кон\x00це\u200bрт\u202e", "концерт"),
        ("\ud800концерт\udfff", "концерт"),
        ("и\u0306", "й"),
        ("", ""),
        ("а" * 10_000, "а" * MAX_QUERY),
        ("\x00" * 1_999 + "ab", "a"),
    ],
)
def test_cleaning(typed: str, cleaned: str) -> None:
    assert clean(typed) == cleaned


@given(st.text(max_size=300))
def test_cleaning_survives_any_text_and_is_done_once(text: str) -> None:
    cleaned = clean(text)

    assert len(cleaned) <= MAX_QUERY
    assert clean(cleaned) == cleaned
    cleaned.encode()


def test_stop_words_are_left_out_unless_there_is_nothing_else() -> None:
    assert phrase_of("Концерт в парке").tokens == ("концерт", "парке")
    assert phrase_of("что где").tokens == ("что", "где")
    assert phrase_of("той мен ән").tokens == ("той", "ән")
    assert phrase_of("!?").tokens == ()
    assert len(phrase_of("слово " * 50).words) == MAX_WORDS


def test_keeping_some_words_keeps_their_order() -> None:
    kept = phrase_of("первый второй третий").keep([2, 0, 2])

    assert (kept.text, len(kept.words)) == ("первый третий", 2)


def test_a_vector_has_every_form_with_the_weight_of_its_place() -> None:
    vector = document_vector(titles=["Тойлар"], keywords=["Парк"], body="Парк")

    assert sorted(vector.split()) == sorted(
        [
            "'тоилар':1A",
            "'тои':1A",
            "'toilar':1B",
            "'toi':1B",
            "'парк':10B,19C",
            "'park':10D,19D",
        ]
    )


def test_a_vector_of_nothing_is_empty() -> None:
    assert document_vector(titles=[], keywords=[""], body="!") == ""


def test_a_word_is_asked_for_in_all_its_forms() -> None:
    assert word_query(normalise_token("концертах")) == "('концертах' | 'концерт' | 'koncertah')"
    assert word_query(normalise_token("па"), is_unfinished=True) == "('па' | 'pa' | 'па':*)"
    assert word_query(normalise_token("п"), is_unfinished=True) == "('п' | 'p')"
    # What is typed in Latin letters may be inflected too.
    assert word_query(normalise_token("vystavku")) == "('vystavku' | 'виставк' | 'vistavku' | 'vistavk')"
    assert word_query(normalise_token("парк"), others=["паркет"]) == "('парк' | 'park' | 'паркет')"


@pytest.mark.parametrize(
    ("word", "other", "typos", "close"),
    [
        ("концерт", "концерт", 0, True),
        ("канцерт", "концерт", 1, True),
        ("концрт", "концерт", 1, True),
        ("коонцерт", "концерт", 1, True),
        ("окнцерт", "концерт", 1, True),
        ("канцрт", "концерт", 1, False),
        ("канцрт", "концерт", 2, True),
        ("", "ab", 2, True),
        ("", "abc", 2, False),
    ],
)
def test_closeness_in_spelling(word: str, other: str, typos: int, close: bool) -> None:
    assert (is_close(word, other, typos=typos), is_close(other, word, typos=typos)) == (close, close)


def test_short_words_may_not_be_misspelt() -> None:
    assert [allowed_typos(length) for length in (1, 3, 4, 7, 8, 20)] == [0, 0, 1, 1, 2, 2]


class Clock:
    """A clock that stands still until told."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_a_budget_runs_out() -> None:
    clock = Clock()
    budget = Budget(seconds=0.35, clock=clock)
    clock.now += 0.25
    assert budget.left == pytest.approx(0.1)
    clock.now += 5
    assert budget.left == 0


def test_the_breaker_opens_probes_and_closes() -> None:
    clock = Clock()
    breaker = Breaker(clock=clock)
    for _ in range(FAILURES - 1):
        breaker.failed()
    breaker.succeeded()
    for _ in range(FAILURES):
        assert breaker.allows()
        breaker.failed()

    assert (breaker.is_open, breaker.allows()) == (True, False)
    clock.now += PROBE_SECONDS
    # One request tries; the others do not wait for it.
    assert (breaker.allows(), breaker.allows()) == (True, False)
    breaker.failed()
    assert breaker.allows() is False
    clock.now += PROBE_SECONDS
    assert breaker.allows()
    breaker.succeeded()
    assert (breaker.is_open, breaker.allows()) == (False, True)
