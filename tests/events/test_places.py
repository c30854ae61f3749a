"""Venues, places of single dates, and what follows their changes."""

from datetime import timedelta

import orjson
import pytest
from django.utils import timezone

from directory.models import Venue
from events.models import Event, EventDate, EventListing, EventPicture
from tests.factories import a_business, a_city, an_event, an_image

pytestmark = pytest.mark.django_db


def card(event: Event, language: str = "ru") -> dict[str, object]:
    return orjson.loads(getattr(EventListing.objects.get(pk=event.pk), f"card_{language}"))


def detail(event: Event, language: str = "ru") -> dict[str, object]:
    return orjson.loads(getattr(EventListing.objects.get(pk=event.pk), f"detail_{language}"))


def a_venue(**fields: object) -> Venue:
    defaults = {
        "name_ru": "Парк",
        "name_kk": "Саябақ",
        "address_ru": "ул. Мира, 1",
        "latitude": "47.79",
        "longitude": "67.71",
    }
    return Venue.objects.create(city=a_city(), **{**defaults, **fields})


def test_an_event_shows_its_venue_and_follows_its_changes() -> None:
    venue = a_venue()
    event = an_event(place_ru="", venue=venue)
    shown = card(event, "kk")
    assert (shown["location"], shown["address"]) == ("Саябақ", "ул. Мира, 1")
    assert shown["venue"] == {"id": str(venue.public_id), "kind": "venue", "name": "Саябақ", "address": "ул. Мира, 1"}
    listing = EventListing.objects.get()
    assert (listing.latitude, listing.longitude) == (47.79, 67.71)
    assert {"Парк", "Саябақ", "ул. Мира, 1"} <= set(listing.keywords)
    venue.name_kk = "Орталық саябақ"
    venue.save()
    assert card(event, "kk")["location"] == "Орталық саябақ"
    venue.delete()
    assert card(event)["venue"] is None


def test_own_words_come_before_those_of_the_venue() -> None:
    event = an_event(place_ru="Летняя сцена", latitude="47.8", longitude="67.8", venue=a_venue())
    shown = detail(event)
    assert (shown["location"], shown["address"], shown["latitude"]) == ("Летняя сцена", "ул. Мира, 1", 47.8)


def test_a_business_is_a_venue_only_while_it_is_public() -> None:
    business = a_business("Тайная Арома", live=False)
    event = an_event(venue_business=business)
    listing = EventListing.objects.get()
    assert "Тайная" not in listing.card_ru + listing.detail_ru + " ".join(listing.keywords)
    public = a_business("Арома", address_ru="пр. Мира, 2")
    event = an_event("Вечер", place_ru="", venue_business=public)
    assert (card(event)["location"], card(event)["venue"]["kind"]) == ("Арома", "business")


def test_a_date_with_its_own_place_price_and_reason() -> None:
    start = timezone.now() + timedelta(days=1)
    venue = a_venue()
    moved = EventDate(
        starts_at=start + timedelta(days=7),
        status="moved_online",
        reason_ru="Ремонт зала",
        online_url="https://stream.kz/1",
        price_kind="free",
        venue=venue,
    )
    event = an_event(price_kind="fixed", price_min=1000, dates=[EventDate(starts_at=start), moved])
    first, second = detail(event)["dates"]
    assert (first["price"], first["location"], first["isOnline"]) == (1000, "Городской парк", False)
    assert (second["isFree"], second["location"], second["reason"]) == (True, "Парк", "Ремонт зала")
    assert (second["isOnline"], second["onlineUrl"]) == (True, "https://stream.kz/1")
    stored = EventListing.objects.get().occurrences.order_by("starts_at")
    whens = [orjson.loads(one.when_ru) for one in stored]
    assert [(when["location"], when["price"], when["isFree"]) for when in whens] == [
        ("Городской парк", 1000, False),
        ("Парк", None, True),
    ]
    venue.name_ru = "Новый парк"
    venue.save()
    assert detail(event)["dates"][1]["location"] == "Новый парк"


def test_a_page_tells_everything_else() -> None:
    picture = an_image("Сцена", alt_ru="Сцена вечером")
    event = an_event(
        description_ru="<p>Длинно.</p>",
        gallery=[EventPicture(image=picture, caption_ru="Подпись")],
        summary_ru="Коротко.",
        online_url="https://e.kz/live",
        video_url="https://e.kz/v",
        capacity=50,
        is_sold_out=True,
        languages=["kk", "ru"],
        accessibility=["wheelchair"],
        contact_name="Айгуль",
        contact_phone="+77102123456",
        seo_title_ru="Для поисковика",
    )
    shown = detail(event)
    assert (card(event)["description"], shown["summary"], shown["description"]) == ("Коротко.", "Коротко.", "Длинно.")
    assert (shown["isOnline"], shown["attendanceMode"], shown["onlineUrl"]) == (True, "mixed", "https://e.kz/live")
    assert (shown["isSoldOut"], shown["capacity"], shown["videoUrl"]) == (True, 50, "https://e.kz/v")
    assert (shown["languages"], shown["accessibility"]) == (["kk", "ru"], ["wheelchair"])
    assert shown["contact"]["phone"] == "+77102123456"
    assert shown["seo"] == {"title": "Для поисковика", "description": "Коротко."}
    assert [(item["caption"], item["alt"]) for item in shown["gallery"]] == [("Подпись", "Сцена вечером")]
