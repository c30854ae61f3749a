"""Who may do what, written into the audit log whenever it changes; accounts stand there by pseudonym."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.contrib.auth.models import Group
from wagtail.models import GroupCollectionPermission

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
    was, is_now = _differences(before, rights_of(account))
    if was or is_now:
        record_account(account, action=AuditAction.ROLES, by=by, now=now, before=was, after=is_now)


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


def group_rights(group: Group) -> dict[str, Any]:
    """Return the name of a group and what its members may do, as the database has it now."""
    name = Group.objects.filter(pk=group.pk).values_list("name", flat=True).first()
    if name is None:
        return {}
    own = group.permissions.values_list("content_type__app_label", "codename")
    in_collections = GroupCollectionPermission.objects.filter(group=group).values_list(
        "collection__name", "permission__codename"
    )
    return {
        "name": name,
        "permissions": sorted(f"{app}.{codename}" for app, codename in own),
        "collections": sorted(f"{collection}: {codename}" for collection, codename in in_collections),
    }


def record_group(group: Group, *, object_id: int, before: Mapping[str, Any], by: User, now: datetime) -> None:
    """Record what changed of a group since ``before`` (``group_rights``); nothing if nothing did."""
    was, is_now = _differences(before, group_rights(group))
    if was or is_now:
        record(
            action=AuditAction.GROUP,
            by=by,
            kind="group",
            object_id=str(object_id),
            title=str(group),
            city="",
            before=was,
            after=is_now,
            now=now,
        )


def _differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    changed = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    return (
        {name: before[name] for name in changed if name in before},
        {name: after[name] for name in changed if name in after},
    )
