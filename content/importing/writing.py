"""Writing the plans of a run through the editorial operations, each record in a transaction of its own."""

from dataclasses import replace

import structlog
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from content.importing.candidates import EventCandidate
from content.importing.change_set import content_hash
from content.importing.known import KnownRecords
from content.importing.outcomes import RecordOutcome
from content.importing.planning import Plan, Planner, failed
from content.models import ImportRecord, ImportRun, ImportSource
from content.models.entry import Entry
from content.operations import create_draft, publish, save_draft

logger = structlog.get_logger(__name__)


def preview_record(candidate: EventCandidate, *, known: KnownRecords, planner: Planner) -> RecordOutcome:
    """Plan one candidate without writing it; never raises."""
    try:
        return planner.plan(candidate, known=known).result
    except Exception:  # noqa: BLE001 - as in writing, a record that fails must not hide the others
        return failed(candidate, reason=_failure(candidate))


def write_record(
    candidate: EventCandidate,
    *,
    known: KnownRecords,
    planner: Planner,
    source: ImportSource,
    run: ImportRun,
    by: User | None,
) -> RecordOutcome:
    """Plan and write one candidate; answers what became of it and never raises."""
    try:
        with transaction.atomic():
            return _written(planner.plan(candidate, known=known), source=source, run=run, by=by)
    except ValidationError as error:
        reason = " ".join(error.messages)
    except Exception:  # noqa: BLE001 - a record that fails must not take the others with it
        reason = _failure(candidate)
    return failed(candidate, reason=reason)


def _failure(candidate: EventCandidate) -> str:
    """Log the exception being handled and answer what people are told."""
    logger.exception("an imported record failed", external_id=candidate.external_id, line=candidate.line)
    return _("Внутренняя ошибка, запись не сохранена. Подробности в журнале сервера.")


def _written(plan: Plan, *, source: ImportSource, run: ImportRun, by: User | None) -> RecordOutcome:
    if plan.entry is None and plan.draft is None:
        return plan.result
    entry = _stored(plan, source=source, by=by)
    if entry is None:
        return plan.result
    _remember(plan, entry, source=source, run=run)
    if plan.is_publication:
        # Completeness was checked while planning, against exactly this draft.
        publish(entry, by=by, authorisation=f"import:{source.name}", check=False)
    return replace(plan.result, entry_id=str(entry.public_id))


def _stored(plan: Plan, *, source: ImportSource, by: User | None) -> Entry | None:
    """Store the draft of a plan and answer the entry."""
    if plan.draft is not None and plan.entry is None:
        create_draft(plan.draft, by=by, source=source.name)
        return plan.draft
    if plan.draft is not None:
        save_draft(plan.draft, by=by, source=source.name)
    return plan.entry


def _remember(plan: Plan, entry: Entry, *, source: ImportSource, run: ImportRun) -> None:
    """Keep what the source said. A record with conflicts keeps no hash, so that every run reports them again."""
    stored_hash = "" if plan.change_set.conflicts else content_hash(plan.values)
    remembered = dict(plan.change_set.remembered)
    if plan.record is None:
        ImportRecord.objects.create(
            source=source,
            external_id=plan.candidate.external_id,
            kind=plan.kind,
            entry_public_id=entry.public_id,
            content_hash=stored_hash,
            imported_values=remembered,
            last_run=run,
        )
    elif (plan.record.content_hash, plan.record.imported_values) != (stored_hash, remembered):
        plan.record.content_hash = stored_hash
        plan.record.imported_values = remembered
        plan.record.last_run = run
        plan.record.save()
