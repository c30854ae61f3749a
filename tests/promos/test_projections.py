from dataclasses import replace
from datetime import time, timedelta

import orjson
import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from content.operations import create_draft
from content.prepared import Rows
from content.projections import project_stale
from promos.criteria import PromotionCriteria
from promos.models import Promotion, PromotionListing
from tests.factories import a_business, a_city, a_promotion

pytestmark = pytest.mark.django_db


def active(**criteria: object) -> list[str]:
    chosen = PromotionCriteria(**{"now": timezone.now(), **criteria})
    whole = list(PromotionListing.objects.page(chosen, "titles", rows=Rows(limit=10)))
    for place, row in enumerate(whole):
        behind = replace(chosen, after=row[:2])
        assert list(PromotionListing.objects.page(behind, "titles", rows=Rows(limit=10))) == whole[place + 1 :]
    return [names[0] for _published_at, _public_id, names in whole]


def test_a_promotion_of_an_unpublished_business_is_not_listed() -> None:
    a_promotion(business=a_business(live=False))
    assert PromotionListing.objects.count() == 0


def test_active_follows_the_clock() -> None:
    now = timezone.now()
    a_promotion("Идёт")
    a_promotion("Будет", valid_from=now + timedelta(days=1), valid_until=now + timedelta(days=2))
    a_promotion("Была", valid_from=now - timedelta(days=3), valid_until=now - timedelta(days=1))
    assert active() == ["Идёт"]
    assert set(active(is_active=None)) == {"Идёт", "Будет", "Была"}
    project_stale(now=now + timedelta(days=1, hours=1))
    coming = PromotionListing.objects.get(titles__contains=["Будет"])
    assert orjson.loads(coming.card_ru)["isActive"] is True


def test_the_city_is_that_of_the_business() -> None:
    business = a_business(city=a_city("satpayev", name_ru="Сатпаев"))
    now = timezone.now()
    promotion = Promotion(city=a_city(), business=business, title_ru="Скидка", valid_from=now, valid_until=now)
    with pytest.raises(ValidationError) as refusal:
        promotion.full_clean(exclude=["slug"])
    assert set(refusal.value.message_dict) >= {"valid_until"}
    promotion.valid_until += timedelta(days=1)
    promotion.clean()
    create_draft(promotion, by=None)
    assert Promotion.objects.get().city == business.city


def test_texts() -> None:
    card = orjson.loads(PromotionListing.objects.get(pk=a_promotion().pk).card_ru)
    assert (card["discount"], card["isActive"], card["isPremiumOnly"]) == ("1+1", True, False)
    assert isinstance(card["description"], str)
    assert card["validText"]


def test_days_hours_and_a_composed_discount() -> None:
    fields = {"weekdays": [4, 0, 1, 2, 3], "time_from": time(12), "time_until": time(16)}
    promotion = a_promotion(discount="", discount_kind="percent", discount_value=20, code="OBED20", **fields)
    listing = PromotionListing.objects.get(pk=promotion.pk)
    shown, kazakh = orjson.loads(listing.detail_ru), orjson.loads(listing.detail_kk)
    assert (shown["discount"], shown["discountKind"], shown["discountValue"]) == ("−20\u00a0%", "percent", 20)
    assert (shown["daysText"], kazakh["daysText"]) == ("по будням, 12:00–16:00", "жұмыс күндері, 12:00–16:00")
    assert (shown["weekdays"], shown["timeFrom"], shown["timeUntil"]) == ([0, 1, 2, 3, 4], "12:00", "16:00")
    assert (shown["code"], shown["usageLimit"], shown["isActive"]) == ("OBED20", None, True)
    assert "−20\u00a0%" in listing.keywords


def test_hours_without_days_are_daily_and_nothing_is_always() -> None:
    nightly = a_promotion("Ночь", time_from=time(22), time_until=time(2))
    always = a_promotion("Всегда", business=nightly.business)
    assert orjson.loads(PromotionListing.objects.get(pk=nightly.pk).card_ru)["daysText"] == "ежедневно, 22:00–02:00"
    assert orjson.loads(PromotionListing.objects.get(pk=always.pk).card_ru)["daysText"] is None


def test_the_code_of_a_premium_promotion_is_not_public() -> None:
    promotion = a_promotion(code="SECRET", is_premium_only=True, usage_limit=5)
    listing = PromotionListing.objects.get(pk=promotion.pk)
    shown = orjson.loads(listing.detail_ru)
    assert (shown["code"], shown["usageLimit"]) == (None, 5)
    assert "SECRET" not in listing.detail_ru + listing.detail_kk + listing.card_ru + " ".join(listing.keywords)
