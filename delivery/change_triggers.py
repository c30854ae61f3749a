"""Triggers of the listing tables: no code path can forget to tell the world outside.

They run once per statement, so that a chunk of hundreds of listings is one INSERT … SELECT and one job.
"""

from collections.abc import Sequence
from typing import Final

import pgtrigger

CHANGES_TABLE: Final = "delivery_change"
QUIET: Final = "delivery.quiet"
"""Setting of a transaction: while it is ``on``, updates are nobody's news (``delivery.changes.quietly``)."""

# A job per statement rather than one that all share: a lock on its name would make publishers wait for one another.
_WAKE: Final = """
    IF FOUND THEN
        PERFORM procrastinate_defer_jobs_v1(ARRAY[
            ROW('changes', 'delivery.hand_on_changes', 0, NULL, NULL, '{}'::jsonb, NULL)::procrastinate_job_to_defer_v1
        ]);
    END IF;
    RETURN NULL;
"""
_INSERT: Final = (
    f"INSERT INTO {CHANGES_TABLE} (action, kind, public_id, slug, city_number, city, previous_city_number, "  # noqa: S608 - literals
    "previous_city, at) SELECT '{action}', '{kind}', listing.public_id, listing.slug, listing.city_id, "
    "COALESCE(city.slug, ''), {previous} clock_timestamp() FROM {rows} LEFT JOIN {cities} city ON "
    "city.id = listing.city_id {only};"
)
_STAYED: Final = "NULL, '',"
_MOVED: Final = (
    "CASE WHEN was.city_id <> listing.city_id THEN was.city_id END, "
    "CASE WHEN was.city_id <> listing.city_id THEN COALESCE(previous.slug, '') ELSE '' END,"
)
# What readers get; what only search is made of, and the clock's own columns, say nothing to them.
_FACTS: Final = ("slug", "city_id")
_TEXTS: Final = ("card_ru", "card_kk", "detail_ru", "detail_kk")


def change_triggers(
    *, kind: str, counters: Sequence[str] = (), city_table: str = "content_city"
) -> list[pgtrigger.Trigger]:
    """Return the triggers that write a ``Change`` for every listing that appears, changes for readers, or goes.

    ``counters`` are keys of the finished JSON whose numbers are no news.
    """

    def written(action: str, rows: str, previous: str = _STAYED, only: str = "") -> str:
        return _INSERT.format(action=action, kind=kind, rows=rows, previous=previous, only=only, cities=city_table)

    changed = written(
        "updated",
        f"new_rows listing JOIN old_rows was USING (entry_id) LEFT JOIN {city_table} previous ON "
        "previous.id = was.city_id",
        _MOVED,
        f"WHERE {differs(counters=())}{f' AND {differs(counters=counters)}' if counters else ''}",
    )
    quiet = f"IF current_setting('{QUIET}', true) = 'on' THEN RETURN NULL; END IF;"
    return [
        _trigger("change_insert", pgtrigger.Insert, written("published", "new_rows listing"), new="new_rows"),
        _trigger("change_update", pgtrigger.Update, f"{quiet} {changed}", old="old_rows", new="new_rows"),
        _trigger("change_delete", pgtrigger.Delete, written("unpublished", "old_rows listing"), old="old_rows"),
    ]


def differs(*, counters: Sequence[str]) -> str:
    """Return the condition on ``was`` and ``listing`` that readers get something else, apart from counters."""
    said = "{row}.{name}"
    if counters:
        keys = "|".join(counters)
        said = f"regexp_replace({said}, '\"({keys})\":[0-9]+', '', 'g')"
    was, now = (
        ", ".join([*(f"{row}.{name}" for name in _FACTS), *(said.format(row=row, name=name) for name in _TEXTS)])
        for row in ("was", "listing")
    )
    return f"({was}) IS DISTINCT FROM ({now})"


def _trigger(
    name: str, operation: pgtrigger.Operation, func: str, *, old: str | None = None, new: str | None = None
) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name=name,
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=operation,
        referencing=pgtrigger.Referencing(old=old, new=new),  # type: ignore[no-untyped-call]  # has no types
        func=f"{func} {_WAKE}",
    )
