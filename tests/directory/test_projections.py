from datetime import timedelta

import orjson
import pytest
from django.utils import timezone

from content.projections import project_stale
from directory.criteria import BusinessCriteria
from directory.models import BusinessListing, BusinessStanding
from tests.factories import a_business, a_city

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
    chosen = BusinessListing.objects.matching(BusinessCriteria(city=a_city().public_id)).in_order()
    assert [listing.pk for listing in chosen] == [verified.pk, paying.pk, also_plain.pk, plain.pk]
