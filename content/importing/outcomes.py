"""What became of each record, and the report of a run."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from content.importing.candidates import Level, ParseResult, Problem


class Outcome(StrEnum):
    """What happened, or in a preview would happen, to a record."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    SKIPPED = "skipped"
    CONFLICT = "conflict"
    ERROR = "error"


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordOutcome:
    """One record.

    ``reason`` says, for people, why it was skipped, failed or was not published. ``changes`` maps field names to
    ``{"label", "draft", "source"}`` (what the draft held and what the source says, as people read it), ``conflicts``
    lists the same with the name as ``"field"``.
    """

    outcome: Outcome
    external_id: str = ""
    title: str = ""
    line: int = 0
    reason: str = ""
    entry_id: str = ""
    is_published: bool = False
    changes: Mapping[str, Any] = field(default_factory=dict)
    conflicts: Sequence[Mapping[str, Any]] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class RunReport:
    """The result of reading one file; ``is_dry_run`` when nothing was written."""

    source: str
    city: str
    kind: str
    file_name: str
    is_dry_run: bool
    is_publishing: bool
    started_at: datetime
    payload_hash: str
    parsed: ParseResult
    records: Sequence[RecordOutcome] = ()
    run_id: str = ""

    @property
    def is_readable(self) -> bool:
        """Whether the file was what it was said to be."""
        return self.parsed.is_readable

    @property
    def has_read_something(self) -> bool:
        """Whether the file gave events, or validly holds none; not when every one of its records was refused."""
        return self.is_readable and (bool(self.parsed.candidates) or not self.parsed.found)

    @property
    def counts(self) -> dict[str, int]:
        """Numbers of records by outcome, with how many events the file holds and how many were published."""
        by_outcome = Counter(record.outcome for record in self.records)
        return {
            "found": self.parsed.found,
            **{outcome.value: by_outcome[outcome] for outcome in Outcome},
            "published": sum(record.is_published for record in self.records),
        }

    def as_json(self) -> dict[str, Any]:
        """Return the report as it is stored and written to a file."""
        return {
            "source": self.source,
            "city": self.city,
            "kind": self.kind,
            "file": self.file_name,
            "encoding": self.parsed.encoding,
            "is_readable": self.is_readable,
            "dry_run": self.is_dry_run,
            "publish": self.is_publishing,
            "started_at": self.started_at.isoformat(),
            "payload_hash": self.payload_hash,
            "run_id": self.run_id,
            "counts": self.counts,
            "records": [asdict(record) for record in self.records],
            "problems": [asdict(problem) for problem in self.parsed.problems],
        }


def refused_records(problems: Sequence[Problem]) -> list[RecordOutcome]:
    """Return an outcome for every record that the parser had to refuse; problems of the whole file have no line."""
    return [
        RecordOutcome(outcome=Outcome.ERROR, line=problem.line, title=problem.record, reason=problem.message)
        for problem in problems
        if problem.level == Level.ERROR and problem.line
    ]
