"""Who may do what, written into the audit log whenever it changes; accounts stand there by pseudonym."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from accounts.models import User
from delivery.audit import record
from delivery.enums import AuditAction
from delivery.pseudonyms import pseudonym


def rights_of(account: User) -> dict[str, Any]:
    """Return what an account may do, as the database has it now."""
    flags = User.objects.filter(pk=account.pk).values("is_active", "is_superuser").first()
    if flags is None:
        return {}
    return {"roles": sorted(account.groups.values_list("name", flat=True)), **flags}


def record_rights(account: User, *, before: Mapping[str, Any], by: User, now: datetime) -> None:
    """Record what changed of an account's rights since ``before`` (``rights_of``); nothing if nothing did."""
    after = rights_of(account)
    changed = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    if changed:
        record_account(
            account,
            action=AuditAction.ROLES,
            by=by,
            now=now,
            before={name: before[name] for name in changed if name in before},
            after={name: after[name] for name in changed if name in after},
        )


def record_account(
    account: User,
    *,
    action: AuditAction,
    by: User,
    now: datetime,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    city: str = "",
) -> None:
    """Record what was done with an account."""
    record(
        action=action,
        by=by,
        kind="user",
        object_id=pseudonym(account.public_id),
        city=city,
        before=before,
        after=after,
        now=now,
    )
