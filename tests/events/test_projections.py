from datetime import UTC, datetime, timedelta

import orjson
import pytest
from django.utils import timezone

from content.projections import project
from directory.enums import Tier
from directory.operations import set_tier
from events.cards import at_date
from events.models import EventDate, EventListing
from tests.factories import a_business, a_user, an_event

pytestmark = pytest.mark.django_db

CATEGORY_SLUGS = {
    "concerts", "theater", "festivals", "education", "seminars",
    "leisure", "sports", "children", "exhibitions", "other",
}  # fmt: skip


def listing_of(event: object) -> EventListing:
    return EventListing.objects.get(pk=event.pk)


def test_the_tier_of_the_organiser_ends_on_the_cards_of_its_events() -> None:
    now = timezone.now()
    until = (now + timedelta(hours=5)).replace(microsecond=0)
    organiser = a_business()
    set_tier(organiser, tier=Tier.PREMIUM, until=until, by=a_user(is_superuser=True), now=now)
    event = an_event(organiser=organiser, starts_at=now + timedelta(days=3))
    listing = listing_of(event)
    assert (orjson.loads(listing.card_ru)["business"]["tier"], listing.stale_at) == ("premium", until)
    project(event, now=until)
    listing = listing_of(event)
    assert orjson.loads(listing.card_ru)["business"]["tier"] == "free"
    assert listing.stale_at is not None
    assert listing.stale_at > until


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"price_kind": "unknown"}, (None, None, False, "цена не указана", "бағасы көрсетілмеген")),
        ({"price_kind": "free"}, (None, None, True, "бесплатно", "тегін")),
        ({"price_kind": "free", "price_min": 0}, (None, None, True, "бесплатно", "тегін")),
        ({"price_kind": "fixed", "price_min": 4000}, (4000, None, False, "4\xa0000\xa0₸", "4\xa0000\xa0₸")),
        (
            {"price_kind": "range", "price_min": 1000, "price_max": 3000},
            (1000, 3000, False, "1\xa0000–3\xa0000\xa0₸", "1\xa0000–3\xa0000\xa0₸"),
        ),
        (
            {"price_kind": "range", "price_min": 4000},
            (4000, None, False, "от 4\xa0000\xa0₸", "4\xa0000\xa0₸-ден бастап"),
        ),
    ],
)
def test_prices_unknown_is_not_free(fields: dict[str, object], expected: tuple[object, ...]) -> None:
    listing = listing_of(an_event(**fields))
    ru, kk = orjson.loads(listing.card_ru), orjson.loads(listing.card_kk)
    assert (ru["price"], ru["maxPrice"], ru["isFree"], ru["priceText"], kk["priceText"]) == expected


def test_a_card_never_holds_what_breaks_the_frontend() -> None:
    card = orjson.loads(listing_of(an_event(place_ru="", place_kk="", address_ru="ул. Сатпаева, 1")).card_ru)
    assert card["category"] in CATEGORY_SLUGS
    assert isinstance(card["title"], str)
    assert card["location"] == "ул. Сатпаева, 1"
    assert "price" in card
    assert card["business"] is None
    assert datetime.fromisoformat(card["date"]).tzinfo is not None
    assert set(card["city"]) == {"id", "name", "slug"}


def test_an_unpublished_organiser_is_not_named() -> None:
    business = a_business("Тайная Арома", live=False)
    listing = listing_of(an_event(organiser=business))
    assert "Тайная" not in listing.card_ru + listing.detail_ru + " ".join(listing.keywords)
    assert listing.business_id is None


def test_texts_of_a_date_in_both_languages() -> None:
    start = datetime(2030, 3, 2, 14, tzinfo=UTC)
    listing = listing_of(an_event(starts_at=start))
    project(an_event(starts_at=start), now=timezone.now())
    ru, kk = orjson.loads(listing.card_ru), orjson.loads(listing.card_kk)
    assert (ru["date"], ru["time"]) == ("2030-03-02T14:00:00Z", "19:00")
    assert ru["dateText"].startswith("суббота, 2 марта 2030")
    assert kk["dateText"].startswith("сенбі")


@pytest.mark.parametrize(
    ("status", "expected"),
    [("cancelled", "отменено"), ("postponed", "перенесено (дата уточняется)"), ("scheduled", "")],
)
def test_the_state_of_a_date_is_told(status: str, expected: str) -> None:
    date = EventDate(starts_at=timezone.now() + timedelta(days=1), status=status)
    card = orjson.loads(listing_of(an_event(dates=[date])).card_ru)
    assert (card["status"], card["statusText"]) == (status, expected)


def test_a_page_lists_the_dates_to_come_and_a_past_event_its_last_ones() -> None:
    now = timezone.now()
    event = an_event(dates=[EventDate(starts_at=now + timedelta(days=days)) for days in (-3, 2, 5)])
    assert len(orjson.loads(listing_of(event).detail_ru)["dates"]) == 2
    past = an_event(dates=[EventDate(starts_at=now - timedelta(days=days)) for days in (3, 2)])
    detail = orjson.loads(listing_of(past).detail_ru)
    assert len(detail["dates"]) == 2
    assert listing_of(past).ended_at < now


def test_the_text_changes_with_the_year() -> None:
    event = an_event(starts_at=datetime(2030, 3, 2, 14, tzinfo=UTC))
    stale_at = listing_of(event).stale_at
    assert stale_at is not None
    project(event, now=datetime(2030, 1, 5, tzinfo=UTC))
    assert orjson.loads(listing_of(event).card_ru)["dateText"].startswith("суббота, 2 марта, 19:00")


def test_a_card_of_another_date_is_the_card_with_another_end() -> None:
    title = 'Он сказал: «",\\"date\\":» и ,"location":'
    start = timezone.now().replace(microsecond=0) + timedelta(days=1)
    rows = [EventDate(starts_at=start), EventDate(starts_at=start + timedelta(days=3))]
    plain = an_event(title, dates=rows)
    own = [
        EventDate(starts_at=start),
        EventDate(starts_at=start + timedelta(days=3), place_ru=title, price_kind="free"),
    ]
    for event in (plain, an_event(title, dates=own, price_kind="fixed", price_min=700)):
        listing = listing_of(event)
        whens = [date.when_ru for date in listing.occurrences.order_by("starts_at")]
        assert at_date(listing.card_ru, whens[0]) == listing.card_ru
        moved = orjson.loads(at_date(listing.card_ru, whens[1]))
        assert moved == orjson.loads(listing.card_ru) | orjson.loads(whens[1])
        assert moved["title"] == title
        assert moved["date"] != orjson.loads(listing.card_ru)["date"]
