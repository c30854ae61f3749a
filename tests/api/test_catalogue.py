"""Businesses, promotions, cities and categories as the API answers them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from content.models import CityPhoto
from content.taxonomy import ensure_categories
from directory.models import BusinessStanding
from tests.api.conftest import problem_of
from tests.factories import a_business, a_city, a_promotion, an_image

pytestmark = pytest.mark.django_db


def names(call, **query):
    return [card["name"] for card in call.json("/businesses", **query)]


def titles(call, **query):
    return [card["title"] for card in call.json("/promotions", **query)]


def test_business_card_and_detail_are_what_the_description_says(call, fits, town):
    (card,) = call.json("/businesses")
    fits("BusinessCard", card)
    detail = call.json(f"/businesses/{card['id']}")
    fits("BusinessDetail", detail)
    assert {name: value for name, value in detail.items() if name in card} == card
    assert call.json(f"/businesses/{town.business.slug}", lang="kk")["name"] == "«Арома» кафесі"


def test_businesses_are_ordered_by_trust_then_tier_then_name(call):
    for name, verified, tier in (
        ("Б", False, "free"),
        ("А", False, "free"),
        ("Я", True, "free"),
        ("Ю", True, "premium"),
    ):
        verified_at = timezone.now() if verified else None
        BusinessStanding.objects.create(business=a_business(name), verified_at=verified_at, tier=tier)
    assert names(call) == ["Ю", "Я", "А", "Б"]
    assert names(call, verified="true") == ["Ю", "Я"]
    assert names(call, verified="false") == ["А", "Б"]


def test_businesses_by_city_and_category(call, settings):
    settings.SEARCH_ENGINE = "postgres"
    a_business("Кафе")
    a_business("Спортзал", category="sports")
    a_business("Там", city=a_city("satpayev", name_ru="Сатпаев"))
    assert names(call, city="satpayev") == ["Там"]
    assert names(call, category="sports") == ["Спортзал"]
    assert set(names(call, category="!sports")) == {"Кафе", "Там"}
    assert names(call, q="спортзала") == ["Спортзал"]


def test_an_unreadable_parameter_of_businesses_is_refused(call):
    body = problem_of(call("/businesses", {"verified": "maybe"}))
    assert (body["status"], set(body["fields"])) == (400, {"verified"})


def test_promotion_card_and_detail_are_what_the_description_says(call, fits, town):
    (card,) = call.json("/promotions")
    fits("PromotionCard", card)
    detail = call.json(f"/promotions/{card['id']}")
    fits("PromotionDetail", detail)
    assert {name: value for name, value in detail.items() if name in card} == card
    assert (detail["phone"], detail["address"]) == ("+77102765432", "пр. Алашахана, 12")
    assert call.json(f"/promotions/{town.promotion.slug}")["id"] == card["id"]


def test_promotions_are_those_valid_now_newest_first(call):
    now, business = timezone.now(), a_business()
    a_promotion("Старая", business=business)
    a_promotion("Новая", business=business)
    a_promotion("Будущая", business=business, valid_from=now + timedelta(days=1))
    a_promotion("Прошлая", business=business, valid_until=now - timedelta(hours=1))
    assert titles(call) == titles(call, active="true") == ["Новая", "Старая"]
    assert titles(call, active="false") == ["Прошлая", "Будущая"]
    assert [card["isActive"] for card in call.json("/promotions", active="false")] == [False, False]


def test_promotions_by_business_and_city(call, settings):
    settings.SEARCH_ENGINE = "postgres"
    cafe, there = a_business(), a_business("Там", city=a_city("satpayev", name_ru="Сатпаев"))
    a_promotion("Кофе", business=cafe)
    a_promotion("Чай", business=there)
    assert titles(call, business=str(cafe.public_id)) == ["Кофе"]
    assert titles(call, business="3f2504e0-4f89-41d3-9a0c-0305e82c3301") == []
    assert titles(call, city="satpayev") == ["Чай"]
    assert titles(call, q="чай") == ["Чай"]
    assert problem_of(call("/promotions", {"business": "cafe"}))["fields"].keys() == {"business"}


@pytest.mark.parametrize("path", ["/businesses", "/promotions"])
@pytest.mark.parametrize("key", ["3f2504e0-4f89-41d3-9a0c-0305e82c3301", "nothing", "%00", "x" * 5000])
def test_an_unknown_item_is_not_found(call, town, path, key):
    assert problem_of(call(f"{path}/{key}"))["status"] == 404


def test_cities_by_name_in_the_asked_language(call, fits):
    a_city("satpayev", name_ru="Сатпаев", name_kk="Сәтбаев")
    a_city("jezkazgan")
    a_city("almaty", name_ru="Алматы", is_active=False)
    cities = call.json("/cities")
    assert [city["name"] for city in cities] == ["Жезказган", "Сатпаев"]
    fits("City", cities[0])
    assert [(city["name"], city["nameKz"]) for city in call.json("/cities", lang="kk")] == [
        ("Жезқазған", "Жезқазған"),
        ("Сәтбаев", "Сәтбаев"),
    ]


def test_a_city_by_slug_or_id(call, fits):
    city = a_city(region_ru="Улытауская область", population=90000, latitude="47.78", longitude="67.71")
    for key in ("jezkazgan", str(city.public_id)):
        told = call.json(f"/cities/{key}")
        fits("City", told)
        assert (told["id"], told["population"], told["latitude"]) == (str(city.public_id), 90000, 47.78)
    for key in ("nowhere", "3f2504e0-4f89-41d3-9a0c-0305e82c3301", "%00", "я"):
        assert problem_of(call(f"/cities/{key}"))["code"] == "city.not_found"
        assert problem_of(call(f"/cities/{key}/photos"))["code"] == "city.not_found"


def test_photos_of_a_city_in_their_order(call, fits):
    city, image = a_city(), an_image("Площадь", alt_ru="Площадь вечером", is_ai_generated=True)
    for title, position, active in (("вторая", 2, True), ("первая", 1, True), ("скрытая", 0, False)):
        CityPhoto.objects.create(city=city, image=image, title_ru=title, position=position, is_active=active)
    other = a_city("satpayev", name_ru="Сатпаев")
    CityPhoto.objects.create(city=other, image=image, title_ru="чужая")
    told = call.json("/cities/jezkazgan/photos")
    fits("CityPhotos", told)
    assert [photo["title"] for photo in told["photos"]] == ["первая", "вторая"]
    assert told["city"] == call.json("/cities/jezkazgan")
    assert told["photos"][0]["aiLabel"] == "Изображение сгенерировано искусственным интеллектом"
    assert call.json("/cities/jezkazgan/photos", lang="kk")["photos"][0]["aiLabel"] == (
        "Бұл сурет жасанды интеллект арқылы жасалған"
    )
    assert told["photos"][0]["alt"] == "Площадь вечером"


def test_categories_in_their_order_and_three_languages(call, fits):
    ensure_categories()
    told = call.json("/categories")
    fits("Categories", told)
    assert [category["slug"] for category in told["events"]][:3] == ["concerts", "theater", "festivals"]
    assert (len(told["events"]), len(told["businesses"])) == (10, 9)
    assert told["businesses"][1] == {
        "slug": "cafes",
        "name": "Кафе",
        "nameKz": "Кафелер",
        "nameEn": "Cafés",
        "icon": "coffee",
    }
    assert call.json("/categories", lang="kk")["events"][0]["name"] == "Концерттер"
