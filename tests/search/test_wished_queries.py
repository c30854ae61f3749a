"""Wishes of readers against both engines and the listings."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from events.models import EventDate, EventListing
from search.answers import Facets, SearchAnswer
from search.queries import matching, search
from search.wishes import NO_WISH, Wish
from tests.factories import a_business, a_promotion, an_event

pytestmark = pytest.mark.django_db

Sync = Callable[[], object]

ALMATY = ZoneInfo("Asia/Almaty")
# Wednesday, 10:00 in the city, far ahead: Wagtail compares schedules with its own clock.
NOW = datetime(2094, 2, 24, 10, tzinfo=ALMATY)


def at(day: int, hour: int) -> datetime:
    return datetime(2094, 2, day, hour, tzinfo=ALMATY).astimezone(UTC)


@pytest.fixture
def week(engine: str, sync: Sync) -> dict[str, str]:
    """A week of a small city: what is found, by public id."""
    cafe = a_business("Кафе с концертами")
    every_evening = [EventDate(starts_at=at(day, 20), ends_at=at(day, 22)) for day in (24, 25, 27)]
    entries = {
        "today": an_event("Концерт хора", starts_at=at(24, 19), ends_at=at(24, 21), price_kind="free"),
        "tomorrow": an_event("Концерт оркестра", starts_at=at(25, 15), price_kind="fixed", price_min=900),
        "saturday": an_event("Большой концерт", starts_at=at(27, 18), price_kind="free"),
        "series": an_event("Джаз", dates=every_evening, price_kind="fixed", price_min=500),
        "show": an_event(
            "Выставка", starts_at=at(20, 10), ends_at=at(28, 18), category="exhibitions", price_kind="free"
        ),
        "play": an_event("Завтра была война", starts_at=at(28, 18), category="theater"),
        "cafe": cafe,
        "second": a_promotion("Третий концерт бесплатно", business=cafe, valid_from=at(26, 5), valid_until=at(27, 0)),
        "discount": a_promotion("Скидка на концерты", business=cafe, valid_from=at(20, 0), valid_until=at(26, 0)),
    }
    sync()
    return {str(entry.public_id): name for name, entry in entries.items()}


def ask(query: str, **options: object) -> SearchAnswer:
    return search(query=query, **{"city": "jezkazgan", "zone": ALMATY, "now": NOW, **options})


def names(answer: SearchAnswer, week: dict[str, str]) -> list[str]:
    return [week[str(hit.public_id)] for hit in answer.hits]


WISHES = {
    # What is typed, and what is told to have been searched and found; what a wish alone finds is in order.
    "сегодня": (None, ["today", "series", "show"]),
    "Бүгін": ("сегодня", ["today", "series", "show"]),
    "куда сходить сегодня": ("сегодня", ["today", "series", "show"]),
    "завтра": (None, ["tomorrow", "series", "show"]),
    "на выходных": (None, ["saturday", "series", "play", "show"]),
    "в субботу": (None, ["saturday", "series", "show"]),
    "бесплатно": (None, ["show", "today", "saturday"]),
    "бесплатно завтра": ("завтра, бесплатно", ["show"]),
    "ertsmtbch": (None, []),
    "pfdnhf": ("завтра", ["tomorrow", "series", "show"]),
    "демалыста": ("на выходных", ["saturday", "series", "play", "show"]),
}
WITH_WORDS = {
    "концерт сегодня": ("концерт, сегодня", {"today", "series", "cafe", "discount"}),
    "концерты в субботу": ("концерты, в субботу", {"saturday", "series", "cafe"}),
    "бесплатные концерты": ("концерты, бесплатно", {"today", "saturday"}),
    "джаз завтра": ("джаз, завтра", {"series"}),
    "ertssdf джаз завтра": ("джаз, завтра", {"series"}),
    "выставка бүгін": ("выставка, сегодня", {"show"}),
    # Nothing fulfils the wish: the words of a title, or else what there is without it, and that is said.
    "завтра была война": (None, {"play"}),
    "хор завтра": ("хор", {"today"}),
    "третий концерт бесплатно": (None, {"second"}),
    "кафе бесплатно": (None, {"discount", "second"}),  # so it is written there
    # A business is not tied to dates.
    "кафе завтра": ("кафе, завтра", {"cafe", "discount"}),
}


def test_a_wish_alone_finds_events_the_soonest_first_and_what_is_running_last(week: dict[str, str]) -> None:
    answers = {query: ask(query) for query in WISHES}

    assert {query: (answer.interpreted_as, names(answer, week)) for query, answer in answers.items()} == WISHES


def test_a_wish_beside_words_filters_what_they_find(week: dict[str, str]) -> None:
    answers = {query: ask(query) for query in WITH_WORDS}

    assert {query: (answer.interpreted_as, set(names(answer, week))) for query, answer in answers.items()} == WITH_WORDS


def test_the_answer_tells_the_wish_the_total_and_counts(week: dict[str, str]) -> None:
    answer = ask("концерт сегодня", limit=1, language="kk")

    assert (answer.interpreted_as, answer.wish, answer.total, len(answer.hits)) == (
        "концерт, бүгін",
        Wish(period="today"),
        4,
        1,
    )
    assert answer.facets == Facets(
        kinds={"event": 2, "business": 1, "promotion": 1}, categories={"concerts": 2, "cafes": 1}
    )
    assert (ask("хор завтра").wish, ask("концерт").wish) == (NO_WISH, NO_WISH)


def test_kinds_and_city_hold_for_wishes(week: dict[str, str]) -> None:
    assert names(ask("сегодня", kinds=["business"]), week) == []
    assert names(ask("концерт сегодня", kinds=["promotion"]), week) == ["discount"]
    assert ask("сегодня", city="satbayev").total == 0
    assert ask("сегодня", city=None).total == 3


def test_what_the_engine_does_not_know_yet_is_not_shown(week: dict[str, str]) -> None:
    EventListing.objects.filter(titles__0="Концерт хора").delete()

    assert "today" not in names(ask("концерт сегодня"), week)


def test_lists_fulfil_wishes_too(week: dict[str, str]) -> None:
    found = matching(query="джаз завтра", kind="event", city="jezkazgan", zone=ALMATY, now=NOW)
    alone = matching(query="сегодня", kind="event", city="jezkazgan", zone=ALMATY, now=NOW)

    assert ([week[str(one)] for one in found.ids or ()], found.interpreted_as) == (["series"], "джаз, завтра")
    assert [week[str(one)] for one in (alone.ids or ())[:2]] == ["today", "series"]


def test_what_is_over_fulfils_no_wish(week: dict[str, str]) -> None:
    later = NOW + timedelta(hours=11, minutes=30)

    assert names(ask("сегодня", now=later), week) == ["show", "series"]
