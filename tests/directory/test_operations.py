from datetime import UTC, datetime, timedelta

import orjson
import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.models import ModelLogEntry

from accounts.roles import ADMINISTRATORS
from delivery.models import AuditRecord
from delivery.pseudonyms import pseudonym
from directory.enums import Tier
from directory.models import BusinessListing, BusinessStanding
from directory.operations import set_owner, set_tier, set_verified
from promos.models import PromotionListing
from tests.factories import a_business, a_promotion, a_user

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)


def card(business: object) -> dict[str, object]:
    return orjson.loads(BusinessListing.objects.get(pk=business.pk).card_ru)


def logged(action: str) -> list[dict[str, object]]:
    return list(ModelLogEntry.objects.filter(action=action).order_by("pk").values_list("data", flat=True))


def test_verification_is_shown_at_once_and_logged() -> None:
    business, by = a_business(), a_user(ADMINISTRATORS)
    promotion = a_promotion(business=business)
    assert set_verified(business, is_verified=True, by=by, now=NOW) is True
    assert card(business)["isVerified"] is True
    assert orjson.loads(PromotionListing.objects.get(pk=promotion.pk).card_ru)["business"]["isVerified"] is True
    assert set_verified(business, is_verified=True, by=by, now=NOW) is False
    assert set_verified(business, is_verified=False, by=by, now=NOW) is True
    assert logged("directory.verify") == [{"before": False, "after": True}, {"before": True, "after": False}]
    assert ModelLogEntry.objects.filter(action="directory.verify", user=by).count() == 2


def test_a_tier_runs_until_its_end_and_the_free_one_has_none() -> None:
    business, by, now = a_business(), a_user(ADMINISTRATORS), timezone.now()
    until = now + timedelta(days=30)
    assert set_tier(business, tier=Tier.PREMIUM, until=until, by=by, now=now) is True
    assert card(business)["tier"] == "premium"
    assert set_tier(business, tier=Tier.PREMIUM, until=until, by=by, now=now) is False
    assert set_tier(business, tier=Tier.FREE, until=until, by=by, now=now) is True
    assert BusinessStanding.objects.get().tier_until is None
    assert logged("directory.tier")[-1] == {
        "before": {"tier": "premium", "until": until.isoformat()},
        "after": {"tier": "free", "until": None},
    }


def test_a_tier_that_is_over_already_is_refused() -> None:
    business, by = a_business(), a_user(ADMINISTRATORS)
    with pytest.raises(ValidationError, match="Срок тарифа уже прошёл"):
        set_tier(business, tier=Tier.LITE, until=NOW - timedelta(days=1), by=by, now=NOW)
    assert not BusinessStanding.objects.exclude(tier=Tier.FREE).exists()
    assert logged("directory.tier") == []


def test_an_owner_is_named_by_number_in_the_log() -> None:
    business, by, owner = a_business(), a_user(ADMINISTRATORS), a_user()
    assert set_owner(business, owner=owner, by=by, now=NOW) is True
    assert set_owner(business, owner=owner, by=by, now=NOW) is False
    assert set_owner(business, owner=None, by=by, now=NOW) is True
    assert [entry["after"] for entry in logged("directory.owner")] == [owner.pk, None]


def test_every_change_stands_in_the_audit_log_with_what_was_before() -> None:
    business, by, owner = a_business(), a_user(ADMINISTRATORS), a_user()
    set_verified(business, is_verified=True, by=by, now=NOW)
    set_tier(business, tier=Tier.LITE, until=None, by=by, now=NOW)
    set_owner(business, owner=owner, by=by, now=NOW)
    records = AuditRecord.objects.filter(action="standing").order_by("pk")
    assert [(record.before, record.after) for record in records] == [
        ({"is_verified": False}, {"is_verified": True}),
        ({"tier": "free", "tier_until": None}, {"tier": "lite", "tier_until": None}),
        ({"owner": None}, {"owner": pseudonym(owner.public_id)}),
    ]
    assert {(record.at, record.actor, record.object_id) for record in records} == {
        (NOW, pseudonym(by.public_id), str(business.public_id))
    }


def test_drafts_do_not_roll_the_standing_back() -> None:
    business, by = a_business(), a_user(ADMINISTRATORS)
    revision = business.save_revision()
    set_verified(business, is_verified=True, by=by, now=NOW)
    revision.publish()
    assert card(business)["isVerified"] is True
