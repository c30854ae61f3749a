"""Triggers that keep ``ListingChange``: no road by which an item appears, changes or goes can be forgotten."""

from collections.abc import Sequence
from typing import Final

import pgtrigger

from delivery.change_triggers import differs

_TABLE: Final = "content_listingchange"
_NOW: Final = "pg_current_xact_id()::text::bigint"
_WRITTEN: Final = (
    f"INSERT INTO {_TABLE} AS known (public_id, kind, slug, city_id, former_cities, xact, is_removed, reason) "  # noqa: S608 - literals
    f"SELECT listing.public_id, '{{kind}}', listing.slug, listing.city_id, '{{{{}}}}', {_NOW}, {{is_removed}}, "
    "{reason} FROM {rows} ORDER BY listing.public_id ON CONFLICT (public_id) DO UPDATE SET "
    "slug = EXCLUDED.slug, city_id = EXCLUDED.city_id, xact = EXCLUDED.xact, is_removed = EXCLUDED.is_removed, "
    "reason = EXCLUDED.reason, merged_into = NULL, former_cities = CASE WHEN known.city_id <> EXCLUDED.city_id AND "
    "known.city_id <> ALL (known.former_cities) THEN known.former_cities || known.city_id "
    "ELSE known.former_cities END; RETURN NULL;"
)


def listing_change_triggers(*, kind: str, entry_table: str, counters: Sequence[str] = ()) -> list[pgtrigger.Trigger]:
    """Return the triggers of a listing table; ``counters`` are keys of the finished JSON whose numbers are no news."""

    def written(rows: str, *, is_removed: bool = False, reason: str = "''") -> str:
        return _WRITTEN.format(kind=kind, rows=rows, is_removed=str(is_removed).lower(), reason=reason)

    changed = f"WHERE {differs(counters=())}{f' AND {differs(counters=counters)}' if counters else ''}"
    # A listing that is deleted with its entry finds no entry, or one that Django deletes next.
    reason = "CASE WHEN entry.expired THEN 'expired' WHEN entry.id IS NULL THEN 'deleted' ELSE 'withdrawn' END"
    gone = f"old_rows listing LEFT JOIN {entry_table} entry ON entry.id = listing.entry_id"
    return [
        _statement("feed_insert", pgtrigger.Insert, written("new_rows listing"), new="new_rows"),
        _statement(
            "feed_update",
            pgtrigger.Update,
            written(f"new_rows listing JOIN old_rows was USING (entry_id) {changed}"),
            old="old_rows",
            new="new_rows",
        ),
        _statement("feed_delete", pgtrigger.Delete, written(gone, is_removed=True, reason=reason), old="old_rows"),
    ]


def entry_gone_trigger() -> pgtrigger.Trigger:
    """Return the trigger of an entry table that notes the end of an entry that was public."""
    return pgtrigger.Trigger(
        name="feed_gone",
        when=pgtrigger.After,
        operation=pgtrigger.Delete,
        func=_gone_because(reason="'deleted'", public_id="OLD.public_id"),
    )


def put_away_trigger() -> pgtrigger.Trigger:
    """Return the trigger of ``EntryStanding`` that notes why an entry that was public is put away, or no longer is."""
    reason = (
        "CASE WHEN NEW.deleted_at IS NOT NULL THEN 'deleted' "
        "WHEN NEW.archived_at IS NOT NULL THEN 'archived' ELSE 'withdrawn' END"
    )
    return pgtrigger.Trigger(
        name="feed_put_away",
        when=pgtrigger.After,
        operation=pgtrigger.Update,
        condition=pgtrigger.Q(old__archived_at__df=pgtrigger.F("new__archived_at"))
        | pgtrigger.Q(old__deleted_at__df=pgtrigger.F("new__deleted_at")),
        func=_gone_because(reason=reason, public_id="NEW.entry_public_id"),
    )


def _gone_because(*, reason: str, public_id: str) -> str:
    return (
        f"UPDATE {_TABLE} SET reason = {reason}, xact = {_NOW} WHERE public_id = {public_id} "  # noqa: S608 - literals
        f"AND is_removed AND merged_into IS NULL AND reason IS DISTINCT FROM {reason}; RETURN NULL;"
    )


def _statement(
    name: str, operation: pgtrigger.Operation, func: str, *, old: str | None = None, new: str | None = None
) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name=name,
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=operation,
        referencing=pgtrigger.Referencing(old=old, new=new),  # type: ignore[no-untyped-call]  # has no types
        func=func,
    )
