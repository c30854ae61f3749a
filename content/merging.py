"""Two entries that turned out to be the same: one goes on, the other leads to it."""

from datetime import datetime
from typing import Final

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils.translation import gettext as _

from accounts.models import User
from content.entry_audit import record_entry
from content.lifecycle import archive
from content.models.entry import Entry
from content.models.listing_change import ListingChange
from delivery.enums import AuditAction

# Whoever was merged into the entry that goes now, goes on with it.
_LEAD: Final = (
    f"UPDATE {ListingChange._meta.db_table} SET merged_into = %s, reason = 'merged', "  # noqa: S608 - a name of ours
    "xact = pg_current_xact_id()::text::bigint WHERE is_removed AND (public_id = %s OR merged_into = %s)"
)


def merge(entry: Entry, *, into: Entry, by: User | None, now: datetime) -> None:
    """Put an entry into the archive and let its public addresses lead to ``into``, which stays as it is.

    Raises ``PermissionDenied`` for those who may not archive it, ``PutAwayEntry`` for an entry that is put away
    already, and ``ValidationError`` for another kind, for the same entry and for a survivor that is not public. An
    entry that never was public only goes into the archive.
    """
    if type(entry) is not type(into) or entry.pk == into.pk:
        raise ValidationError(_("Объединить можно только две разные записи одного вида."))
    with transaction.atomic():
        # Both are locked in one order, whichever goes.
        rows = (
            type(entry)
            ._default_manager.select_for_update(no_key=True)
            .filter(pk__in=[entry.pk, into.pk])
            .order_by("pk")
        )
        survivor = {row.pk: row for row in rows}[into.pk]
        if not survivor.live:
            raise ValidationError(_("Запись, которая останется, должна быть опубликована."))
        archive(entry, by=by, reason=_("Объединено с «%(title)s».") % {"title": survivor}, now=now)
        with connection.cursor() as cursor:
            cursor.execute(_LEAD, [survivor.public_id, entry.public_id, entry.public_id])
        record_entry(
            survivor,
            action=AuditAction.MERGE,
            by=by,
            now=now,
            after={"merged": str(entry.public_id)},
            reason=str(entry),
        )
