"""The same questions to both engines."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from content.models.listing import Listing
from content.operations import unpublish
from directory.models import BusinessListing
from events.models import Event, EventListing
from search.answers import Matching, SearchAnswer
from search.criteria import WordCriteria
from search.criteria import found as found_by
from search.queries import matching, search
from tests.factories import a_business, a_city, a_promotion, an_event

pytestmark = pytest.mark.django_db

Sync = Callable[[], object]


@pytest.fixture
def city_life(engine: str, sync: Sync) -> dict[str, str]:
    """A small city: what is found, by public id."""
    cafe = a_business("Кафе «Арома»", description_ru="<p>Кофе и выпечка на бульваре.</p>")
    entries = {
        "fountain": an_event("Концерт у фонтана", title_kk="Фонтан жанындағы концерт", price_kind="free"),
        "papers": an_event("День архива", title_kk="Құжаттар күні", category="education", place_ru="Музей"),
        "choice": an_event("Форум выбора профессии", title_kk="Мамандық таңдау форумы", category="seminars"),
        "theatre": an_event("Спектакль «Қыз Жібек»", category="theater", description_ru="<p>Легенда степи.</p>"),
        "kids": an_event("Мастер-класс по лепке", category="children"),
        "yoga": an_event(
            "Йога у воды", title_kk="Үш таңғы йога", description_ru="<p>Рядом с новой выставкой.</p>", category="sports"
        ),
        "courts": an_event("Баскетбол 3×3, корт №5", category="sports"),
        "cafe": cafe,
        "chemist": a_business("Аптека на площади", title_kk="Алаңдағы дәріхана", category="services"),
        "inn": a_business("Гостиница «Улытау»", title_kk="Ұлытау қонақүйі", category="services"),
        "discount": a_promotion("Скидка на завтраки", title_kk="Таңғы асқа жеңілдік", business=cafe),
    }
    sync()
    return {str(entry.public_id): name for name, entry in entries.items()}


def ask(query: str, **options: object) -> SearchAnswer:
    return search(query=query, **{"city": "jezkazgan", "now": timezone.now(), **options})


def names(answer: SearchAnswer, city_life: dict[str, str]) -> list[str]:
    return [city_life[str(hit.public_id)] for hit in answer.hits]


# What a reader types, and what should come first.
MEANT = {
    "концерт": "fountain",
    "Концерты у фонтанов": "fountain",
    "фонтан жанында": "fountain",
    "канцерт": "fountain",
    "kontsert": "fountain",
    "konsert": "fountain",
    "концe": "fountain",  # unfinished, and with a Latin e
    "кужаттар": "papers",
    "құжаттардың": "papers",
    "тандау": "choice",
    "таңдауы": "choice",
    "спектакл": "theatre",
    "кыз жибек": "theatre",
    "Kyz Zhibek": "theatre",
    "qyz jibek": "theatre",
    "спиктакль": "theatre",
    "канцертах у фантана": "fountain",
    "дарихана": "chemist",
    "аптеки": "chemist",
    "konaq ui": "inn",
    "qonaqui": "inn",
    "гостиница": "inn",
    "женилдик": "discount",
    "скидки на завтрак": "discount",
    "лепка": "kids",
    "yoga": "yoga",  # the second reading of a Latin word
    "vystavku": "yoga",  # an inflected Latin word that only stands in a text
    "3×3": "courts",
    "3x3": "courts",
    "корт 5": "courts",
}


def test_it_finds_what_was_meant(city_life: dict[str, str]) -> None:
    assert {query: names(ask(query), city_life)[:1] for query in MEANT} == {
        query: [name] for query, name in MEANT.items()
    }


OTHER_LAYOUT = {
    "rjywthn": ("концерт", ["fountain"]),
    "rjywthn e ajynfyf": ("концерт у фонтана", ["fountain"]),
    "09;fnnfh": ("құжаттар", ["papers"]),
    ";t43kl3r": ("жеңілдік", ["discount"]),
    "концерт ajynfy": ("концерт фонтан", ["fountain"]),
    "LTYM FH{BDF": ("день архива", ["papers"]),
    "qjuf e djls": ("йога у воды", ["yoga"]),
    "8i nf45s qjuf": ("үш таңғы йога", ["yoga"]),
}


def test_another_keyboard_layout_is_understood_and_said(city_life: dict[str, str]) -> None:
    answers = {query: ask(query) for query in OTHER_LAYOUT}

    assert {
        query: (answer.interpreted_as, names(answer, city_life)[:1]) for query, answer in answers.items()
    } == OTHER_LAYOUT


def test_what_was_searched_as_typed_is_not_interpreted(city_life: dict[str, str]) -> None:
    queries = ("концерт", "кафе арома", "Kyz Zhibek", "кужаттар", "канцерт", "концерт у фонтана")

    assert {query: ask(query).interpreted_as for query in queries} == dict.fromkeys(queries)


def test_words_that_nobody_knows_are_left_out_and_that_is_said(city_life: dict[str, str]) -> None:
    answer = ask("концерт бжзщфыц")

    assert (answer.interpreted_as, names(answer, city_life)) == ("концерт", ["fountain"])


def test_words_that_never_meet_give_way_to_the_rarest(city_life: dict[str, str], sync: Sync) -> None:
    an_event("Концерт хора")
    sync()

    answer = ask("концерт лепка")

    assert (answer.interpreted_as, names(answer, city_life)) == ("лепка", ["kids"])


def test_as_many_words_are_kept_as_meet(city_life: dict[str, str], sync: Sync) -> None:
    for title in ("Большой концерт", "Большой базар", "Праздничный базар", "Праздничный ужин"):
        an_event(title)
    sync()

    answer = ask("большой праздничный концерт у фонтана")

    # Nothing has four or three of the words.
    assert (answer.interpreted_as, names(answer, city_life)) == ("концерт фонтана", ["fountain"])


def test_title_comes_before_keyword_before_description(engine: str, sync: Sync) -> None:
    in_text = an_event("Вечер у костра", description_ru="<p>Будет и домбра.</p>")
    in_place = an_event("Вечер поэзии", place_ru="Дом домбра")
    in_title = an_event("Домбра для всех", starts_at=timezone.now() + timedelta(days=30))
    sync()

    hits = ask("домбра").hits

    assert [hit.public_id for hit in hits] == [in_title.public_id, in_place.public_id, in_text.public_id]


def test_of_equals_the_sooner_comes_first(engine: str, sync: Sync) -> None:
    later = an_event("Ярмарка", starts_at=timezone.now() + timedelta(days=9))
    sooner = an_event("Ярмарка", starts_at=timezone.now() + timedelta(days=2))
    sync()

    assert [hit.public_id for hit in ask("ярмарка").hits] == [sooner.public_id, later.public_id]


def test_answers_tell_who_answered(city_life: dict[str, str], engine: str) -> None:
    answer = ask("  КОНЦЕРТ \n")

    assert (answer.query, answer.engine, answer.degraded, answer.total) == ("КОНЦЕРТ", engine, False, 1)


def test_facets_count_all_matches_by_kind_and_category(engine: str, sync: Sync) -> None:
    for number in range(3):
        an_event(f"Шахматный турнир {number}", category="sports")
    an_event("Шахматный лекторий", category="education")
    a_business("Шахматный клуб", category="entertainment")
    sync()

    answer = ask("шахматный", limit=2)

    assert (len(answer.hits), answer.total) == (2, 5)
    assert answer.facets.kinds == {"event": 4, "business": 1}
    assert answer.facets.categories == {"sports": 3, "education": 1, "entertainment": 1}


def test_kinds_and_city_narrow_the_answer(city_life: dict[str, str], sync: Sync) -> None:
    a_business("Кафе «Арома»", city=a_city("satbayev"))
    sync()

    assert names(ask("арома"), city_life) == ["cafe", "discount"]
    assert names(ask("арома", kinds=["promotion"]), city_life) == ["discount"]
    assert ask("арома", kinds=["promotion", "spaceship"]).total == 1
    assert ask("арома", kinds=["spaceship"]).total == 0
    assert ask("арома", city="satbayev").total == 1
    assert ask("арома", city=None).total == 3


def test_what_is_over_is_found_only_when_asked_for(engine: str, sync: Sync) -> None:
    now = timezone.now()
    past = an_event("Маскарад", starts_at=now - timedelta(days=9), ends_at=now - timedelta(days=9, hours=-2))
    sync()

    assert ask("маскарад").hits == ()
    assert [hit.public_id for hit in ask("маскарад", include_ended=True).hits] == [past.public_id]


def test_highlights_are_ranges_of_the_title_in_the_language(city_life: dict[str, str]) -> None:
    assert ask("концертах").hits[0].highlights == {"title": ((0, 7),)}
    assert ask("концертах", language="kk").hits[0].highlights == {"title": ((17, 7),)}
    assert ask("rjywthn").hits[0].highlights == {"title": ((0, 7),)}
    # A business without a Kazakh name shows its Russian one.
    assert ask("арома", language="kk", kinds=["business"]).hits[0].highlights == {"title": ((6, 5),)}


NONSENSE_INPUT = [
    "",
    " \n\t",
    "\x00",
    "конц\x00ерт",
    "\ud800",
    "концерт \udfff",
    "🎉🎭",
    "а" * 10_000,
    "слово " * 2_000,
    "́" * 500,
    '" OR kind = "event',
    "'); DROP TABLE search_entry; --",
    "city = 'jezkazgan' AND ended_at > 0",
    "!&|():* <-> 'a'",
    '-концерт "фонтан',
    "\\",
    "%s %(any)s {0} {conditions}",
    "\u202eтрецнок",
    "龍 концерт ١٢٣",
    "İ ı ß ﬁ",
]


@pytest.mark.parametrize("city", ["jezkazgan", None])
def test_nothing_that_is_typed_breaks_it(city_life: dict[str, str], city: str | None) -> None:
    for query in NONSENSE_INPUT:
        answer = ask(query, city=city)

        assert (query, answer.degraded, len(answer.query) <= 120) == (query, False, True)
        assert {str(hit.public_id) for hit in answer.hits} <= set(city_life)
        answer.query.encode()


def test_a_city_that_does_not_exist_has_nothing(city_life: dict[str, str]) -> None:
    for city in ("", 'x" OR city = "jezkazgan', "\x00", "\ud800", "Жезказган", "a" * 500, "nowhere"):
        answer = ask("концерт", city=city)

        assert (city, answer.total, answer.hits, answer.degraded) == (city, 0, (), False)


def test_nonsense_finds_nothing(city_life: dict[str, str]) -> None:
    queries = ("бжзщфыц", "qwxzvbkj", "ъъъъъ", "абырвалгия", "7777777", "бжзщфыц йцукенгш", "zz", "query", "жэмю")
    answers = {query: ask(query) for query in queries}

    assert {query: (answer.total, answer.interpreted_as) for query, answer in answers.items()} == dict.fromkeys(
        queries, (0, None)
    )


def test_limits_are_kept_within_reason(engine: str, sync: Sync) -> None:
    for number in range(3):
        an_event(f"Регата {number}")
    sync()

    answers = {limit: ask("регата", limit=limit) for limit in (1, 0, -5, 10_000)}

    assert {limit: (len(answer.hits), answer.total) for limit, answer in answers.items()} == {
        1: (1, 3),
        0: (0, 3),
        -5: (0, 3),
        10_000: (3, 3),
    }


def test_an_unlisted_entry_is_never_shown(city_life: dict[str, str]) -> None:
    event = Event.objects.get(title_ru="Концерт у фонтана")
    unpublish(event, by=None)

    # No sync has run: the engine still has it.
    answer = ask("концерт")

    assert (answer.hits, answer.total) == ((), 0)


def test_an_entry_that_moved_or_ended_is_not_shown_where_it_was(city_life: dict[str, str]) -> None:
    EventListing.objects.filter(titles__0="Концерт у фонтана").update(city=a_city("satbayev"))
    EventListing.objects.filter(titles__0="Мастер-класс по лепке").update(ended_at=timezone.now() - timedelta(hours=1))

    assert (ask("концерт").hits, ask("лепка").hits) == ((), ())


def chosen(listing: type[Listing], found: Matching, *, are_common: bool | None = None) -> list[str]:
    criteria = WordCriteria(
        ids=found.ids, words=found.words, are_common=found.are_common if are_common is None else are_common
    )
    return [titles[0] for titles in listing.objects.filter(found_by(criteria)).values_list("titles", flat=True)]


def test_lists_get_what_matches_of_their_kind(city_life: dict[str, str]) -> None:
    now = timezone.now()
    found = matching(query="арома", kind="business", city="jezkazgan", now=now)
    swapped = matching(query="rjywthn", kind="event", city="jezkazgan", now=now)
    misspelt = matching(query="канцерт", kind="event", city="jezkazgan", now=now)

    assert chosen(BusinessListing, found) == ["Кафе «Арома»"]
    assert (chosen(EventListing, swapped), swapped.interpreted_as) == (["Концерт у фонтана"], "концерт")
    assert (chosen(EventListing, misspelt), misspelt.ids is None) == (["Концерт у фонтана"], False)
    for are_common in (False, True):
        assert chosen(EventListing, swapped, are_common=are_common) == ["Концерт у фонтана"]
    assert matching(query="концерт", kind="event", city="satbayev", now=now).ids == ()
    assert matching(query="", kind="event", now=now).ids == ()
    assert matching(query="арома", kind="spaceship", now=now).ids == ()


@pytest.mark.parametrize("query", ["концерт", "канцерт", "rjywthn"])
def test_a_list_gets_all_that_matches_however_much_that_is(
    city_life: dict[str, str], sync: Sync, monkeypatch: pytest.MonkeyPatch, query: str
) -> None:
    for module in ("search.queries", "search.postgres", "search.meilisearch.searching"):
        monkeypatch.setattr(f"{module}.MAX_TOTAL", 2)
    others = {an_event(f"Концерт {number}").title_ru for number in range(3)}
    sync()

    found = matching(query=query, kind="event", city="jezkazgan", now=timezone.now())

    assert (found.ids, found.are_common) == (None, True)
    assert set(chosen(EventListing, found)) == others | {"Концерт у фонтана"}
