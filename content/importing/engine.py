"""From a file to drafts: parse, match, compare, apply. A preview is the same run stopped before applying."""

import hashlib
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import TypeVar

from django.utils import timezone

from accounts.models import User
from content.importing.candidates import EventCandidate, ParseResult
from content.importing.formats import parse
from content.importing.known import KnownRecords, load_known
from content.importing.outcomes import RecordOutcome, RunReport, refused_records
from content.importing.planning import Planner
from content.importing.targets import Target, new_target
from content.importing.writing import preview_record, write_record
from content.models import City, ImportRun, ImportSource
from content.models.importing import ImportState

_CHUNK = 200
_T = TypeVar("_T")


@dataclass(frozen=True, kw_only=True, slots=True)
class ImportRequest:
    """What to import: a payload of a kind, for a city, under the name of a source."""

    city: City
    kind: str
    source_name: str
    payload: bytes
    file_name: str = ""
    is_publishing: bool = False
    target: str = "event"


def preview_import(request: ImportRequest, *, now: datetime) -> RunReport:
    """Report what an import would do; writes nothing at all."""
    parsed = parse(request.kind, request.payload, zone=request.city.zone)
    source = ImportSource.objects.filter(city=request.city, name=request.source_name).first()
    target = new_target(request.target)
    planner = Planner(request.city, target, is_publishing=request.is_publishing, is_preview=True)
    outcomes: list[RecordOutcome] = []
    for chunk, known in _known_chunks(parsed.candidates, source=source, target=target, now=now):
        outcomes += [preview_record(candidate, known=known, planner=planner) for candidate in chunk]
    return _report(request, parsed, outcomes, now=now, is_dry_run=True)


def apply_import(
    request: ImportRequest,
    *,
    by: User | None,
    now: datetime,
    run: ImportRun | None = None,
    clock: Callable[[], datetime] = timezone.now,
) -> RunReport:
    """Read a payload and write drafts; publishes only when the request says so, and only what is complete.

    Every record is its own transaction: one that fails is reported and spoils no other. Nothing is written of a payload
    that cannot be read, except the run that says so. ``by`` is recorded as the actor (``None`` for the command line),
    ``run`` is a preview that is being applied, ``clock`` tells when the run ended.
    """
    parsed = parse(request.kind, request.payload, zone=request.city.zone)
    run = run or ImportRun(started_at=now)
    _describe(run, request, by=by)
    if not parsed.is_readable:
        report = _report(request, parsed, [], now=now, run=run)
        _finish(run, report, state=ImportState.UNREADABLE, now=clock())
        return report
    source, _is_new = ImportSource.objects.update_or_create(
        city=request.city, name=request.source_name, defaults={"kind": request.kind}
    )
    run.source = source
    run.state = ImportState.APPLIED
    run.save()
    target = new_target(request.target)
    planner = Planner(request.city, target, is_publishing=request.is_publishing, is_preview=False)
    outcomes: list[RecordOutcome] = []
    for chunk, known in _known_chunks(parsed.candidates, source=source, target=target, now=now):
        outcomes += [
            write_record(candidate, known=known, planner=planner, source=source, run=run, by=by) for candidate in chunk
        ]
    report = _report(request, parsed, outcomes, now=now, run=run)
    _finish(run, report, state=ImportState.APPLIED, now=clock())
    return report


def store_preview(request: ImportRequest, *, by: User | None, now: datetime) -> tuple[ImportRun, RunReport]:
    """Keep a payload with its preview, so that a person can look at it first and apply exactly that."""
    report = preview_import(request, now=now)
    run = ImportRun(started_at=now)
    _describe(run, request, by=by)
    state = ImportState.PREVIEWED if report.is_readable else ImportState.UNREADABLE
    _finish(run, report, state=state, now=now)
    return run, report


def request_of(run: ImportRun) -> ImportRequest:
    """Return the request that a stored run was made from."""
    return ImportRequest(
        city=run.city,
        kind=run.kind,
        source_name=run.source_name,
        payload=zlib.decompress(bytes(run.payload)),
        file_name=run.file_name,
        is_publishing=run.is_publishing,
    )


def _known_chunks(
    candidates: Sequence[EventCandidate], *, source: ImportSource | None, target: Target, now: datetime
) -> Iterator[tuple[Sequence[EventCandidate], KnownRecords]]:
    """Yield candidates in portions with what is already known of them, a few queries a portion."""
    for chunk in _chunks(candidates, _CHUNK):
        yield chunk, load_known(chunk, source=source, target=target, now=now)


def _chunks(items: Sequence[_T], size: int) -> Iterator[list[_T]]:
    iterator = iter(items)
    while chunk := list(islice(iterator, size)):
        yield chunk


def _describe(run: ImportRun, request: ImportRequest, *, by: User | None) -> None:
    run.source_name = request.source_name
    run.city = request.city
    run.kind = request.kind
    run.file_name = request.file_name[:255]
    run.payload = zlib.compress(request.payload)
    run.payload_hash = _payload_hash(request)
    run.is_publishing = request.is_publishing
    run.by = by


def _payload_hash(request: ImportRequest) -> str:
    return hashlib.sha256(request.payload).hexdigest()


def _report(
    request: ImportRequest,
    parsed: ParseResult,
    outcomes: Sequence[RecordOutcome],
    *,
    now: datetime,
    run: ImportRun | None = None,
    is_dry_run: bool = False,
) -> RunReport:
    refused = refused_records(parsed.problems) if parsed.is_readable else []
    return RunReport(
        source=request.source_name,
        city=request.city.slug,
        kind=request.kind,
        file_name=request.file_name,
        is_dry_run=is_dry_run,
        is_publishing=request.is_publishing,
        started_at=now,
        payload_hash=_payload_hash(request),
        parsed=parsed,
        records=sorted([*outcomes, *refused], key=lambda record: record.line),
        run_id=str(run.public_id) if run is not None else "",
    )


def _finish(run: ImportRun, report: RunReport, *, state: ImportState, now: datetime) -> None:
    run.state = state
    run.counts = report.counts
    run.report = report.as_json()
    run.finished_at = now
    run.save()
