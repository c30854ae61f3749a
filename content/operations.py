"""Every change of an entry's public state; views, importers, jobs and commands call these."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Final

import structlog
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet, TextField
from django.db.models.functions import MD5, Concat
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.actions.publish_revision import PublishRevisionAction
from wagtail.actions.unpublish import UnpublishAction
from wagtail.log_actions import log as write_log
from wagtail.models import Revision, WorkflowState

from accounts.models import User
from content.entry_audit import record_entry, record_new, record_revisions
from content.errors import IncompleteEntry
from content.kinds import Kind, all_kinds, kind_of
from content.models.entry import Entry
from content.models.standing import EntryStanding
from content.projections import project, project_all, project_stale
from content.slugs import keep_slug_free
from content.whereabouts import require_in_use, require_not_deleted
from delivery.enums import AuditAction

logger = structlog.get_logger(__name__)

_RETRY_AFTER: Final = timedelta(hours=1)


def create_draft(entry: Entry, *, by: User | None, source: str = "", original: Entry | None = None) -> Revision:
    """Store a new entry as a draft with its first revision; answers the revision.

    ``entry`` is unsaved, with its inline children attached through modelcluster; ``source`` names the import it came
    from, ``original`` the entry it is a copy of. The row is never live, whatever the caller set. Incomplete drafts are
    welcome.
    """
    with transaction.atomic():
        entry.live = False
        entry.has_unpublished_changes = True
        entry.save()
        ensure_standing(entry, owner=by)
        revision = entry.save_revision(user=by, changed=True, clean=False, log_action=False)
        write_log(instance=entry, action="wagtail.create", user=by, revision=revision, data=_source_data(source))
        action = AuditAction.IMPORT if source else AuditAction.DUPLICATE if original else AuditAction.CREATE
        reason = source or (str(original) if original else "")
        record_new(entry, revision, action=action, by=by, now=revision.created_at, reason=reason)
    return revision


def ensure_standing(entry: Entry, *, owner: User | None) -> None:
    """Let a new entry have an owner."""
    if kind := kind_of(type(entry)):
        EntryStanding.objects.get_or_create(
            entry_public_id=entry.public_id, defaults={"kind": kind.name, "owner": owner}
        )


def save_draft(entry: Entry, *, by: User | None, source: str = "") -> Revision:
    """Store changed fields of an entry as a new draft revision; what is live stays as it is.

    Raises ``PutAwayEntry`` for an entry in the bin.
    """
    with transaction.atomic():
        require_not_deleted(entry)
        revision = entry.save_revision(
            user=by, changed=True, clean=False, log_action="content.import" if source else True
        )
        record_revisions(entry, action=AuditAction.IMPORT if source else AuditAction.EDIT, reason=source)
    return revision


def publish(
    entry: Entry, *, by: User | None, authorisation: str, revision: Revision | None = None, check: bool = True
) -> Revision:
    """Publish a revision of an entry (its latest by default), or schedule it when its go-live time is to come.

    ``authorisation`` says why it may become public (``role``, ``approval``, ``import:<source>``) and is logged with the
    revision. Raises ``IncompleteEntry`` when something required is missing (``check=False``: an authorised caller has
    checked before), ``PutAwayEntry`` when it is in the archive or in the bin, ``ValidationError`` when its time on the
    site is over already, and ``PermissionDenied`` for a user who may not publish, unless an approval or an import
    stands in. A slug that another entry has taken since the draft was written is composed anew.
    """
    with transaction.atomic():
        # One publication of an entry at a time: Wagtail itself locks nothing.
        row = type(entry)._default_manager.select_for_update(no_key=True).get(pk=entry.pk)
        require_in_use(row)
        chosen = revision or row.get_latest_revision()
        if chosen is None:
            raise ValidationError(_("У записи нет ни одной сохранённой версии."))
        action = PublishRevisionAction(chosen, user=by)
        if check:
            require_complete(action.object)
        if _is_over(action.object, now=timezone.now()):
            raise ValidationError(_("Срок показа уже прошёл. Измените или очистите дату снятия с сайта."))
        keep_slug_free(action.object)
        record_revisions(row)
        action.execute(skip_permission_checks=authorisation != "role")
        write_log(
            instance=entry, action="content.authorise", user=by, revision=chosen, data={"authorisation": authorisation}
        )
        entry.refresh_from_db()
        _record_publication(entry, chosen, by=by, was_live=row.live, authorisation=authorisation)
    return chosen


def _record_publication(
    entry: Entry, revision: Revision, *, by: User | None, was_live: bool, authorisation: str
) -> None:
    """Record that a revision was published, or that it will be at its time."""
    revision.refresh_from_db(fields=["approved_go_live_at"])
    starts_at = revision.approved_go_live_at
    record_entry(
        entry,
        action=AuditAction.PUBLISH if starts_at is None else AuditAction.SCHEDULE,
        by=by,
        now=timezone.now(),
        before={"live": was_live},
        after={"live": entry.live, "authorisation": authorisation, **({"go_live_at": starts_at} if starts_at else {})},
        revision_id=revision.pk,
    )


def unpublish(entry: Entry, *, by: User | None) -> None:
    """Take an entry off the site; drafts and history stay. Raises ``PermissionDenied``."""
    with transaction.atomic():
        current = type(entry)._default_manager.select_for_update(no_key=True).get(pk=entry.pk)
        was_live = current.live
        UnpublishAction(current, user=by).execute(skip_permission_checks=by is None)
        if was_live:
            _record_taken_off(current, action=AuditAction.UNPUBLISH, by=by, now=timezone.now())
        entry.refresh_from_db()


def _record_taken_off(entry: Entry, *, action: AuditAction, by: User | None, now: datetime) -> None:
    record_entry(entry, action=action, by=by, now=now, before={"live": True}, after={"live": False})


def submit(entry: Entry, *, by: User) -> WorkflowState:
    """Hand the latest draft to the moderators, for the first time or after they asked for changes.

    Raises ``IncompleteEntry``, ``PutAwayEntry`` when it is in the archive or in the bin, and ``ValidationError`` when
    it is under review already.
    """
    with transaction.atomic():
        row = type(entry)._default_manager.select_for_update(no_key=True).get(pk=entry.pk)
        require_in_use(row)
        require_complete(row.get_latest_revision_as_object())
        workflow = row.get_workflow()
        if workflow is None:
            raise ValidationError(_("Для этого вида записей не настроена модерация."))
        state: WorkflowState | None = row.current_workflow_state
        if state is None:
            state = workflow.start(row, by)
        elif state.status == WorkflowState.STATUS_NEEDS_CHANGES:
            state.resume(by)
        else:
            raise ValidationError(_("Запись уже на проверке."))
        record_revisions(row)
        now = timezone.now()
        record_entry(row, action=AuditAction.SUBMIT, by=by, now=now, revision_id=row.latest_revision_id)
        return state


def require_complete(entry: Entry) -> None:
    """Raise ``IncompleteEntry`` naming everything that an entry lacks for publication."""
    kind = kind_of(type(entry))
    if kind is not None and (missing := kind.missing(entry)):
        raise IncompleteEntry(entry, missing)


@dataclass(frozen=True, kw_only=True)
class DueOutcome:
    """How many entries a run of ``publish_due`` published, expired, and failed on."""

    published: int = 0
    expired: int = 0
    failed: int = 0


def publish_due(*, now: datetime) -> DueOutcome:
    """Publish approved revisions whose time has come and take expired entries off the site.

    One transaction per item and one failure per item: a broken revision is reported and stops no other. Runs may
    overlap; each item is done once. ``now`` is an aware datetime.
    """
    counts = {"published": 0, "expired": 0, "failed": 0}
    for kind in all_kinds():
        due = Revision.objects.filter(
            base_content_type=ContentType.objects.get_for_model(kind.model), approved_go_live_at__lte=now
        )
        for pk in due.order_by("approved_go_live_at", "pk").values_list("pk", flat=True):
            if not _count(counts, "published", partial(_publish_one_due, kind, pk, now=now)):
                # Tried again later, so that a broken revision does not fill the log every minute.
                Revision.objects.filter(pk=pk).update(approved_go_live_at=now + _RETRY_AFTER)
        over = kind.model._default_manager.filter(live=True, expire_at__lte=now)
        for pk in over.order_by("expire_at", "pk").values_list("pk", flat=True):
            _count(counts, "expired", partial(_expire_one, kind, pk, now=now))
    return DueOutcome(**counts)


def _count(counts: dict[str, int], name: str, step: Callable[[], int]) -> bool:
    """Do one step in a transaction of its own and count it; tell whether it went well."""
    try:
        with transaction.atomic():
            counts[name] += step()
    except Exception:  # one broken item must not hold up the others
        logger.exception("a due entry failed", step=name)
        counts["failed"] += 1
        return False
    return True


def _is_over(entry: Entry, *, now: datetime) -> bool:
    return entry.expire_at is not None and entry.expire_at <= now


def _publish_one_due(kind: Kind, revision_pk: int, *, now: datetime) -> int:
    object_id = Revision.objects.filter(pk=revision_pk).values_list("object_id", flat=True).first()
    # The entry is locked first, as publishing and deciding do: two roads in the same order cannot block each other.
    row = kind.model._default_manager.select_for_update(no_key=True, skip_locked=True).filter(pk=object_id).first()
    revision = Revision.objects.filter(pk=revision_pk, approved_go_live_at__lte=now).first()
    if row is None or revision is None:
        return 0
    require_in_use(row)
    action = PublishRevisionAction(revision, user=None)
    if _is_over(action.object, now=now):
        revision.approved_go_live_at = None
        revision.save(update_fields=["approved_go_live_at"])
        return 0
    keep_slug_free(action.object)
    # The schedule is fulfilled: kept, it would make Wagtail compare it with its own clock once more.
    action.object.go_live_at = None
    was_live = row.live
    action.execute(skip_permission_checks=True)
    write_log(instance=action.object, action="content.authorise", revision=revision, data={"authorisation": "schedule"})
    row.refresh_from_db()
    _record_publication(row, revision, by=None, was_live=was_live, authorisation="schedule")
    return 1


def _expire_one(kind: Kind, pk: int, *, now: datetime) -> int:
    due: QuerySet[Entry] = kind.model._default_manager.select_for_update(no_key=True, skip_locked=True)
    entry = due.filter(pk=pk, live=True, expire_at__lte=now).first()
    if entry is None:
        return 0
    UnpublishAction(entry, set_expired=True).execute(skip_permission_checks=True)
    _record_taken_off(entry, action=AuditAction.EXPIRE, by=None, now=now)
    return 1


@dataclass(frozen=True, kw_only=True)
class Repair:
    """How many listings were missing, extra, and older than what their entry had published."""

    missing: int = 0
    extra: int = 0
    outdated: int = 0


def reconcile_listings(*, now: datetime) -> Repair:
    """Write every listing anew and report which were missing, extra or not what their entry says.

    What the clock alone made stale is renewed first and not counted.
    """
    project_stale(now=now)
    found = {"missing": 0, "extra": 0, "outdated": 0}
    for kind in all_kinds():
        live = kind.model._default_manager.filter(live=True, city__is_active=True)
        live_pks = set(live.values_list("pk", flat=True))
        listed_pks = set(kind.listing._default_manager.values_list("pk", flat=True))
        before = _fingerprints(kind)
        project_all(kind, now=now)
        after = _fingerprints(kind)
        # An entry that is live but cannot be listed (no date, say) is not a fault of the listing.
        found["missing"] += len(after.keys() - before.keys())
        found["extra"] += len(listed_pks - live_pks)
        found["outdated"] += sum(before[pk] != after[pk] for pk in before.keys() & after.keys())
    return Repair(**found)


def _fingerprints(kind: Kind) -> dict[int, str]:
    """Return a digest of the finished JSON of every listing of a kind."""
    columns = ("card_ru", "card_kk", "detail_ru", "detail_kk", "document_hash")
    rows = kind.listing._default_manager.annotate(fingerprint=MD5(Concat(*columns, output_field=TextField())))
    return dict(rows.values_list("pk", "fingerprint"))


def rebuild_listings(*, now: datetime, kinds: Sequence[str] = ()) -> Mapping[str, int]:
    """Write every listing anew (of the named kinds, or all); answers how many were written by kind."""
    chosen = [kind for kind in all_kinds() if not kinds or kind.name in kinds]
    return {kind.name: project_all(kind, now=now).written for kind in chosen}


def _source_data(source: str) -> dict[str, str]:
    return {"source": source} if source else {}


__all__ = [
    "DueOutcome",
    "Repair",
    "create_draft",
    "ensure_standing",
    "project",
    "publish",
    "publish_due",
    "rebuild_listings",
    "reconcile_listings",
    "require_complete",
    "save_draft",
    "submit",
    "unpublish",
]
