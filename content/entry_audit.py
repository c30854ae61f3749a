"""What happens to an entry, written into the audit log of ``delivery``.

Operations call ``record_entry`` in the transaction of the change. Edits are recorded by revision: ``record_revisions``
writes one record for each revision since the last recorded one, with what differs from the one before. Autosave
rewrites a revision many times and records nothing; the record is written when a person saves, or when anything else
happens to the entry, whichever comes first, and a recorded revision is never rewritten (``is_recorded``).
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from wagtail.models import Revision

from accounts.models import User
from content.change_record import change_record
from content.kinds import kind_of
from content.models.entry import Entry
from content.revision_changes import Content, changes_between
from delivery.audit import record, records_of
from delivery.enums import AuditAction


def record_entry(
    entry: Entry,
    *,
    action: AuditAction,
    by: User | None,
    now: datetime,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    reason: str = "",
    revision_id: int | None = None,
) -> None:
    """Record what was done with an entry."""
    record(
        action=action,
        by=by,
        kind=_kind_name(entry),
        object_id=entry.public_id,
        title=str(entry),
        city=entry.city.slug if entry.city_id else "",
        before=before or {},
        after=after or {},
        now=now,
        reason=reason,
        revision_id=revision_id,
    )


def record_new(
    entry: Entry, revision: Revision, *, action: AuditAction, by: User | None, now: datetime, reason: str = ""
) -> None:
    """Record a new entry with its first version."""
    kept = change_record(type(entry), changes_between(None, revision.content))
    record_entry(entry, action=action, by=by, now=now, after=kept.after, reason=reason, revision_id=revision.pk)


def record_revisions(entry: Entry, *, action: AuditAction = AuditAction.EDIT, reason: str = "") -> None:
    """Record the versions that were saved since the last record, each by whoever saved it and when.

    ``action`` and ``reason`` are those of the newest version.
    """
    fresh = list(_unrecorded(entry).select_related("user").order_by("pk"))
    previous = _content_before(entry, fresh[0]) if fresh else None
    for revision in fresh:
        is_newest = revision is fresh[-1]
        changes = changes_between(previous, revision.content)
        is_first, previous = previous is None, revision.content
        if not changes:
            continue
        kept = change_record(type(entry), changes)
        record_entry(
            entry,
            action=AuditAction.CREATE if is_first else action if is_newest else AuditAction.EDIT,
            by=revision.user,
            now=revision.created_at,
            before=kept.before,
            after=kept.after,
            reason=reason if is_newest else "",
            revision_id=revision.pk,
        )


def is_recorded(entry: Entry, revision: Revision) -> bool:
    """Tell whether a version stands in the log, so that it may not be rewritten any more."""
    found = records_of(kind=_kind_name(entry), object_id=entry.public_id)
    return found.filter(revision_id=revision.pk).exists()


def _unrecorded(entry: Entry) -> Any:
    found = records_of(kind=_kind_name(entry), object_id=entry.public_id).filter(revision_id__isnull=False)
    last = found.order_by("-revision_id").values_list("revision_id", flat=True).first()
    return Revision.objects.for_instance(entry).filter(pk__gt=last or 0)


def _content_before(entry: Entry, revision: Revision) -> Content | None:
    earlier = Revision.objects.for_instance(entry).filter(pk__lt=revision.pk)
    return earlier.order_by("-pk").values_list("content", flat=True).first()


def _kind_name(entry: Entry) -> str:
    kind = kind_of(type(entry))
    return kind.name if kind is not None else type(entry)._meta.model_name or ""
