"""Triggers of the listing tables: no code path can forget to tell search."""

import pgtrigger

OUTBOX_TABLE = "search_outbox"
ENTRY_TABLE = "search_entry"
DRAFT_TABLE = "search_draft"

_UPSERT = (
    f"INSERT INTO {OUTBOX_TABLE} (public_id, kind, wanted_version, enqueued_at, attempts, next_try_at, last_error) "  # noqa: S608 - literals
    "VALUES ({public_id}, '{kind}', {version}, clock_timestamp(), 0, clock_timestamp(), '') "
    "ON CONFLICT (public_id) DO UPDATE SET wanted_version = EXCLUDED.wanted_version, attempts = 0, "
    "next_try_at = EXCLUDED.next_try_at, last_error = ''; "
)


def outbox_triggers(*, kind: str) -> list[pgtrigger.Trigger]:
    """Return the triggers that put a listing's identity and version into the outbox, in the writing transaction.

    An update that leaves the version alone (finished JSON, counters) does not fire. Deleting a listing also deletes its
    search columns, so that PostgreSQL's answers are right at once.
    """
    written = _UPSERT.format(public_id="NEW.public_id", kind=kind, version="NEW.version")
    deleted = _UPSERT.format(public_id="OLD.public_id", kind=kind, version="nextval('content_listing_version')")
    return [
        pgtrigger.Trigger(
            name="outbox_insert",
            when=pgtrigger.After,
            operation=pgtrigger.Insert,
            func=f"{written}RETURN NULL;",
        ),
        pgtrigger.Trigger(
            name="outbox_update",
            when=pgtrigger.After,
            operation=pgtrigger.Update,
            condition=pgtrigger.Q(old__version__df=pgtrigger.F("new__version")),
            func=f"{written}RETURN NULL;",
        ),
        pgtrigger.Trigger(
            name="outbox_delete",
            when=pgtrigger.After,
            operation=pgtrigger.Delete,
            func=f"DELETE FROM {ENTRY_TABLE} WHERE public_id = OLD.public_id; {deleted}RETURN NULL;",  # noqa: S608
        ),
    ]


def forget_draft_trigger() -> pgtrigger.Trigger:
    """Return the trigger of an entry table that takes a deleted entry out of the search over drafts."""
    return pgtrigger.Trigger(
        name="forget_draft",
        when=pgtrigger.After,
        operation=pgtrigger.Delete,
        func=f"DELETE FROM {DRAFT_TABLE} WHERE public_id = OLD.public_id; RETURN NULL;",  # noqa: S608 - a literal name
    )
