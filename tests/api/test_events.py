"""Events as the API answers them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from events.models import EventDate, EventStanding
from tests.api.conftest import on, problem_of
from tests.factories import a_business, a_city, an_event

pytestmark = pytest.mark.django_db


def titles(call, **query):
    return [card["title"] for card in call.json("/events", **query)]


def test_card_and_detail_are_what_the_description_says(call, fits, town):
    (card,) = call.json("/events")
    fits("EventCard", card)
    detail = call.json(f"/events/{card['id']}")
    fits("EventDetail", detail)
    shared = {name: value for name, value in detail.items() if name in card}
    assert shared == card
    assert detail["picture"]["aiLabel"] == "Изображение сгенерировано искусственным интеллектом"


def test_texts_come_in_the_asked_language(call, town):
    kazakh = call.json("/events", lang="kk")[0]
    assert (kazakh["title"], kazakh["language"]) == ("Субұрқақ жанындағы концерт", "kk")
    assert kazakh["description"] == "Оркестр және кофе."
    assert kazakh["city"]["name"] == "Жезқазған"
    assert call.json(f"/events/{town.event.slug}", lang="kk")["descriptionHtml"] == "<p>Оркестр және кофе.</p>"


def test_the_header_chooses_the_language_and_the_parameter_wins(call, town):
    by_header = call("/events", accept_language="kk-KZ,ru;q=0.5")
    assert by_header.headers["Content-Language"] == "kk"
    by_parameter = call("/events", {"lang": "ru"}, accept_language="kk")
    assert (by_parameter.headers["Content-Language"], by_parameter.json()[0]["language"]) == ("ru", "ru")


def test_a_text_that_is_not_translated_comes_in_the_other_language(call):
    an_event("Концерт у фонтана")
    (card,) = call.json("/events", lang="kk")
    assert (card["title"], card["language"]) == ("Концерт у фонтана", "ru")


def test_soonest_first(call):
    now = timezone.now()
    for title, days in (("третье", 9), ("первое", 1), ("второе", 4)):
        an_event(title, starts_at=now + timedelta(days=days))
    assert titles(call) == ["первое", "второе", "третье"]


def test_one_card_for_an_event_with_many_dates(call):
    start = timezone.now() + timedelta(days=1)
    an_event("Каждую неделю", dates=[EventDate(starts_at=start, recurrence_rule="FREQ=WEEKLY;COUNT=8")])
    assert titles(call) == ["Каждую неделю"]
    assert len(call.json("/events/kazhduyu-nedelyu")["dates"]) == 8


def test_city_by_slug_or_id(call):
    satpayev = a_city("satpayev", name_ru="Сатпаев")
    an_event("Здесь")
    an_event("Там", city=satpayev)
    for value in ("satpayev", str(satpayev.public_id), str(satpayev.public_id).upper()):
        assert titles(call, city=value) == titles(call, cityId=value) == ["Там"]
    assert titles(call, city="satpayev", cityId=str(satpayev.public_id)) == ["Там"]
    assert titles(call, city="jezkazgan", cityId=str(satpayev.public_id)) == []
    assert titles(call, cityId="3f2504e0-4f89-41d3-9a0c-0305e82c3301") == []


def test_categories_repeat_and_exclude(call):
    for slug in ("concerts", "sports", "other"):
        an_event(slug, category=slug)
    assert set(titles(call, category=["concerts", "sports"])) == {"concerts", "sports"}
    assert set(titles(call, category=["!other"])) == {"concerts", "sports"}
    assert titles(call, category=["concerts", "workshops"]) == ["concerts"]


def test_featured(call):
    now = timezone.now()
    for title, until in (
        ("выделено", now + timedelta(days=2)),
        ("уже нет", now - timedelta(days=2)),
        ("обычное", None),
    ):
        EventStanding.objects.create(event=an_event(title), featured_until=until)
    assert titles(call, featured="true") == ["выделено"]
    assert set(titles(call, featured="false")) == {"уже нет", "обычное"}
    assert {card["title"]: card["isFeatured"] for card in call.json("/events")} == {
        "выделено": True,
        "уже нет": False,
        "обычное": False,
    }


def test_free_is_not_unknown(call):
    an_event("бесплатно", price_kind="free")
    an_event("неизвестно", price_kind="unknown")
    an_event("платно", price_kind="fixed", price_min=500)
    assert titles(call, free="true") == ["бесплатно"]
    assert set(titles(call, free="false")) == {"неизвестно", "платно"}


def test_business(call):
    cafe = a_business()
    an_event("В кафе", organiser=cafe)
    an_event("На площади")
    assert titles(call, business=str(cafe.public_id)) == ["В кафе"]
    assert titles(call, business="3f2504e0-4f89-41d3-9a0c-0305e82c3301") == []


def test_a_date_means_that_whole_day_of_the_city(call):
    # Zhezkazgan is five hours ahead of UTC: its 10 June begins at 19:00 UTC of the 9th.
    an_event("до полуночи", starts_at=on(9, 18), ends_at=on(9, 19))
    an_event("ровно в полночь", starts_at=on(9, 19), ends_at=on(9, 20))
    an_event("поздним вечером", starts_at=on(10, 18), ends_at=on(10, 19))
    an_event("назавтра", starts_at=on(10, 19), ends_at=on(10, 20))
    day = f"{on(10).year}-06-10"
    assert titles(call, **{"from": day, "to": day, "city": "jezkazgan"}) == ["ровно в полночь", "поздним вечером"]


def test_days_are_those_of_the_asked_city(call):
    utc = a_city("utopia", name_ru="Утопия", time_zone="UTC")
    an_event("до полуночи", city=utc, starts_at=on(9, 23), ends_at=on(9, 23).replace(minute=30))
    an_event("в тот день", city=utc, starts_at=on(10, 23), ends_at=on(10, 23).replace(minute=30))
    day = f"{on(10).year}-06-10"
    assert titles(call, **{"from": day, "to": day, "city": "utopia"}) == ["в тот день"]


def test_moments_and_naive_times(call):
    an_event("в шесть по UTC", starts_at=on(10, 6), ends_at=on(10, 7))
    year = on(10).year
    assert titles(call, **{"from": f"{year}-06-10T06:30:00Z"}) == ["в шесть по UTC"]
    assert titles(call, **{"from": f"{year}-06-10T07:00:00Z"}) == []
    assert titles(call, **{"from": f"{year}-06-10T11:30"}) == ["в шесть по UTC"]
    assert titles(call, **{"from": f"{year}-06-10T12:00"}) == []
    assert titles(call, **{"from": f"{year}-06-10T11:30+05:00"}) == ["в шесть по UTC"]


def test_a_running_event_belongs_to_the_period(call):
    an_event("выставка", starts_at=on(1), ends_at=on(30))
    day = f"{on(10).year}-06-10"
    assert titles(call, **{"from": day, "to": day}) == ["выставка"]


def test_the_card_shows_the_first_date_inside_the_period_and_all_that_depends_on_it(call, fits):
    first, second = on(5, 14), on(12, 15)
    dates = [
        EventDate(starts_at=first),
        EventDate(starts_at=second, ends_at=second + timedelta(hours=2), status="cancelled"),
    ]
    event = an_event("Спектакль", dates=dates)
    day = f"{second.year}-06-12"
    (card,) = call.json("/events", **{"from": day, "to": day})
    fits("EventCard", card)
    assert (card["date"], card["endDate"], card["time"]) == (
        f"{second.year}-06-12T15:00:00Z", f"{second.year}-06-12T17:00:00Z", "20:00",
    )  # fmt: skip
    assert (card["status"], card["statusText"]) == ("cancelled", "отменено")
    assert "12 июня" in card["dateText"]
    usual = call.json("/events")[0]
    assert (usual["date"], usual["status"]) == (f"{first.year}-06-05T14:00:00Z", "scheduled")
    changed = {"date", "endDate", "time", "dateText", "status", "statusText"}
    assert {name for name in card if card[name] != usual[name]} == changed
    assert call.json("/events", lang="kk", **{"from": day, "to": day})[0]["statusText"] == "болмайды"
    assert event.listing.card_ru.count('"date"') == 1


def test_a_period_orders_by_the_date_it_shows(call):
    an_event("А", dates=[EventDate(starts_at=on(1)), EventDate(starts_at=on(20))])
    an_event("Б", starts_at=on(15))
    assert titles(call) == ["А", "Б"]
    assert titles(call, **{"from": f"{on(10).year}-06-10"}) == ["Б", "А"]


def test_a_past_period_shows_what_is_over(call):
    past = timezone.now() - timedelta(days=20)
    an_event("Прошлое", starts_at=past)
    day = (past - timedelta(days=1)).date().isoformat()
    assert titles(call) == []
    assert titles(call, **{"from": day}) == ["Прошлое"]


def test_only_an_end_means_from_now_until_then(call):
    now = timezone.now()
    an_event("Прошлое", starts_at=now - timedelta(days=20))
    an_event("Скоро", starts_at=now + timedelta(days=2))
    an_event("Нескоро", starts_at=now + timedelta(days=40))
    assert titles(call, to=(now + timedelta(days=10)).date().isoformat()) == ["Скоро"]
    assert titles(call, to="2020-01-01") == []


@pytest.mark.parametrize(
    ("query", "fields"),
    [
        ({"from": "tomorrow"}, {"from"}),
        ({"to": "\x00"}, {"to"}),
        ({"from": "x", "to": "y", "free": "maybe", "business": "1", "count": "?", "lang": "en"},
         {"from", "to", "free", "business", "count", "lang"}),
        ({"from": "2026-06-10", "to": "2026-06-01"}, {"to"}),
        ({"q": "я" * 10_000}, {"q"}),
        ({"from": "9999-12-31"}, {"from"}),
        ({"free": "maybe", "category": "workshops"}, {"free"}),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_by_name(call, query, fields):
    an_event()
    body = problem_of(call("/events", query))
    assert (body["status"], body["code"], set(body["fields"])) == (400, "api.invalid_parameter", fields)
    assert all(name in body["message"] for name in fields)


def test_the_sentence_of_a_refusal_names_the_parameter_and_what_it_needs(call):
    body = problem_of(call("/events", {"free": "maybe"}))
    assert body["message"] == "free: Нужно true или false."
    assert body["fields"] == {"free": ["Нужно true или false."]}


def test_words(call, settings):
    settings.SEARCH_ENGINE = "postgres"
    an_event("Концерт у фонтана", starts_at=timezone.now() + timedelta(days=3))
    an_event("Вечерний концерт", starts_at=timezone.now() + timedelta(days=2))
    an_event("Шахматный турнир", category="sports")
    assert titles(call, q="концерты") == ["Вечерний концерт", "Концерт у фонтана"]
    assert titles(call, q="концерт", category="sports") == []
    assert titles(call, q="\x00\x01") == titles(call)
    assert titles(call, q="абракадабрщина") == []
    assert "X-Search-Degraded" not in call("/events", {"q": "концерт"}).headers


def test_words_find_what_is_over_only_when_the_past_is_asked(call, settings):
    settings.SEARCH_ENGINE = "postgres"
    past = timezone.now() - timedelta(days=20)
    an_event("Прошлый концерт", starts_at=past)
    assert titles(call, q="концерт") == []
    assert titles(call, q="концерт", **{"from": (past - timedelta(days=1)).date().isoformat()}) == ["Прошлый концерт"]


def test_pages_and_their_links(call, settings):
    settings.PUBLIC_BASE_URL = "https://city.example"
    for number in range(5):
        an_event(f"{number}", starts_at=timezone.now() + timedelta(days=number + 1))
    first = call("/events", {"limit": 2})
    assert [card["title"] for card in first.json()] == ["0", "1"]
    link = "https://city.example/api/v1/events?limit=2"
    head, _, rest = first.headers["Link"].partition(f'<{link}>; rel="first", <{link}&cursor=')
    assert (head, rest.partition(">")[2]) == ("", '; rel="next"')
    second = call("/events", {"limit": 2, "cursor": rest.partition(">")[0]})
    assert [card["title"] for card in second.json()] == ["2", "3"]
    assert f'<{link}>; rel="prev"' in second.headers["Link"]
    last = call("/events", {"limit": 2, "offset": 4})
    assert [card["title"] for card in last.json()] == ["4"]
    assert last.headers["Link"] == f'<{link}>; rel="first", <{link}&offset=2>; rel="prev"'


@pytest.mark.parametrize(
    "cursor", ["abc", "WzFd", "W10", "bnVsbA", "WzIsIjIwMjYtMTEtMjUiLCJ4Il0", "%00", "я", "=" * 9, "WzIsMSwxXQ"]
)
def test_a_made_up_place_in_a_list_is_refused(call, cursor):
    for path in ("/events", "/businesses", "/promotions"):
        response = call(path, {"cursor": cursor})
        assert (response.status_code, list(response.json()["fields"])) == (400, ["cursor"])


def test_the_total_is_counted_only_when_asked(call):
    for number in range(3):
        an_event(f"{number}")
    assert "X-Total-Count" not in call("/events", {"limit": 1}).headers
    assert call("/events", {"limit": 1, "count": "true"}).headers["X-Total-Count"] == "3"
    ranged = {"limit": 1, "count": "true", "to": f"{on(1).year + 1}-01-01"}
    assert call("/events", ranged).headers["X-Total-Count"] == "3"
    assert call("/events", {"city": "nowhere", "count": "true"}).headers["X-Total-Count"] == "0"


def test_an_event_by_id_or_slug(call):
    event = an_event("Концерт у фонтана")
    for key in (str(event.public_id), str(event.public_id).upper(), event.slug):
        assert call.json(f"/events/{key}")["id"] == str(event.public_id)


def test_a_slug_that_two_cities_share_is_told_apart_by_the_city(call):
    here = an_event("Концерт")
    there = an_event("Концерт", city=a_city("satpayev", name_ru="Сатпаев"))
    assert here.slug == there.slug
    assert call.json(f"/events/{there.slug}", city="satpayev")["id"] == str(there.public_id)
    assert call.json(f"/events/{here.slug}", city="jezkazgan")["id"] == str(here.public_id)
    assert call.json(f"/events/{here.slug}")["id"] == str(here.public_id)
    assert call(f"/events/{here.slug}", {"city": "nowhere"}).status_code == 404


@pytest.mark.parametrize(
    "key",
    [
        "3f2504e0-4f89-41d3-9a0c-0305e82c3301",
        "nothing",
        "%00",
        "a%00b",
        "1",
        "..",
        "%2e%2e%2f",
        "я" * 300,
        "x" * 5000,
    ],
)
def test_an_unknown_event_is_not_found(call, key):
    an_event()
    assert problem_of(call(f"/events/{key}"))["status"] == 404


def test_how_many_are_coming_by_category(call):
    now = timezone.now()
    for title, slug in (("1", "concerts"), ("2", "concerts"), ("3", "sports")):
        an_event(title, category=slug)
    an_event("прошло", category="theater", starts_at=now - timedelta(days=9))
    an_event("там", category="theater", city=a_city("satpayev", name_ru="Сатпаев"))
    assert call.json("/events/categories") == {"concerts": 2, "sports": 1, "theater": 1}
    assert call.json("/events/categories", cityId=str(a_city().public_id)) == {"concerts": 2, "sports": 1}
    assert call.json("/events/categories", city="satpayev") == {"theater": 1}
    assert call.json("/events/categories", city="nowhere") == {}
