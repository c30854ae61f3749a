"""The READ rows of the contract, one by one: what the frontend asks, and every key that it reads, over every road."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from api.vocabulary import BUSINESS_CATEGORIES, EVENT_CATEGORIES, TIERS
from content.models import City, CityPhoto
from content.operations import publish, save_draft, unpublish
from directory.models import BusinessStanding
from events.models import EventStanding
from tests.api.conftest import problem_of
from tests.factories import a_business, a_city, a_promotion, an_event, an_image

pytestmark = pytest.mark.django_db


def text(value):
    return isinstance(value, str)


def whole(value):
    return type(value) is int


def flag(value):
    return isinstance(value, bool)


def moment(value):
    return datetime.fromisoformat(value).utcoffset() == timedelta(0)


def address(value):
    return value.startswith(("http://", "https://"))


def or_null(rule):
    return lambda value: value is None or rule(value)


def one_of(*values):
    return lambda value: value in values


def shape(**rules):
    """Return the rule of an object that has at least these keys, each as its own rule says."""
    return lambda value: [name for name, rule in rules.items() if name not in value or not rule(value[name])] == []


CITY = {
    "id": text, "name": text, "nameKz": or_null(text), "slug": text, "region": or_null(text),
    "population": or_null(whole), "isActive": flag, "createdAt": moment,
}  # fmt: skip
CITY_BRIEF = shape(id=text, name=bool, slug=text)
EVENT_CARD = {
    "id": text, "title": text, "description": or_null(text), "category": one_of(*EVENT_CATEGORIES),
    "image": or_null(address), "date": moment, "location": text, "price": or_null(whole), "isFree": flag,
    "isFeatured": flag, "viewsCount": whole, "savesCount": whole, "city": CITY_BRIEF,
    "business": or_null(shape(id=text, name=bool, logo=or_null(address))),
    # What the cards read although the former backend never sent it.
    "time": text, "viewCount": whole, "saveCount": whole, "maxPrice": or_null(whole),
}  # fmt: skip
EVENT_DETAILS = {
    **EVENT_CARD, "endDate": or_null(moment), "address": or_null(text), "isApproved": one_of(True), "createdAt": moment,
    "business": or_null(shape(id=text, name=bool, logo=or_null(address), isVerified=flag, tier=one_of(*TIERS))),
}  # fmt: skip
BUSINESS_CARD = {
    "id": text, "name": bool, "description": or_null(text), "category": one_of(*BUSINESS_CATEGORIES),
    "address": or_null(text), "phone": or_null(text), "instagram": or_null(text), "logo": or_null(address),
    "isVerified": flag, "tier": one_of(*TIERS), "city": CITY_BRIEF,
}  # fmt: skip
PROMOTION_CARD = {
    "id": text, "title": text, "description": text, "image": or_null(address), "discount": or_null(text),
    "conditions": or_null(text), "validFrom": moment, "validUntil": moment, "isActive": flag, "isPremiumOnly": flag,
    "viewsCount": whole, "savesCount": whole, "createdAt": moment, "businessId": text, "cityId": text,
    "business": or_null(shape(id=text, name=bool, logo=or_null(address), isVerified=flag)), "city": CITY_BRIEF,
}  # fmt: skip
CITY_PHOTO = {"id": text, "title": text, "imageUrl": address, "position": whole}


@pytest.fixture
def call(each_road):
    return each_road


def wrong(rules, value):
    """Return the keys that a value lacks or that the frontend cannot use."""
    return {
        name: value.get(name, "is missing")
        for name, rule in rules.items()
        if name not in value or not rule(value[name])
    }


def titles(items):
    return [item.get("title") or item["name"] for item in items]


def test_fetch_cities_are_the_visible_ones_by_name_without_a_limit(call):
    City.objects.bulk_create(City(slug=f"city-{n}", name_ru=f"Город {n:03}", name_kk="") for n in range(120))
    a_city("hidden", name_ru="Аксу", is_active=False)
    cities = call.json("/cities")
    assert titles(cities) == [f"Город {n:03}" for n in range(120)]
    assert wrong(CITY, cities[0]) == {}


def test_fetch_city_by_slug(call, town):
    city = call.json("/cities/jezkazgan")
    assert wrong(CITY, city) == {}
    assert city == call.json("/cities")[0]
    assert problem_of(call("/cities/atlantis"))["code"] == "city.not_found"


def test_fetch_public_city_photos_by_position(call, town):
    for position, title, is_active in ((3, "Третья", True), (2, "Вторая", True), (0, "Скрытая", False)):
        CityPhoto.objects.create(
            city=town.city, image=an_image(), title_ru=title, position=position, is_active=is_active
        )
    body = call.json("/cities/jezkazgan/photos")
    assert set(body) == {"photos", "city"}
    assert titles(body["photos"]) == ["Площадь", "Вторая", "Третья"]
    assert [wrong(CITY_PHOTO, photo) for photo in body["photos"]] == [{}] * 3
    assert body["city"]["slug"] == "jezkazgan"
    a_city("satpayev", name_ru="Сатпаев")
    assert call.json("/cities/satpayev/photos")["photos"] == []
    assert problem_of(call("/cities/atlantis/photos"))["status"] == 404


def test_fetch_events_are_approved_and_to_come_soonest_first(call, town):
    now = timezone.now()
    an_event("Позже", starts_at=now + timedelta(days=9))
    an_event("Раньше", starts_at=now + timedelta(hours=2))
    an_event("Прошло", starts_at=now - timedelta(days=2))
    an_event("Черновик", live=False)
    events = call.json("/events")
    assert titles(events) == ["Раньше", "Концерт у фонтана", "Позже"]
    assert [wrong(EVENT_CARD, event) for event in events] == [{}] * 3


def test_fetch_events_by_city_category_and_featured(call):
    there = a_city("satpayev", name_ru="Сатпаев")
    an_event("Концерт")
    featured = an_event("Матч", category="sports")
    EventStanding.objects.create(event=featured, featured_until=timezone.now() + timedelta(days=9))
    an_event("Там", city=there)
    here = str(a_city().public_id)
    assert set(titles(call.json("/events", cityId=here))) == {"Концерт", "Матч"}
    assert titles(call.json("/events", cityId=str(there.public_id))) == ["Там"]
    assert titles(call.json("/events", cityId=here, category="sports")) == ["Матч"]
    assert titles(call.json("/events", featured="true")) == ["Матч"]
    assert titles(call.json("/events", cityId=here, category="concerts", featured="true")) == []


def test_fetch_category_stats_counts_what_is_to_come(call):
    there = a_city("satpayev", name_ru="Сатпаев")
    an_event("Концерт")
    an_event("Ещё концерт", city=there)
    an_event("Матч", category="sports")
    an_event("Прошло", category="theater", starts_at=timezone.now() - timedelta(days=2))
    assert call.json("/events/categories") == {"concerts": 2, "sports": 1}
    assert call.json("/events/categories", cityId=str(there.public_id)) == {"concerts": 1}
    assert call.json("/events/categories", cityId="nowhere") == {}


def test_fetch_event_by_id_is_a_bare_object(call, town):
    event = call.json(f"/events/{town.event.public_id}")
    assert wrong(EVENT_DETAILS, event) == {}
    assert "event" not in event
    assert (event["price"], event["maxPrice"], event["business"]["name"]) == (1500, 4000, "Кафе «Арома»")


def test_fetch_event_by_id_tells_nobody_of_what_is_not_published(call):
    event = an_event("Черновик", live=False)
    path = f"/events/{event.public_id}"
    assert problem_of(call(path))["code"] == "event.not_found"
    assert call(path, authorization="Bearer of-its-creator").status_code == 404
    publish(event, by=None, authorisation="test")
    assert call.json(path)["title"] == "Черновик"
    unpublish(event, by=None)
    gone = problem_of(call(path))
    assert (gone["status"], gone["code"]) == (410, "entry.withdrawn")
    assert call("/events/3f2504e0-4f89-41d3-9a0c-0305e82c3301").status_code == 404


def test_fetch_businesses_are_all_verified_first_then_by_tier_then_by_name(call, town):
    for name, is_verified, tier in (("Б", False, "free"), ("А", False, "free"), ("Я", True, "premium")):
        verified_at = timezone.now() if is_verified else None
        BusinessStanding.objects.create(business=a_business(name), verified_at=verified_at, tier=tier)
    businesses = call.json("/businesses")
    assert titles(businesses) == ["Я", "Кафе «Арома»", "А", "Б"]
    assert [wrong(BUSINESS_CARD, business) for business in businesses] == [{}] * 4


def test_fetch_businesses_by_city_and_category(call):
    there = a_city("satpayev", name_ru="Сатпаев")
    a_business("Кафе")
    a_business("Зал", category="sports")
    a_business("Там", city=there)
    assert titles(call.json("/businesses", cityId=str(there.public_id))) == ["Там"]
    assert titles(call.json("/businesses", category="sports")) == ["Зал"]


def test_fetch_promotions_are_those_valid_now_newest_first(call, town):
    now, there = timezone.now(), a_business("Там", city=a_city("satpayev", name_ru="Сатпаев"))
    a_promotion("Чай", business=there)
    a_promotion("Прошлая", business=there, valid_until=now - timedelta(hours=1))
    a_promotion("Черновик", business=there, live=False)
    promotions = call.json("/promotions")
    assert titles(promotions) == ["Чай", "Второй кофе в подарок"]
    assert [wrong(PROMOTION_CARD, promotion) for promotion in promotions] == [{}] * 2
    assert call.json("/promotions", active="true") == promotions
    assert titles(call.json("/promotions", cityId=str(there.city.public_id), active="true")) == ["Чай"]


def test_reads_that_no_page_uses_answer_too(call, town):
    business = call.json(f"/businesses/{town.business.public_id}")
    assert wrong(BUSINESS_CARD, business) == {}
    promotion = call.json(f"/promotions/{town.promotion.public_id}")
    assert wrong(PROMOTION_CARD, promotion) == {}
    assert (business["phone"], promotion["phone"]) == ("+77102765432", "+77102765432")


def test_lists_follow_a_change_by_the_next_request(call, town):
    town.event.title_ru = "Концерт переименован"
    save_draft(town.event, by=None)
    assert titles(call.json("/events")) == ["Концерт у фонтана"]
    publish(town.event, by=None, authorisation="test")
    assert titles(call.json("/events")) == ["Концерт переименован"]
    unpublish(town.event, by=None)
    assert (call.json("/events"), call.json("/events/categories")) == ([], {})
