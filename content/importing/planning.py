"""What each candidate asks for: a new entry, changes of a known one, its publication, or nothing. Writes nothing."""

from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from content.editorial_state import EditorialState
from content.importing.candidates import EventCandidate
from content.importing.change_set import ChangeSet, changes_between, content_hash
from content.importing.known import KnownRecords, is_untouched
from content.importing.outcomes import Outcome, RecordOutcome
from content.importing.targets import Target, Values
from content.kinds import get_kind
from content.models import City, ImportRecord
from content.models.entry import Entry

# States in which publishing is nobody else's decision.
_OPEN_STATES = {
    EditorialState.DRAFT,
    EditorialState.LIVE,
    EditorialState.LIVE_WITH_DRAFT,
    EditorialState.EXPIRED,
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """What is to be done with a candidate.

    ``entry`` is the stored entry, ``draft`` the object to store: a new entry or the latest draft, already changed;
    ``None`` when nothing is to be stored. ``is_publication`` asks for publishing what is stored then.
    """

    kind: str
    candidate: EventCandidate
    result: RecordOutcome
    values: Values
    change_set: ChangeSet
    record: ImportRecord | None = None
    entry: Entry | None = None
    draft: Entry | None = None
    is_publication: bool = False


class Planner:
    """Plans the records of one run."""

    def __init__(self, city: City, target: Target, *, is_publishing: bool, is_preview: bool) -> None:
        self._city = city
        self._target = target
        self._is_publishing = is_publishing
        self._is_preview = is_preview

    def plan(self, candidate: EventCandidate, *, known: KnownRecords) -> Plan:
        """Return the plan of a candidate; its result is what the run will report if writing succeeds."""
        values = self._target.values(candidate)
        record = known.records.get(candidate.external_id)
        if record is None:
            return self._published(self._new(candidate, values))
        entry = known.entries.get(record.entry_public_id)
        obstacle = _obstacle(entry)
        if entry is None or obstacle:
            return _idle(candidate, values, record, Outcome.SKIPPED, reason=obstacle)
        is_same = record.content_hash == content_hash(values)
        if is_same and (entry.live or not self._is_publishing):
            return _idle(candidate, values, record, Outcome.UNCHANGED)
        return self._published(self._compared(candidate, values, record, entry))

    def _new(self, candidate: EventCandidate, values: Values) -> Plan:
        draft = self._target.new_entry(self._city)
        self._apply(draft, values)
        return Plan(
            kind=self._target.kind,
            candidate=candidate,
            result=_outcome(candidate, Outcome.CREATED),
            values=values,
            change_set=ChangeSet(changes=values, remembered=values),
            draft=draft,
        )

    def _compared(self, candidate: EventCandidate, values: Values, record: ImportRecord, entry: Entry) -> Plan:
        draft = entry.get_latest_revision_as_object()
        current = self._target.current(draft)
        change_set = changes_between(said=values, said_before=record.imported_values, current=current)
        visible = {name: value for name, value in change_set.changes.items() if name not in self._target.unstored}
        self._apply(draft, visible)
        outcome = Outcome.UPDATED if visible else Outcome.CONFLICT if change_set.conflicts else Outcome.UNCHANGED
        result = replace(
            _outcome(candidate, outcome, record=record),
            changes={name: self._shown_pair(name, current.get(name), value) for name, value in visible.items()},
            conflicts=[
                {
                    "field": conflict.field,
                    **self._shown_pair(conflict.field, conflict.draft_value, conflict.source_value),
                }
                for conflict in change_set.conflicts
            ],
        )
        return Plan(
            kind=self._target.kind,
            candidate=candidate,
            result=result,
            values=values,
            change_set=change_set,
            record=record,
            entry=entry,
            draft=draft if visible else None,
        )

    def _shown_pair(self, name: str, draft: Any, source: Any) -> dict[str, str]:
        """Return what the draft holds and what the source says, as people read it."""
        return {
            "label": self._target.label(name),
            "draft": self._target.shown(name, draft, city=self._city),
            "source": self._target.shown(name, source, city=self._city),
        }

    def _apply(self, draft: Entry, values: Values) -> None:
        """Set fields; tags are rows of their own that setting creates, so a preview leaves them out."""
        left_out = self._target.creating if self._is_preview else frozenset()
        self._target.apply(draft, {name: value for name, value in values.items() if name not in left_out})

    def _published(self, plan: Plan) -> Plan:
        """Ask for publication where the run wants it, it would show anything new and nothing speaks against it."""
        is_news = plan.entry is None or not plan.entry.live or plan.draft is not None
        if not self._is_publishing or not is_news:
            return plan
        refusal = _refusal(plan.entry) or self._incompleteness(plan)
        result = replace(plan.result, reason=refusal, is_published=not refusal)
        return replace(plan, result=result, is_publication=not refusal)

    def _incompleteness(self, plan: Plan) -> str:
        draft = plan.draft
        if draft is None and plan.entry is not None:
            draft = plan.entry.get_latest_revision_as_object()
        missing = get_kind(self._target.kind).missing(draft) if draft is not None else []
        return _("Не опубликовано, заполните: %(missing)s.") % {"missing": ", ".join(missing)} if missing else ""


def _obstacle(entry: Entry | None) -> str:
    """Say why an entry is left alone, "" when nothing stands in the way."""
    if entry is None or _state(entry) == EditorialState.DELETED:
        return _("Запись удалена на сайте и не создаётся заново.")
    if _state(entry) == EditorialState.ARCHIVED:
        return _("Запись в архиве; импорт её не меняет.")
    if entry.locked:
        return _("Запись заблокирована редактором; импорт её не меняет.")
    if _state(entry) == EditorialState.IN_REVIEW:
        return _("Запись на проверке у модератора; импорт её не меняет.")
    return ""


def _refusal(entry: Entry | None) -> str:
    """Say why the importer may not publish an entry, "" when it may.

    It stands in for nobody: what editors have begun to change, moderators have in hand or somebody has taken off the
    site stays as it is.
    """
    if entry is None:
        return ""
    if not entry.live and entry.first_published_at is not None:
        return _("Не опубликовано: запись была снята с сайта.")
    if _state(entry) not in _OPEN_STATES:
        return _("Не опубликовано: решение за редакцией (%(state)s).") % {"state": EditorialState(_state(entry)).label}
    if not is_untouched(entry):
        return _("Не опубликовано: в черновике есть правки редактора.")
    return ""


def _state(entry: Entry) -> str:
    return str(getattr(entry, "editorial_state", EditorialState.DRAFT))


def _idle(
    candidate: EventCandidate, values: Values, record: ImportRecord, outcome: Outcome, *, reason: str = ""
) -> Plan:
    """Return a plan that does nothing."""
    result = _outcome(candidate, outcome, reason=reason, record=record)
    return Plan(
        kind=record.kind, candidate=candidate, result=result, values=values, change_set=ChangeSet(), record=record
    )


def _outcome(
    candidate: EventCandidate, outcome: Outcome, *, reason: str = "", record: ImportRecord | None = None
) -> RecordOutcome:
    return RecordOutcome(
        outcome=outcome,
        external_id=candidate.external_id,
        title=candidate.title,
        line=candidate.line,
        reason=reason,
        entry_id=str(record.entry_public_id) if record is not None else "",
    )


def failed(candidate: EventCandidate, *, reason: str) -> RecordOutcome:
    """Return the outcome of a record that could not be written."""
    return _outcome(candidate, Outcome.ERROR, reason=reason)
