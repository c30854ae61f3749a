"""What is in the bin, as a member of staff may see it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from content.city_access import may_delete, of_own_cities
from content.columns import admin_language
from content.kinds import Kind, all_kinds, get_kind
from content.localised import text
from content.models import Entry, EntryStanding
from content.whereabouts import KEPT_IN_BIN, with_owner

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class BinRow:
    """A deleted entry; ``days_left`` counts the begun day."""

    public_id: UUID
    title: str
    kind: str
    city: str
    reason: str
    deleted_by: str
    deleted_at: datetime
    days_left: int
    may_restore: bool


def visible_kinds(user: Any) -> list[Kind]:
    """Return the kinds whose deleted entries a person may see."""
    return [kind for kind in all_kinds() if may_see(user, kind)]


def may_see(user: Any, kind: Kind) -> bool:
    """Tell whether a person may see the entries of a kind at all."""
    meta = kind.model._meta
    return any(user.has_perm(f"{meta.app_label}.{action}_{meta.model_name}") for action in ("view", "change", "delete"))


def in_bin(user: Any) -> QuerySet[EntryStanding]:
    """Return what stands beside the deleted entries of a person's kinds and cities, latest first."""
    visible = Q(pk__in=[])
    for kind in visible_kinds(user):
        own = of_own_cities(kind.model._default_manager.all(), user=user)
        visible |= Q(kind=kind.name, entry_public_id__in=own.values("public_id"))
    deleted = EntryStanding.objects.filter(visible, deleted_at__isnull=False).select_related("put_away_by")
    return deleted.order_by("-deleted_at", "pk")


def bin_rows(standings: Sequence[EntryStanding], *, user: Any, now: datetime) -> list[BinRow]:
    """Return a page of the bin; one query for each kind on it."""
    entries = _entries(standings, user=user)
    return [
        BinRow(
            public_id=standing.pk,
            title=str(entry),
            kind=str(entry._meta.verbose_name),
            city=text(entry.city, "name", admin_language()),
            reason=standing.reason,
            deleted_by=str(standing.put_away_by or ""),
            deleted_at=standing.deleted_at,
            days_left=max(0, -((now - standing.deleted_at - KEPT_IN_BIN) // _ONE_DAY)),
            may_restore=may_delete(user, entry),
        )
        for standing in standings
        if standing.deleted_at is not None and (entry := entries.get(standing.pk)) is not None
    ]


def _entries(standings: Sequence[EntryStanding], *, user: Any) -> dict[UUID, Entry]:
    found: dict[UUID, Entry] = {}
    for name in {standing.kind for standing in standings}:
        public_ids = [standing.pk for standing in standings if standing.kind == name]
        rows = get_kind(name).model._default_manager.filter(public_id__in=public_ids).select_related("city")
        found |= {entry.public_id: entry for entry in with_owner(of_own_cities(rows, user=user))}
    return found
