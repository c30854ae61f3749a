"""Triggers that note, whenever something public changes, that answers made before are out of date."""

from typing import Final

import pgtrigger

_TABLE: Final = "content_generation"
# Every database process writes rows of its own: nobody who publishes waits for anybody else who does.
_NOTE: Final = (
    f"INSERT INTO {_TABLE} (source, city_id, writer, number, changed_at) "  # noqa: S608 - literals
    "SELECT TG_TABLE_NAME, city_id, pg_backend_pid(), 1, clock_timestamp() FROM ({cities}) AS touched ORDER BY city_id "
    "ON CONFLICT (source, city_id, writer) DO UPDATE SET "
    f"number = {_TABLE}.number + 1, changed_at = EXCLUDED.changed_at; RETURN NULL;"
)


def generation_triggers(*, has_city: bool) -> list[pgtrigger.Trigger]:
    """Return the triggers of a table whose rows answers are made of; rows of a city count for that city only."""
    column = "city_id" if has_city else "0::bigint AS city_id"
    before, after = (
        f"SELECT DISTINCT {column} FROM {rows}"  # noqa: S608 - literals
        for rows in ("old_rows", "new_rows")
    )
    # A row that moved counts for the city it left too.
    either = f"{before} UNION {after}"
    return [
        _trigger("insert", pgtrigger.Insert, after, _rows(new="new_rows")),
        _trigger("update", pgtrigger.Update, either, _rows(old="old_rows", new="new_rows")),
        _trigger("delete", pgtrigger.Delete, before, _rows(old="old_rows")),
    ]


def _rows(**tables: str) -> pgtrigger.Referencing:
    referencing: pgtrigger.Referencing = pgtrigger.Referencing(**tables)  # type: ignore[no-untyped-call]  # pgtrigger's
    return referencing


def _trigger(
    name: str, operation: pgtrigger.Operation, cities: str, referencing: pgtrigger.Referencing
) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name=f"generation_{name}",
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=operation,
        referencing=referencing,
        func=_NOTE.format(cities=cities),
    )
