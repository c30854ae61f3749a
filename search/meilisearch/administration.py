"""Making, filling and dropping indexes, through the official client. For background processes, not for requests."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any, Final, Literal
from uuid import UUID

import orjson
import requests
from meilisearch import Client
from meilisearch.errors import MeilisearchApiError, MeilisearchError

from search.meilisearch.definition import SETTINGS

_TIMEOUT: Final = 20
_FIRST_PAUSE: Final = 0.01
_LONGEST_PAUSE: Final = 0.2
_PAGE: Final = 1000
_TOO_LARGE: Final = 413
_NOT_FOUND: Final = 404
_BAD_REQUEST: Final = 400

# Failures of a task for which no document is to blame.
_ENGINE_CODES: Final = frozenset(
    {
        "index_not_found",
        "no_space_left_on_device",
        "too_many_open_files",
        "io_error",
        "database_size_limit_reached",
        "invalid_store_file",
    }
)

TaskState = Literal["succeeded", "failed", "lost", "unfinished"]


class EngineDown(Exception):
    """Meilisearch cannot be reached or refuses to work at all (also: a wrong key); the message says why."""


class Refused(Exception):
    """Meilisearch refused what was sent; the message is its own."""


@dataclass(frozen=True, kw_only=True, slots=True)
class TaskOutcome:
    """What became of something Meilisearch was told to do; ``error`` is its own text."""

    state: TaskState
    error: str = ""


class Administration:
    """One Meilisearch server, seen by a background process. Every method may raise ``EngineDown``."""

    def __init__(self, *, url: str, key: str, timeout: int = _TIMEOUT) -> None:
        self._client = Client(url, key or None, timeout=timeout)

    def created_at(self, uid: str) -> str | None:
        """Return when an index was made, in Meilisearch's own words; ``None`` when there is no such index."""
        with _translated():
            try:
                return str(self._client.get_raw_index(uid)["createdAt"])
            except MeilisearchApiError as error:
                if error.status_code == _NOT_FOUND:
                    return None
                raise

    def create(self, uid: str, *, seconds: float = 60) -> str:
        """Make an empty index with our settings, in place of one of that name; return when it was made."""
        self.drop(uid, seconds=seconds)
        with _translated():
            tasks = [self._client.create_index(uid, {"primaryKey": "id"}).task_uid]
            tasks.append(self._client.index(uid).update_settings(SETTINGS).task_uid)
        for task in tasks:
            outcome = self.wait(task, uid=uid, seconds=seconds)
            if outcome.state != "succeeded":
                raise EngineDown(f"index {uid} could not be made: {outcome.state} {outcome.error}")
        made = self.created_at(uid)
        if made is None:
            raise EngineDown(f"index {uid} vanished while it was made")
        return made

    def drop(self, uid: str, *, seconds: float = 60) -> None:
        """Remove an index if it exists."""
        if self.created_at(uid) is None:
            return
        with _translated():
            task = self._client.delete_index(uid).task_uid
        self.wait(task, uid=uid, seconds=seconds)

    def indexes(self, prefix: str) -> list[str]:
        """Return the names of the indexes that begin with ``prefix``."""
        with _translated():
            found = self._client.get_indexes({"limit": _PAGE})["results"]
        return sorted(index.uid for index in found if index.uid.startswith(prefix))

    def count(self, uid: str) -> int:
        """Return how many documents an index has."""
        with _translated():
            return int(self._client.index(uid).get_stats().number_of_documents)

    def send(self, uid: str, lines: Sequence[bytes]) -> int:
        """Hand over documents, each encoded as JSON; return the task. Raises ``Refused``."""
        with _translated():
            return int(self._client.index(uid).add_documents_ndjson(b"\n".join(lines)).task_uid)

    def remove(self, uid: str, ids: Sequence[UUID]) -> int:
        """Have documents removed; return the task. Raises ``Refused``."""
        with _translated():
            return int(self._client.index(uid).delete_documents([str(public_id) for public_id in ids]).task_uid)

    def documents(self, uid: str) -> Iterator[tuple[UUID, str, int]]:
        """Yield (id, kind, version) of every document in the index."""
        offset = 0
        while True:
            with _translated():
                page = self._client.index(uid).get_documents(
                    {"limit": _PAGE, "offset": offset, "fields": ["id", "kind", "_v"]}
                )
            for document in page.results:
                values = dict(document)
                # Nobody but us writes here; what somebody did write by hand is not ours to judge.
                with suppress(ValueError):
                    yield UUID(values["id"]), str(values.get("kind", "")), int(values.get("_v") or 0)
            offset += _PAGE
            if offset >= page.total:
                return

    def unfinished(self, uids: Sequence[str]) -> int:
        """Return how many tasks on some indexes Meilisearch has yet to finish."""
        with _translated():
            found = self._client.get_tasks(
                {"statuses": ["enqueued", "processing"], "indexUids": list(uids), "limit": "1"}
            )
        return int(found.total)

    def state(self, task: int, *, uid: str) -> TaskOutcome:
        """Return how far a task on an index is; ``lost`` when Meilisearch knows nothing of it."""
        with _translated():
            try:
                found = self._client.get_task(task)
            except MeilisearchApiError as error:
                if error.status_code == _NOT_FOUND:
                    return TaskOutcome(state="lost")
                raise
        if found.index_uid != uid:
            # The numbering began anew: the data were lost meanwhile.
            return TaskOutcome(state="lost")
        if found.status == "succeeded":
            return TaskOutcome(state="succeeded")
        if found.status in {"failed", "canceled"}:
            details = found.error or {}
            if details.get("code") in _ENGINE_CODES:
                raise EngineDown(_message(details))
            return TaskOutcome(state="failed", error=_message(details))
        return TaskOutcome(state="unfinished")

    def wait(
        self, task: int, *, uid: str, seconds: float, is_stopping: Callable[[], bool] = lambda: False
    ) -> TaskOutcome:
        """Wait until a task is finished, at most ``seconds`` and not after ``is_stopping``."""
        deadline = time.monotonic() + seconds
        pause = _FIRST_PAUSE
        while (outcome := self.state(task, uid=uid)).state == "unfinished":
            if time.monotonic() > deadline or is_stopping():
                break
            time.sleep(pause)
            pause = min(pause * 1.5, _LONGEST_PAUSE)
        return outcome


def encode(document: dict[str, Any]) -> bytes:
    """Encode a document for ``send``."""
    return orjson.dumps(document)


@contextmanager
def _translated() -> Iterator[None]:
    """Turn what the client raises into our two errors; a missing index or task stays for the caller."""
    try:
        yield
    except MeilisearchApiError as error:
        if error.status_code in {_BAD_REQUEST, _TOO_LARGE}:
            raise Refused(error.message) from error
        raise EngineDown(f"{error.status_code}: {error.message}") from error
    except (MeilisearchError, requests.RequestException) as error:
        raise EngineDown(str(error)) from error


def _message(error: dict[str, Any]) -> str:
    return f"{error.get('code', '')}: {error.get('message', '')}" if error else "canceled"
