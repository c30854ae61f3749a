"""Operations that put entries away and bring them back: the archive, the bin, and the end.

Each runs under the lock of the entry and takes ``by=None`` for the machinery. It raises ``PermissionDenied`` for those
who may not (``content.put_away_access``) and ``ValidationError`` where there is nothing to do, and changes nothing.
"""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

import structlog
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import ModelLogEntry, Revision

from accounts.models import User
from content.city_access import may_archive, may_delete
from content.entry_audit import record_entry, record_revisions
from content.errors import PutAwayEntry, ReasonRequired
from content.kinds import get_kind, kind_of
from content.models.entry import Entry
from content.models.note import EntryNote
from content.models.standing import EntryStanding
from content.operations import unpublish
from content.whereabouts import KEPT_IN_BIN, is_due_for_purge, require_not_deleted
from delivery.enums import AuditAction

logger = structlog.get_logger(__name__)

_Entry = TypeVar("_Entry", bound=Entry)


def archive(entry: Entry, *, by: User | None, reason: str, now: datetime) -> None:
    """Take an entry off the site and out of the default lists; everything of it stays."""
    with transaction.atomic():
        row, standing = _locked(entry)
        _require(may_archive, by, row)
        require_not_deleted(row)
        if standing.archived_at is not None:
            raise PutAwayEntry(_("«%(title)s» уже в архиве."), entry=row)
        record_revisions(row)
        _take_off(row, by=by)
        _put_away(standing, by=by, reason=reason, archived_at=now)
        record_entry(row, action=AuditAction.ARCHIVE, by=by, now=now, after={"archived_at": now}, reason=reason)


def unarchive(entry: Entry, *, by: User | None, now: datetime, reason: str = "") -> None:
    """Bring an entry back from the archive, as a draft."""
    with transaction.atomic():
        row, standing = _locked(entry)
        _require(may_archive, by, row)
        require_not_deleted(row)
        if standing.archived_at is None:
            raise ValidationError(_("Запись не в архиве."))
        before = {"archived_at": standing.archived_at}
        _bring_back(standing)
        record_entry(row, action=AuditAction.UNARCHIVE, by=by, now=now, before=before, reason=reason)


def delete(entry: Entry, *, by: User | None, reason: str, now: datetime) -> None:
    """Put an entry into the bin: off the site and hidden, for 30 days. Raises ``ReasonRequired``."""
    if not reason.strip():
        raise ReasonRequired
    with transaction.atomic():
        row, standing = _locked(entry)
        _require(may_delete, by, row)
        require_not_deleted(row)
        record_revisions(row)
        _take_off(row, by=by)
        _put_away(standing, by=by, reason=reason, deleted_at=now)
        record_entry(row, action=AuditAction.DELETE, by=by, now=now, after={"deleted_at": now}, reason=reason)


def restore(entry: Entry, *, by: User | None, now: datetime) -> None:
    """Bring an entry back from the bin, as a draft, wherever it was before."""
    with transaction.atomic():
        row, standing = _locked(entry)
        _require(may_delete, by, row)
        if standing.deleted_at is None:
            raise ValidationError(_("Запись не в корзине."))
        before = {"deleted_at": standing.deleted_at}
        _bring_back(standing)
        record_entry(row, action=AuditAction.RESTORE, by=by, now=now, before=before)


def purge_deleted(*, now: datetime) -> int:
    """Really remove what has been in the bin for 30 days; answers how many entries.

    One transaction and one failure per entry. What is written of it in the audit log stays.
    """
    due = EntryStanding.objects.filter(deleted_at__lte=now - KEPT_IN_BIN).order_by("deleted_at", "pk")
    purged = 0
    for public_id in due.values_list("pk", flat=True):
        try:
            with transaction.atomic():
                purged += _purge(EntryStanding.objects.select_for_update().get(pk=public_id), now=now)
        except Exception:  # one entry that cannot be removed must not keep the others
            logger.exception("an entry could not be purged", public_id=str(public_id))
    return purged


def _purge(standing: EntryStanding, *, now: datetime) -> int:
    if not is_due_for_purge(standing, now=now):
        return 0
    entry = get_kind(standing.kind).model._default_manager.filter(public_id=standing.pk).first()
    if entry is not None:
        before = {"deleted_at": standing.deleted_at}
        record_entry(entry, action=AuditAction.PURGE, by=None, now=now, before=before, reason=standing.reason)
        ModelLogEntry.objects.for_instance(entry).delete()
        # Revisions, reviews and the listing go with the row.
        entry.delete()
    EntryNote.objects.filter(entry_public_id=standing.pk).delete()
    standing.delete()
    return 1


def _locked(entry: _Entry) -> tuple[_Entry, EntryStanding]:
    """Lock an entry, then what stands beside it; every road locks in this order."""
    row = type(entry)._default_manager.select_for_update(no_key=True).get(pk=entry.pk)
    kind = kind_of(type(entry))
    standing, _is_new = EntryStanding.objects.select_for_update().get_or_create(
        entry_public_id=row.public_id, defaults={"kind": kind.name if kind is not None else ""}
    )
    return row, standing


def _require(may: Callable[[User, Entry], bool], by: User | None, row: Entry) -> None:
    if by is not None and not may(by, row):
        raise PermissionDenied


def _take_off(row: Entry, *, by: User | None) -> None:
    """End everything by which an entry is, or could become, public."""
    review = row.current_workflow_state
    if review is not None:
        review.cancel(user=by)
    Revision.objects.for_instance(row).filter(approved_go_live_at__isnull=False).update(approved_go_live_at=None)
    if row.live:
        unpublish(row, by=by)


def _put_away(standing: EntryStanding, *, by: User | None, reason: str, **moment: datetime) -> None:
    for name, value in moment.items():
        setattr(standing, name, value)
    standing.reason = reason.strip()[:500]
    standing.put_away_by = by
    standing.save(update_fields=[*moment, "reason", "put_away_by"])


def _bring_back(standing: EntryStanding) -> None:
    standing.archived_at = standing.deleted_at = standing.put_away_by = None
    standing.reason = ""
    standing.save(update_fields=["archived_at", "deleted_at", "reason", "put_away_by"])
