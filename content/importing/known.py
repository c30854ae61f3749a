"""What is stored of the candidates of a source."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from wagtail.models import ModelLogEntry, Revision

from content.editorial_state import with_editorial_state
from content.importing.candidates import EventCandidate
from content.importing.targets import Target
from content.models import ImportRecord, ImportSource
from content.models.entry import Entry


@dataclass(frozen=True, kw_only=True, slots=True)
class KnownRecords:
    """The records of a source among some candidates, by external id, and their entries, by public id."""

    records: Mapping[str, ImportRecord] = field(default_factory=dict)
    entries: Mapping[UUID, Entry] = field(default_factory=dict)


def load_known(
    candidates: Sequence[EventCandidate], *, source: ImportSource | None, target: Target, now: datetime
) -> KnownRecords:
    """Return what is stored of the candidates, in two queries; entries carry their ``editorial_state``."""
    if source is None:
        return KnownRecords()
    ids = [candidate.external_id for candidate in candidates]
    found = ImportRecord.objects.filter(source=source, kind=target.kind, external_id__in=ids)
    records = {record.external_id: record for record in found}
    public_ids = [record.entry_public_id for record in records.values()]
    wanted = target.model._default_manager.filter(public_id__in=public_ids).select_related("latest_revision", "city")
    entries = {entry.public_id: entry for entry in with_editorial_state(wanted, now=now)}
    return KnownRecords(records=records, entries=entries)


def is_untouched(entry: Entry) -> bool:
    """Tell whether imports alone have written the draft since the entry was last published, or ever."""
    revisions = Revision.objects.for_instance(entry).filter(pk__gt=entry.live_revision_id or 0)
    written = set(revisions.values_list("pk", flat=True))
    logged = ModelLogEntry.objects.for_instance(entry).filter(revision_id__in=written)
    by_import = {
        row.revision_id
        for row in logged
        if row.action == "content.import" or (row.action == "wagtail.create" and (row.data or {}).get("source"))
    }
    return written == by_import
