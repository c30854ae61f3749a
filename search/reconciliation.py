"""Comparing what is in the engine with what is listed; nothing that the outbox promised is taken on trust."""

from dataclasses import dataclass
from uuid import UUID

from search import outbox
from search.documents import search_kinds
from search.meilisearch.administration import Administration


@dataclass(frozen=True, kw_only=True, slots=True)
class Drift:
    """How many entries the engine lacks, has without a listing, and has in another version."""

    missing: int = 0
    extra: int = 0
    stale: int = 0

    @property
    def total(self) -> int:
        """All differences."""
        return self.missing + self.extra + self.stale


def reconcile(administration: Administration, *, uid: str) -> Drift:
    """Compare an index with the listings, id by id and version by version, and enqueue every difference.

    Raises ``EngineDown``. What changes meanwhile may be enqueued once too often, which does no harm.
    """
    indexed = {public_id: (kind, version) for public_id, kind, version in administration.documents(uid)}
    missing: list[tuple[UUID, str, int]] = []
    stale: list[tuple[UUID, str, int]] = []
    for kind in search_kinds():
        versions = kind.listing._default_manager.values_list("public_id", "version")
        for public_id, version in versions.iterator():
            found = indexed.pop(public_id, None)
            if found is None:
                missing.append((public_id, kind.name, version))
            elif found != (kind.name, version):
                stale.append((public_id, kind.name, version))
    extra = [(public_id, kind_name, version) for public_id, (kind_name, version) in indexed.items()]
    outbox.enqueue([*missing, *stale, *extra])
    return Drift(missing=len(missing), extra=len(extra), stale=len(stale))


def listed_count() -> int:
    """Return how many entries are listed."""
    return sum(kind.listing._default_manager.count() for kind in search_kinds())
