"""What the rows of a list show beside their own columns, in a fixed number of queries for a page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import OuterRef, QuerySet
from django.db.models.fields.json import KeyTextTransform
from wagtail.models import Revision

from content.kinds import kind_of
from content.models import Entry, EntryStanding, ImportRecord
from content.translation import Translation, counted_texts, translation

_LANGUAGES: Final = ("ru", "kk")


@dataclass(frozen=True, kw_only=True, slots=True)
class RowFacts:
    """Who looks after an entry, where it came from, and what its newest draft says.

    ``draft_title`` is set where the newest draft has another title than what is stored; ``source`` is empty for what
    was made by hand.
    """

    owner: str
    source: str
    draft_title: str
    translation: Translation
    changed_at: datetime | None


def standings_of(model: type[Entry], **conditions: Any) -> QuerySet[EntryStanding]:
    """Return the standings of a kind; without conditions those of the outer entry."""
    kind = kind_of(model)
    outer = conditions or {"entry_public_id": OuterRef("public_id")}
    return EntryStanding.objects.filter(kind="" if kind is None else kind.name, **outer)


def records_of(model: type[Entry], **conditions: Any) -> QuerySet[ImportRecord]:
    """Return the import records of a kind; without conditions those of the outer entry."""
    return ImportRecord.objects.filter(**(conditions or {"entry_public_id": OuterRef("public_id")}))


def facts_of(model: type[Entry], rows: Sequence[Entry]) -> dict[int, RowFacts]:
    """Return the facts of rows by primary key, in three queries."""
    public_ids = [row.public_id for row in rows]
    owners = _owners(public_ids)
    sources = _sources(public_ids)
    drafts = _drafts(model, [row.latest_revision_id for row in rows if row.latest_revision_id])
    return {row.pk: _facts(model, row, owners, sources, drafts.get(row.latest_revision_id, {})) for row in rows}


def _facts(
    model: type[Entry],
    row: Entry,
    owners: Mapping[UUID, str],
    sources: Mapping[UUID, str],
    draft: Mapping[str, Any],
) -> RowFacts:
    texts = {name: getattr(row, name) for name in _columns(model)}
    texts.update((name, draft[name]) for name in texts if draft.get(name) is not None)
    drafted = texts["title_ru"] or texts["title_kk"]
    return RowFacts(
        owner=owners.get(row.public_id, ""),
        source=sources.get(row.public_id, ""),
        draft_title="" if drafted == (row.title_ru or row.title_kk) else drafted,
        translation=translation(model, texts),
        changed_at=draft.get("changed_at"),
    )


def _owners(public_ids: Sequence[UUID]) -> dict[UUID, str]:
    standings = EntryStanding.objects.filter(entry_public_id__in=public_ids, owner__isnull=False)
    return {standing.entry_public_id: str(standing.owner) for standing in standings.select_related("owner")}


def _sources(public_ids: Sequence[UUID]) -> dict[UUID, str]:
    records = ImportRecord.objects.filter(entry_public_id__in=public_ids).order_by("pk")
    return dict(records.values_list("entry_public_id", "source__name"))


def _columns(model: type[Entry]) -> list[str]:
    return [f"{text}_{language}" for text in counted_texts(model) for language in _LANGUAGES]


def _drafts(model: type[Entry], revision_pks: Sequence[int]) -> dict[int, dict[str, Any]]:
    """Return the counted texts of revisions, without loading the rest of their content."""
    texts = {f"draft_{name}": KeyTextTransform(name, "content") for name in _columns(model)}
    rows = Revision.objects.filter(pk__in=revision_pks).annotate(**texts).values("pk", "created_at", *texts)
    return {
        row["pk"]: {
            "changed_at": row["created_at"],
            **{name.removeprefix("draft_"): row[name] for name in texts},
        }
        for row in rows
    }
