"""Filters, orders and keys of businesses and promotions, and keys of single items."""

from datetime import timedelta

import pytest
from django.utils import timezone

from content.projections import project_stale
from directory.models import BusinessListing, BusinessStanding
from promos.models import PromotionListing
from tests.api.roads import Road
from tests.factories import a_business, a_promotion, an_event

pytestmark = pytest.mark.django_db


def names(call, path="/businesses", key="name", **query):
    return [item[key] for item in call.json(path, **query)]


def all_pages(call, path, **query):
    """Walk a list by its links, one item at a time."""
    found, cursor = [], {}
    while True:
        response = call(path, {"limit": 1, **query, **cursor})
        found += [item["id"] for item in response.json()]
        _, _, rest = response.headers["Link"].partition("cursor=")
        if not rest:
            return found
        cursor = {"cursor": rest.partition(">")[0].partition("&")[0]}


@pytest.fixture
def places():
    now = timezone.now()
    near = a_business("Ближе", latitude="47.790000", longitude="67.710000")
    nearer = a_business("Рядом", latitude="47.791000", longitude="67.710000")
    far = a_business("Арыс", latitude="47.900000", longitude="67.900000")
    unknown = a_business("Без места")
    BusinessStanding.objects.create(business=far, verified_at=now)
    for business, opens, closes in (
        (near, now - timedelta(hours=1), now + timedelta(hours=1)),
        (nearer, now + timedelta(hours=1), now + timedelta(hours=3)),
        (far, now - timedelta(days=9), None),
    ):
        BusinessListing.objects.filter(pk=business.pk).update(opens_at=opens, closes_at=closes)
    return near, nearer, far, unknown


def test_open_now_is_known_from_the_hours(call, places):
    assert names(call, openNow="true") == ["Арыс", "Ближе"]
    assert names(call, openNow="false") == ["Без места", "Рядом"]


def test_near_and_in_a_box(call, places):
    assert names(call, near="47.79,67.71") == ["Ближе", "Рядом"]
    assert names(call, near="47.79,67.71", radius="50") == ["Ближе"]
    assert names(call, near="47.79,67.71", radius="112") == ["Ближе", "Рядом"]
    assert names(call, near="47.79,67.71", radius="110m") == ["Ближе"]
    assert names(call, near="47.79,67.71", radius="30km", bbox="67.8,47.8,68,48") == ["Арыс"]
    assert names(call, bbox="67.70,47.7895,67.72,47.7905") == ["Ближе"]
    assert names(call, near="47.79,67.71", bbox="10,10,11,11") == []
    assert names(call, radius="1km") == names(call)


def test_orders_and_their_pages(call, places):
    assert names(call) == ["Арыс", "Без места", "Ближе", "Рядом"]
    assert names(call, sort="name") == ["Арыс", "Без места", "Ближе", "Рядом"]
    by_distance = {"near": "47.7905,67.71", "radius": "50km", "sort": "distance"}
    assert names(call, **{**by_distance, "near": "47.7909,67.71"}) == ["Рядом", "Ближе", "Арыс"]
    for query in ({}, {"sort": "name"}, by_distance, {**by_distance, "near": "47.7909,67.71"}):
        assert all_pages(call, "/businesses", **query) == call.ids("/businesses", **query)


def test_promotions_that_end_soon(call):
    now, cafe = timezone.now(), a_business()
    days = {"Сегодня": 0.5, "Три дня": 2.99, "Неделя": 7, "Прошла": -1}
    for title, number in days.items():
        a_promotion(title, business=cafe, valid_from=now - timedelta(days=5), valid_until=now + timedelta(days=number))
    a_promotion("Будет", business=cafe, valid_from=now + timedelta(days=1), valid_until=now + timedelta(days=2))
    assert set(names(call, "/promotions", "title", endingSoon="true")) == {"Сегодня", "Три дня"}
    assert names(call, "/promotions", "title", endingSoon="false") == ["Неделя"]
    assert set(names(call, "/promotions", "title", endingSoon="false", active="false")) == {"Прошла", "Будет"}
    assert names(call, "/promotions", "title", sort="ending") == ["Сегодня", "Три дня", "Неделя"]
    for query in ({}, {"sort": "ending"}, {"sort": "newest", "endingSoon": "true"}):
        assert all_pages(call, "/promotions", **query) == call.ids("/promotions", **query)


def test_only_the_asked_keys(call, town):
    [card] = call.json("/events", fields="title,date, priceText ,secret,title")
    assert list(card) == ["id", "title", "date", "priceText"]
    assert list(call.json("/events", fields="nothing")[0]) == ["id"]
    assert list(call.json("/events", fields=["title", "date"], when="tomorrow")[0]) == ["id", "title", "date"]
    whole = call.json("/events")[0]
    assert call.json("/events", fields="") == [whole]
    assert {name: whole[name] for name in card} == card
    for path in (
        f"/events/{town.event.slug}",
        f"/businesses/{town.business.slug}",
        f"/promotions/{town.promotion.slug}",
    ):
        item = call.json(path)
        assert call.json(path, fields="city,slug") == {name: item[name] for name in ("id", "slug", "city")}
        [kind] = {path.split("/")[1]}
        assert [set(one) for one in call.json(f"/{kind}", fields="slug")] == [{"id", "slug"}]
    assert call("/events", {"fields": "\x00," * 5000}).status_code == 200


@pytest.mark.parametrize(
    ("path", "query"),
    [("/events", {"when": "now"}), ("/events", {"priceMax": "0"}), ("/events", {"to": "2100-01-01"}),
     ("/events/facets", {}), ("/businesses", {"openNow": "true"}), ("/promotions", {"endingSoon": "true"})],
)  # fmt: skip
def test_what_depends_on_the_clock_is_not_kept_beyond_the_minute(settings, monkeypatch, path, query):
    settings.API_RESPONSE_CACHE = True
    road = Road()
    now = timezone.now().replace(second=10, microsecond=0)
    monkeypatch.setattr(timezone, "now", lambda: now)
    assert road(path, query).status == 200
    [kept] = road.application.cache._kept.values()
    assert kept.lasting.ends_at <= now + timedelta(seconds=50)


def test_hours_pass_without_any_publish(settings, monkeypatch):
    settings.API_RESPONSE_CACHE = True
    road, now = Road(), timezone.now().replace(second=0, microsecond=0)
    monkeypatch.setattr(timezone, "now", lambda: now)
    an_event("Концерт", starts_at=now + timedelta(minutes=2), ends_at=now + timedelta(minutes=4))
    seen = []
    for minutes in (1, 2, 3, 4):
        moment = now + timedelta(minutes=minutes)
        monkeypatch.setattr(timezone, "now", lambda moment=moment: moment)
        seen.append(len(road("/events", {"when": "now"}).json()))
    assert seen == [0, 1, 1, 0]
    cafe = a_business()
    BusinessListing.objects.filter(pk=cafe.pk).update(opens_at=now, closes_at=now + timedelta(minutes=5))
    assert len(road("/businesses", {"openNow": "true"}).json()) == 1
    monkeypatch.setattr(timezone, "now", lambda: now + timedelta(minutes=5))
    assert road("/businesses", {"openNow": "true"}).json() == []
    project_stale(now=timezone.now())
    assert PromotionListing.objects.count() == 0
