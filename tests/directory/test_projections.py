from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import orjson
import pytest
from django.utils import timezone

from content.prepared import Rows
from content.projections import project, project_stale
from directory.criteria import BusinessCriteria
from directory.models import Business, BusinessListing, BusinessPicture, BusinessStanding
from directory.projections import build_listings
from tests.factories import a_business, a_city, an_image

pytestmark = pytest.mark.django_db


def card(business: object) -> dict[str, object]:
    return orjson.loads(BusinessListing.objects.get(pk=business.pk).card_ru)


def test_a_card_has_what_the_frontend_reads() -> None:
    business = a_business("Арома", phones=["+77102123456"], instagram="@aroma", address_ru="пр. Алашахана, 1")
    shown = card(business)
    assert (shown["name"], shown["phone"], shown["instagram"]) == ("Арома", "+77102123456", "@aroma")
    assert (shown["category"], shown["tier"], shown["isVerified"]) == ("cafes", "free", False)
    assert shown["city"]["name"] == "Жезказган"


def test_a_tier_ends_by_itself() -> None:
    business = a_business()
    until = timezone.now() + timedelta(days=1)
    BusinessStanding.objects.create(business=business, tier="premium", tier_until=until)
    assert card(business)["tier"] == "premium"
    project_stale(now=until)
    assert card(business)["tier"] == "free"


def test_verified_businesses_come_first_then_better_tiers_then_names() -> None:
    plain, paying, verified = a_business("Б"), a_business("В"), a_business("Г")
    also_plain = a_business("А")
    BusinessStanding.objects.create(business=paying, tier="lite")
    BusinessStanding.objects.create(business=verified, verified_at=timezone.now())
    whole = BusinessListing.objects.page(BusinessCriteria(city=a_city().pk), "pk", rows=Rows(limit=10))
    assert [row[-1] for row in whole] == [verified.pk, paying.pk, also_plain.pk, plain.pk]
    for place in range(4):
        criteria = BusinessCriteria(city=a_city().pk, after=whole[place][:4])
        assert list(BusinessListing.objects.page(criteria, "pk", rows=Rows(limit=10))) == list(whole)[place + 1 :]


EVERY_NIGHT = {"week": {name: [["18:00", "02:00"]] for name in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")}}


def detail(business: object, language: str = "ru") -> dict[str, object]:
    return orjson.loads(getattr(BusinessListing.objects.get(pk=business.pk), f"detail_{language}"))


def at(hour: int, day: int = 25) -> datetime:
    return datetime(2026, 11, day, hour, tzinfo=ZoneInfo("Asia/Almaty"))


def seen(business: object, now: datetime) -> tuple[object, ...]:
    project(business, now=now)
    shown = card(business)
    return tuple(shown[key] for key in ("openState", "isOpen", "openText", "openUntil", "opensAt"))


def test_a_card_says_whether_it_is_open_and_until_when() -> None:
    business = a_business(opening_hours=EVERY_NIGHT)
    assert seen(business, at(12)) == ("closed", False, "откроется в 18:00", None, "2026-11-25T13:00:00Z")
    assert seen(business, at(20)) == ("open", True, "открыто до 02:00", "2026-11-25T21:00:00Z", None)
    assert seen(business, at(1, day=26)) == ("open", True, "открыто до 02:00", "2026-11-25T21:00:00Z", None)
    kazakh = orjson.loads(BusinessListing.objects.get().card_kk)
    assert kazakh["openText"] == "02:00-ге дейін ашық"


def test_without_hours_nothing_is_claimed() -> None:
    business = a_business()
    assert seen(business, at(12)) == ("unknown", None, None, None, None)
    listing = BusinessListing.objects.get()
    assert (listing.opens_at, listing.closes_at, listing.stale_at) == (None, None, None)
    assert (detail(business)["openingHours"], detail(business)["exceptions"]) == (None, [])


def test_the_listing_is_renewed_when_the_state_turns_and_search_is_left_alone() -> None:
    business = a_business(opening_hours=EVERY_NIGHT)
    project(business, now=at(12))
    listing = BusinessListing.objects.get()
    assert listing.stale_at == at(18)
    assert (listing.opens_at, listing.closes_at) == (at(18), at(2, day=26))
    project_stale(now=at(18))
    renewed = BusinessListing.objects.get()
    assert card(business)["isOpen"] is True
    assert renewed.stale_at == at(0, day=26)
    assert (renewed.opens_at, renewed.closes_at) == (at(18), at(2, day=26))
    assert (renewed.version, renewed.document_hash) == (listing.version, listing.document_hash)


def test_tomorrow_becomes_today_at_midnight() -> None:
    business = a_business(opening_hours={"week": {"wed": [], "thu": [["09:00", "18:00"]]}})
    assert seen(business, at(20))[2] == "откроется завтра в 09:00"
    project_stale(now=at(0, day=26))
    assert card(business)["openText"] == "откроется в 09:00"


def test_a_page_has_the_week_and_the_exceptions_that_are_not_over() -> None:
    hours = {
        **EVERY_NIGHT,
        "holidays": [],
        "exceptions": [
            {"first": "2026-11-20", "last": "2026-11-24", "hours": []},
            {"first": "2026-11-30", "last": "2026-11-30", "hours": [["10:00", "12:00"]], "note_ru": "Учёт"},
        ],
    }
    business = a_business(opening_hours=hours)
    project(business, now=at(12))
    week = detail(business)["openingHours"]
    assert week["lines"] == ["ежедневно: 18:00–02:00"]
    assert week["days"][0] == {
        "day": "monday",
        "state": "open",
        "hours": [{"opens": "18:00", "closes": "02:00"}],
        "text": "18:00–02:00",
    }
    assert week["holidays"] == {"state": "closed", "hours": [], "text": "выходной"}
    assert detail(business, "kk")["exceptions"] == [
        {
            "firstDay": "2026-11-30",
            "lastDay": "2026-11-30",
            "state": "open",
            "hours": [{"opens": "10:00", "closes": "12:00"}],
            "text": "30 қараша: 10:00–12:00",
            "note": "Учёт",
        }
    ]


def test_a_page_has_its_gallery_in_order_and_follows_its_pictures() -> None:
    first, second = an_image("Зал"), an_image("Терраса")
    pictures = [
        BusinessPicture(image=second, caption_ru="Терраса", sort_order=1),
        BusinessPicture(image=first, caption_ru="Зал", caption_kk="Зал ішінде", sort_order=0),
    ]
    business = a_business(gallery=pictures)
    assert [item["caption"] for item in detail(business)["gallery"]] == ["Зал", "Терраса"]
    assert [item["caption"] for item in detail(business, "kk")["gallery"]] == ["Зал ішінде", "Терраса"]
    first.delete()
    assert [item["caption"] for item in detail(business)["gallery"]] == ["Терраса"]


def test_contacts_and_rating() -> None:
    business = a_business(phones=["+77102123456", "+77012345678"], telegram="aroma_zhez")
    BusinessStanding.objects.create(business=business, rating_average="4.7", rating_count=3)
    shown = detail(business)
    assert (shown["phone"], shown["phones"]) == ("+77102123456", ["+77102123456", "+77012345678"])
    assert (shown["telegram"], shown["rating"]) == ("aroma_zhez", {"average": 4.7, "count": 3})


@pytest.mark.parametrize("count", [1, 4])
def test_listings_are_built_in_a_fixed_number_of_queries(count: int, django_assert_num_queries: object) -> None:
    for number in range(count):
        a_business(f"Кафе {number}", opening_hours=EVERY_NIGHT, gallery=[BusinessPicture(image=an_image())])
    businesses = list(Business.objects.select_related("city"))
    with django_assert_num_queries(5):
        assert len(build_listings(businesses, at(12))) == count
