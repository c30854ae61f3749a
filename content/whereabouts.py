"""Which entries are in the archive or in the bin; asked here by everything that lists, opens or changes entries."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final, TypeVar
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _

from content.errors import PutAwayEntry
from content.models.entry import Entry
from content.models.standing import EntryStanding

KEPT_IN_BIN: Final = timedelta(days=30)

_Entry = TypeVar("_Entry", bound=Entry)


def without_deleted(entries: QuerySet[_Entry]) -> QuerySet[_Entry]:
    """Leave out what is in the bin."""
    return entries.exclude(public_id__in=_deleted().values("entry_public_id"))


def without_put_away(entries: QuerySet[_Entry]) -> QuerySet[_Entry]:
    """Leave out what is in the bin or in the archive."""
    archived = EntryStanding.objects.filter(archived_at__isnull=False)
    return without_deleted(entries).exclude(public_id__in=archived.values("entry_public_id"))


def with_owner(entries: QuerySet[_Entry]) -> QuerySet[_Entry]:
    """Annotate entries with ``standing_owner_id``, in the same query."""
    standing = EntryStanding.objects.filter(entry_public_id=OuterRef("public_id"))
    return entries.annotate(standing_owner_id=Subquery(standing.values("owner_id")[:1]))


def is_deleted(public_id: UUID) -> bool:
    """Tell whether an entry is in the bin."""
    return _deleted().filter(entry_public_id=public_id).exists()


def any_deleted(public_ids: Iterable[UUID]) -> bool:
    """Tell whether one of some entries is in the bin."""
    return _deleted().filter(entry_public_id__in=list(public_ids)).exists()


def is_archived(public_id: UUID) -> bool:
    """Tell whether an entry is in the archive, and not in the bin."""
    return _archived(public_id).exists()


def archive_of(public_id: UUID) -> EntryStanding | None:
    """Return who put an entry into the archive, when and why; ``None`` for what is not there."""
    return _archived(public_id).select_related("put_away_by").first()


def require_not_deleted(entry: Entry) -> None:
    """Raise ``PutAwayEntry`` for what is in the bin: it is restored before anything else is done with it."""
    if is_deleted(entry.public_id):
        raise PutAwayEntry(_("«%(title)s» в корзине. Сначала восстановите запись."), entry=entry)


def require_in_use(entry: Entry) -> None:
    """Raise ``PutAwayEntry`` for what is in the bin or in the archive."""
    require_not_deleted(entry)
    if is_archived(entry.public_id):
        raise PutAwayEntry(_("«%(title)s» в архиве. Сначала верните запись из архива."), entry=entry)


def is_due_for_purge(standing: EntryStanding, *, now: datetime) -> bool:
    """Tell whether a deleted entry has been kept long enough."""
    return standing.deleted_at is not None and standing.deleted_at <= now - KEPT_IN_BIN


def _archived(public_id: UUID) -> QuerySet[EntryStanding]:
    return EntryStanding.objects.filter(entry_public_id=public_id, archived_at__isnull=False, deleted_at__isnull=True)


def _deleted() -> QuerySet[EntryStanding]:
    return EntryStanding.objects.filter(deleted_at__isnull=False)
