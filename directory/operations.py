"""Every change of what stands beside a business: verification, tier, owner. Each is written into its history."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log as write_log

from accounts.models import User
from content.entry_audit import record_entry
from delivery.enums import AuditAction
from delivery.pseudonyms import pseudonym
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
        _record(standing, by=by, now=now, before={"is_verified": not is_verified}, after={"is_verified": is_verified})
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
        after = _tier_data(standing)
        _store(standing, "directory.tier", by=by, before=before, after=after)
        _record(standing, by=by, now=now, before=_recorded_tier(before), after=_recorded_tier(after))
    return True


def set_owner(business: Business, *, owner: User | None, by: User, now: datetime) -> bool:
    """Hand a business to the account of its owner, or to nobody; answers whether anything changed."""
    with transaction.atomic():
        standing = _locked(business)
        before = standing.owner
        if before == owner:
            return False
        standing.owner = owner
        _store(standing, "directory.owner", by=by, before=before and before.pk, after=owner and owner.pk)
        _record(standing, by=by, now=now, before={"owner": _named(before)}, after={"owner": _named(owner)})
    return True


def _locked(business: Business) -> BusinessStanding:
    standing, _is_new = BusinessStanding.objects.select_for_update(of=("self",)).get_or_create(business=business)
    return standing


def _store(standing: BusinessStanding, action: str, *, by: User, before: Any, after: Any) -> None:
    """Save the row, which renews what shows it, and log the change."""
    standing.save()
    write_log(instance=standing.business, action=action, user=by, data={"before": before, "after": after})


def _record(
    standing: BusinessStanding, *, by: User, now: datetime, before: dict[str, Any], after: dict[str, Any]
) -> None:
    record_entry(standing.business, action=AuditAction.STANDING, by=by, now=now, before=before, after=after)


def _recorded_tier(data: dict[str, str | None]) -> dict[str, str | None]:
    return {"tier": data["tier"], "tier_until": data["until"]}


def _named(person: User | None) -> str | None:
    """Name a person as the audit log names people."""
    return None if person is None else pseudonym(person.public_id)


def _tier_data(standing: BusinessStanding) -> dict[str, str | None]:
    until = standing.tier_until
    return {"tier": standing.tier, "until": until.isoformat() if until else None}
