"""One round of telling the engine: claim, render, send in batches, wait for the verdicts, clear the outbox."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeVar
from uuid import UUID

import structlog

from search import outbox
from search.documents import render, search_kind
from search.meilisearch.administration import Administration, EngineDown, Refused, TaskOutcome, encode
from search.outbox import Claim

log = structlog.get_logger(__name__)

MAX_CLAIMED: Final = 5000
MAX_DOCUMENTS: Final = 500
MAX_BYTES: Final = 4_000_000
MAX_UNFINISHED: Final = 50
"""Tasks of the engine beyond which nothing more is sent: it is behind, and repeating would only add to it."""

_TASK_SECONDS: Final = 120.0
_LINE_BREAK: Final = 1

Item = TypeVar("Item")


@dataclass(frozen=True, kw_only=True, slots=True)
class Rendered:
    """What the engine should know of an entry: its document, or that there is none (``line`` is ``None``).

    ``version`` is the newest wanted version that this satisfies.
    """

    claim: Claim
    version: int
    line: bytes | None


@dataclass(kw_only=True)
class Round:
    """What a round achieved: ``claimed`` rows looked at, ``delivered`` ones confirmed, ``failed`` put off."""

    claimed: int = 0
    delivered: int = 0
    failed: int = 0


@dataclass(kw_only=True)
class Sender:
    """Sends to every index in ``targets`` (the active one and the one being built); a row is done when all confirm."""

    administration: Administration
    targets: Sequence[str]
    is_filling: bool = False
    is_stopping: Callable[[], bool] = field(default=lambda: False)

    def send_due(self) -> Round:
        """Deliver what is due. Raises ``EngineDown``; rows that were not confirmed stay due."""
        claims = outbox.claim(limit=MAX_CLAIMED)
        if not claims:
            return Round()
        unfinished = self.administration.unfinished(self.targets)
        if unfinished > MAX_UNFINISHED:
            raise EngineDown(f"{unfinished} tasks are not finished yet")
        return self.deliver(claims)

    def deliver(self, claims: Sequence[Claim]) -> Round:
        """Deliver the current state of some entries, whether or not they are in the outbox."""
        outcome = Round(claimed=len(claims))
        batches: list[tuple[list[Rendered], dict[str, int] | str]] = []
        for rows in _chunks(claims, MAX_DOCUMENTS):
            rendered, broken = render_claims(rows)
            for claim, error in broken:
                self._fail(claim, error, outcome)
            batches += [(batch, self._send(batch)) for batch in split(rendered)]
        for batch, tasks in batches:
            verdict = self._verdict(tasks)
            if verdict.state == "unfinished":
                break
            self._settle(batch, verdict, outcome)
        return outcome

    def _send(self, batch: Sequence[Rendered]) -> dict[str, int] | str:
        """Hand a batch over to every target; return the task of each, or why it was refused at once."""
        tasks = {}
        for uid in self.targets:
            try:
                lines = [row.line for row in batch if row.line is not None]
                if lines:
                    tasks[uid] = self.administration.send(uid, lines)
                else:
                    tasks[uid] = self.administration.remove(uid, [row.claim.public_id for row in batch])
            except Refused as error:
                return str(error)
        return tasks

    def _verdict(self, tasks: dict[str, int] | str) -> TaskOutcome:
        """Return the worst of what became of the tasks of a batch."""
        if isinstance(tasks, str):
            return TaskOutcome(state="failed", error=tasks)
        for uid, task in tasks.items():
            outcome = self.administration.wait(task, uid=uid, seconds=_TASK_SECONDS, is_stopping=self.is_stopping)
            if outcome.state != "succeeded":
                return outcome
        return TaskOutcome(state="succeeded")

    def _settle(self, batch: Sequence[Rendered], verdict: TaskOutcome, outcome: Round) -> None:
        if verdict.state == "succeeded":
            outbox.confirm({row.claim.public_id: row.version for row in batch})
            outcome.delivered += len(batch)
        elif verdict.state == "failed" and len(batch) == 1:
            self._fail(batch[0].claim, verdict.error, outcome)
        elif verdict.state == "failed":
            # One bad document fails its whole batch: halves find it and let the others through.
            middle = len(batch) // 2
            for half in (batch[:middle], batch[middle:]):
                self._settle(half, self._verdict(self._send(half)), outcome)
        # Lost or unfinished: the rows are still due, sending again changes nothing.

    def _fail(self, claim: Claim, error: str, outcome: Round) -> None:
        outcome.failed += 1
        if self.is_filling:
            # It was not in the outbox; there it is tried again, and seen.
            outbox.enqueue([(claim.public_id, claim.kind, claim.version)])
        attempts = outbox.note_failure(claim, error=error)
        if attempts >= outbox.MAX_ATTEMPTS:
            log.error("search entry parked", kind=claim.kind, public_id=str(claim.public_id), error=error)
        else:
            log.warning("search entry failed", kind=claim.kind, public_id=str(claim.public_id), error=error)


def render_claims(claims: Sequence[Claim]) -> tuple[list[Rendered], list[tuple[Claim, str]]]:
    """Render the current listings of some entries; return the results, and whom rendering failed with its error."""
    by_kind: dict[str, list[UUID]] = defaultdict(list)
    for claim in claims:
        by_kind[claim.kind].append(claim.public_id)
    listings = {}
    for kind_name, public_ids in by_kind.items():
        kind = search_kind(kind_name)
        if kind is not None:
            rows = kind.listing._default_manager.filter(public_id__in=public_ids).select_related("city")
            listings.update({listing.public_id: (kind, listing) for listing in rows})
    rendered: list[Rendered] = []
    broken: list[tuple[Claim, str]] = []
    for claim in claims:
        if claim.public_id not in listings:
            rendered.append(Rendered(claim=claim, version=claim.version, line=None))
            continue
        kind, listing = listings[claim.public_id]
        try:
            line = encode(render(kind, listing))
        except Exception as error:  # noqa: BLE001 - one broken listing must not hold up the others
            broken.append((claim, f"{type(error).__name__}: {error}"))
        else:
            rendered.append(Rendered(claim=claim, version=max(claim.version, listing.version), line=line))
    return rendered, broken


def split(rendered: Sequence[Rendered]) -> Iterator[list[Rendered]]:
    """Split into batches of limited size; removals apart from documents."""
    yield from _chunks([row for row in rendered if row.line is None], MAX_DOCUMENTS)
    batch: list[Rendered] = []
    size = 0
    for row in rendered:
        if row.line is None:
            continue
        if batch and (size + len(row.line) + _LINE_BREAK > MAX_BYTES or len(batch) == MAX_DOCUMENTS):
            yield batch
            batch, size = [], 0
        batch.append(row)
        size += len(row.line) + _LINE_BREAK
    if batch:
        yield batch


def _chunks(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    chunk: list[Item] = []
    for item in items:
        chunk.append(item)
        if len(chunk) == size:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
