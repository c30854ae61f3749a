"""What changed among public items since a place in the feed, and what became of one that is not public any more."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.db import connection

from content.kinds import all_kinds
from content.models.city import City
from content.models.listing_change import AbsenceReason, ListingChange
from language.codes import Language

_COLUMNS: Final = "change.xact, change.public_id, change.kind, change.slug, change.city_id, city.slug"


@dataclass(frozen=True, kw_only=True, slots=True)
class ChangedItem:
    """A change; ``card`` is the finished JSON of an item that is public, ``None`` for one that is not."""

    xact: int
    public_id: UUID
    kind: str
    slug: str
    city: int
    city_slug: str | None
    reason: str
    merged_into: UUID | None
    card: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Absence:
    """Why an item is not public any more; ``survivor`` is the public id of what goes on in its place."""

    reason: AbsenceReason
    survivor: UUID | None


def changes_after(
    place: tuple[int, UUID] | None, *, kinds: Sequence[str], city: int | None, language: Language, limit: int
) -> list[ChangedItem]:
    """Return the changes behind a place in the feed, oldest first, in one statement.

    Only what is older than every running transaction is returned: a change below it can no longer appear.
    """
    known = list(all_kinds())
    cards = ", ".join(f"{kind.name}.card_{language}" for kind in known)
    joins = " ".join(
        f"LEFT JOIN {kind.listing._meta.db_table} {kind.name} ON {kind.name}.public_id = change.public_id"
        for kind in known
    )
    conditions = ["change.xact < pg_snapshot_xmin(pg_current_snapshot())::text::bigint"]
    parameters: list[Any] = []
    if place is not None:
        conditions.append("(change.xact, change.public_id) > (%s, %s)")
        parameters += place
    if kinds:
        conditions.append("change.kind = ANY(%s)")
        parameters.append(list(kinds))
    if city is not None:
        conditions.append("(change.city_id = %s OR %s = ANY(change.former_cities))")
        parameters += [city, city]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {_COLUMNS}, change.reason, change.merged_into, coalesce({cards}) "  # noqa: S608 - names of ours
            f"FROM {ListingChange._meta.db_table} change {joins} "
            f"LEFT JOIN {City._meta.db_table} city ON city.id = change.city_id AND city.is_active "
            f"WHERE {' AND '.join(conditions)} "
            "ORDER BY change.xact, change.public_id LIMIT %s",
            [*parameters, limit],
        )
        names = ("xact", "public_id", "kind", "slug", "city", "city_slug", "reason", "merged_into", "card")
        return [ChangedItem(**dict(zip(names, row, strict=True))) for row in cursor.fetchall()]


def absence_of(
    *, kind: str, public_id: UUID | None = None, slug: str | None = None, city: int | None = None
) -> Absence | None:
    """Return why an item that was public is not any more; ``None`` for what never was public, or is."""
    gone = ListingChange.objects.filter(kind=kind, is_removed=True)
    gone = gone.filter(slug=slug) if public_id is None else gone.filter(public_id=public_id)
    if city is not None:
        gone = gone.filter(city_id=city)
    change = gone.order_by("-xact", "public_id").first()
    if change is None:
        return None
    survivor = change.merged_into
    if survivor is not None and not ListingChange.objects.filter(public_id=survivor, is_removed=False).exists():
        survivor = None
    return Absence(reason=AbsenceReason(change.reason), survivor=survivor)
