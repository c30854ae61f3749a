"""Every change of what stands beside a business: verification, tier, owner. Each is written into its history."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log as write_log

from accounts.models import User
from directory.enums import Tier
from directory.models import Business, BusinessStanding


def set_verified(business: Business, *, is_verified: bool, by: User, now: datetime) -> bool:
    """Mark that the team has checked a business's data, or take the mark back; answers whether anything changed."""
    with transaction.atomic():
        standing = _locked(business)
        if (standing.verified_at is not None) == is_verified:
            return False
        standing.verified_at = now if is_verified else None
        _store(standing, "directory.verify", by=by, before=not is_verified, after=is_verified)
    return True


def set_tier(business: Business, *, tier: Tier, until: datetime | None, by: User, now: datetime) -> bool:
    """Give a business a tier until a moment (``None``: without an end); answers whether anything changed.

    The free tier has no end. Raises ``ValidationError`` for an end that has passed.
    """
    ends_at = None if tier == Tier.FREE else until
    with transaction.atomic():
        standing = _locked(business)
        before = _tier_data(standing)
        standing.tier, standing.tier_until = tier, ends_at
        if _tier_data(standing) == before:
            return False
        if ends_at is not None and ends_at <= now:
            raise ValidationError(_("Срок тарифа уже прошёл."))
        _store(standing, "directory.tier", by=by, before=before, after=_tier_data(standing))
    return True


def set_owner(business: Business, *, owner: User | None, by: User) -> bool:
    """Hand a business to the account of its owner, or to nobody; answers whether anything changed."""
    with transaction.atomic():
        standing = _locked(business)
        before = standing.owner
        if before == owner:
            return False
        standing.owner = owner
        _store(standing, "directory.owner", by=by, before=before and before.pk, after=owner and owner.pk)
    return True


def _locked(business: Business) -> BusinessStanding:
    standing, _is_new = BusinessStanding.objects.select_for_update(of=("self",)).get_or_create(business=business)
    return standing


def _store(standing: BusinessStanding, action: str, *, by: User, before: Any, after: Any) -> None:
    """Save the row, which renews what shows it, and log the change."""
    standing.save()
    write_log(instance=standing.business, action=action, user=by, data={"before": before, "after": after})


def _tier_data(standing: BusinessStanding) -> dict[str, str | None]:
    until = standing.tier_until
    return {"tier": standing.tier, "until": until.isoformat() if until else None}
