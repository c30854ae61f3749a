"""The records of a report as rows of a page, with links to what was written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import NoReverseMatch, reverse

from content.importing.outcomes import Outcome
from content.importing.summary import outcome_names
from content.kinds import Kind

_MAX_ROWS = 1000


@dataclass(frozen=True, kw_only=True, slots=True)
class ResultRow:
    """One record; ``url`` leads to its draft in the admin, "" when there is none."""

    title: str
    external_id: str
    line: int
    outcome: str
    outcome_label: str
    reason: str
    published_label: str
    url: str
    changes: Sequence[Mapping[str, Any]]
    conflicts: Sequence[Mapping[str, Any]]


def record_rows(records: Sequence[Mapping[str, Any]], *, target: Kind, is_preview: bool) -> list[ResultRow]:
    """Return the rows of a stored report: what needs a person first, each group in the order of the file."""
    ranks = {Outcome.ERROR: 0, Outcome.CONFLICT: 1, Outcome.SKIPPED: 2}
    shown = sorted(records, key=lambda record: (ranks.get(record["outcome"], 3), record["line"]))[:_MAX_ROWS]
    wanted = [UUID(record["entry_id"]) for record in shown if record.get("entry_id")]
    keys = dict(target.model._default_manager.filter(public_id__in=wanted).values_list("public_id", "pk"))
    names = outcome_names(is_preview=is_preview)
    return [
        ResultRow(
            title=record["title"],
            external_id=record["external_id"],
            line=record["line"],
            outcome=record["outcome"],
            outcome_label=names[record["outcome"]],
            reason=record["reason"],
            published_label=names["published"] if record["is_published"] else "",
            url=_edit_url(target, keys.get(UUID(record["entry_id"]))) if record.get("entry_id") else "",
            changes=list(record["changes"].values()),
            conflicts=record["conflicts"],
        )
        for record in shown
    ]


def _edit_url(target: Kind, pk: int | None) -> str:
    if pk is None:
        return ""
    viewset = getattr(target.model, "snippet_viewset", None)
    try:
        return reverse(viewset.get_url_name("edit"), args=[pk]) if viewset is not None else ""
    except NoReverseMatch:
        return ""
