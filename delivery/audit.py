"""The one writer of the audit log. It writes in the transaction of the change, so that both stay or neither does."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from django.db.models import QuerySet

from delivery.enums import AuditAction
from delivery.models import AuditRecord
from delivery.pseudonyms import pseudonym


class Actor(Protocol):
    """An account, as far as the log is concerned."""

    public_id: UUID


def record(
    *,
    action: AuditAction,
    by: Actor | None,
    kind: str,
    object_id: UUID | str,
    city: str,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    now: datetime,
    reason: str = "",
    title: str = "",
    revision_id: int | None = None,
) -> AuditRecord:
    """Write down who did what to which object, with the changed fields before and after.

    ``by`` is ``None`` for what the machinery did by itself. ``kind`` and ``object_id`` name the object in a way that
    outlives it; people are named by pseudonym (``delivery.pseudonyms``) here too. ``city`` is a slug, or empty.
    ``revision_id`` is the version that the record is about.
    """
    return AuditRecord.objects.create(
        at=now,
        action=action,
        actor="" if by is None else pseudonym(by.public_id),
        kind=kind,
        object_id=str(object_id),
        title=title[:200],
        city=city,
        before=dict(before),
        after=dict(after),
        reason=reason,
        revision_id=revision_id,
    )


def records_of(*, kind: str, object_id: UUID | str) -> QuerySet[AuditRecord]:
    """Return what is written of one object, newest first."""
    return AuditRecord.objects.filter(kind=kind, object_id=str(object_id)).order_by("-at", "-pk")
