"""What readers say of when and for how much."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.periods import Period, next_weekday, preset
from language.tokeniser import tokenise
from search.wishes import NO_WISH, PERIODS, WEEKDAYS, Wanted, Wish, take_wishes

ALMATY = ZoneInfo("Asia/Almaty")
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("query", "wish", "rest"),
    [
        ("концерт сегодня", Wish(period="today"), "концерт"),
        ("сегодня вечером концерт", Wish(period="tonight"), "концерт"),
        ("вечером сегодня", Wish(period="tonight"), ""),
        ("ЗАВТРА", Wish(period="tomorrow"), ""),
        ("куда пойти на выходных с детьми", Wish(period="weekend"), "куда пойти с детьми"),
        ("в эти выходные", Wish(period="weekend"), ""),
        ("концерт на этой неделе", Wish(period="week"), "концерт"),
        ("что в этом месяце", Wish(period="month"), "что"),
        ("что идёт прямо сейчас", Wish(period="now"), "что идёт"),
        ("спектакль в субботу", Wish(period="saturday"), "спектакль"),
        ("во вторник йога", Wish(period="tuesday"), "йога"),
        ("бесплатные концерты", Wish(is_free=True), "концерты"),
        ("бесплатно завтра", Wish(period="tomorrow", is_free=True), ""),
        ("вход свободный", Wish(is_free=True), ""),
        ("бүгін концерт", Wish(period="today"), "концерт"),
        ("бугин кешке", Wish(period="tonight"), ""),
        ("ертең не болады", Wish(period="tomorrow"), "не болады"),
        ("ертен", Wish(period="tomorrow"), ""),
        ("демалыста балаларға", Wish(period="weekend"), "балаларға"),
        ("демалыс күндері көрме", Wish(period="weekend"), "көрме"),
        ("осы аптада", Wish(period="week"), ""),
        ("бұл айда той", Wish(period="month"), "той"),
        ("қазір", Wish(period="now"), ""),
        ("жексенбіде", Wish(period="sunday"), ""),
        ("жұма күні ән", Wish(period="friday"), "ән"),
        ("тегін спорт", Wish(is_free=True), "спорт"),
        ("segodnya kontsert", Wish(period="today"), "kontsert"),
        ("bügin", Wish(period="today"), ""),
        ("tegin besplatno", Wish(is_free=True), ""),
        # Not a wish: parts of other words and of titles, days that repeat, two periods at once.
        ("ертегі", NO_WISH, "ертегі"),
        ("сегодняшний", NO_WISH, "сегодняшний"),
        ("ярмарка выходного дня", NO_WISH, "ярмарка выходного дня"),
        ("йога по субботам", NO_WISH, "йога по субботам"),
        ("вечером", NO_WISH, "вечером"),
        ("сегодня и завтра", NO_WISH, "сегодня и завтра"),
        ("", NO_WISH, ""),
    ],
)
def test_wishes_are_taken_out_of_a_query(query: str, wish: Wish, rest: str) -> None:
    assert take_wishes(tokenise(query)) == (wish, tuple(rest.split()))


def test_the_same_period_may_be_said_twice() -> None:
    assert take_wishes(tokenise("сегодня бүгін")) == (Wish(period="today"), ())


@given(
    st.lists(
        st.sampled_from(
            ["сегодня", "вечером", "на", "выходных", "этой", "неделе", "в", "субботу", "тегін", "концерт", "x"]
        )
    )
)
def test_nothing_else_is_lost(tokens: list[str]) -> None:
    wish, rest = take_wishes(tokens)
    assert bool(wish) or list(rest) == tokens
    assert [token for token in tokens if token in {"концерт", "x"}] == [
        token for token in rest if token in {"концерт", "x"}
    ]


def test_wishes_are_called_by_what_readers_say() -> None:
    both = Wish(period="tonight", is_free=True)
    assert (both.labels("ru"), both.labels("kk")) == (["сегодня вечером", "бесплатно"], ["бүгін кешке", "тегін"])
    assert NO_WISH.labels("ru") == []
    for name in PERIODS:
        for label in (*Wish(period=name).labels("ru"), *Wish(period=name).labels("kk")):
            assert take_wishes(tokenise(label)) == (Wish(period=name), ())


def test_wishes_become_moments() -> None:
    assert NO_WISH.wanted(zone=ALMATY, now=NOW) == Wanted(now=NOW)
    assert Wish(period="weekend", is_free=True).wanted(zone=ALMATY, now=NOW) == Wanted(
        now=NOW, period=preset("weekend", zone=ALMATY, now=NOW), is_free=True
    )
    for number, name in enumerate(WEEKDAYS):
        found = Wish(period=name).wanted(zone=ALMATY, now=NOW).period
        assert found == next_weekday(number, zone=ALMATY, now=NOW) != Period()
