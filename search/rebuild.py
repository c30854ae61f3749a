"""Building a new index beside the active one; readers never see it before it is complete."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Final

import structlog

from search.documents import search_kinds
from search.indexes import is_ours, pointer, start_building, switch
from search.meilisearch.administration import Administration, EngineDown
from search.meilisearch.definition import signature
from search.outbox import Claim
from search.reconciliation import reconcile
from search.sending import MAX_CLAIMED, Sender

log = structlog.get_logger(__name__)

# Changes that keep coming in must not keep the new index from its readers.
_MOST_ROUNDS: Final = 20


def why_rebuild(administration: Administration) -> str:
    """Return why the active index cannot stay, empty when it can. Raises ``EngineDown``."""
    row = pointer()
    if not row.active:
        return "there is no index yet"
    if row.active_signature != signature():
        return "its definition or the normaliser changed"
    if administration.created_at(row.active) != row.active_created_at:
        return "the server lost its data"
    if row.rebuild_wanted_at is not None:
        return "somebody asked for it"
    return ""


def rebuild(
    administration: Administration, *, clock: Callable[[], datetime], is_stopping: Callable[[], bool] = lambda: False
) -> str | None:
    """Build a new index while changes go to both, then switch to it; return its name, ``None`` when stopped before.

    Raises ``EngineDown``; what was begun is thrown away by the next attempt.
    """
    started_at = clock()
    uid = start_building()
    drop_leftovers(administration)
    created_at = administration.create(uid)
    filler = Sender(administration=administration, targets=[uid], is_filling=True, is_stopping=is_stopping)
    both = Sender(administration=administration, targets=_targets(administration, uid), is_stopping=is_stopping)
    for claims in _all_claims():
        filled = filler.deliver(claims)
        if is_stopping():
            return None
        if filled.delivered + filled.failed < filled.claimed:
            raise EngineDown(f"documents for index {uid} got lost")
        both.send_due()
    _catch_up(administration, both, uid=uid, is_stopping=is_stopping)
    if is_stopping():
        return None
    if administration.created_at(uid) != created_at:
        raise EngineDown("the server lost its data while the index was built")
    switch(uid=uid, signature=signature(), created_at=created_at, started_at=started_at, now=clock())
    log.info("search index built", index=uid, documents=administration.count(uid))
    return uid


def drop_leftovers(administration: Administration) -> list[str]:
    """Drop our indexes that nobody uses any more; return their names. Raises ``EngineDown``."""
    row = pointer()
    unused = [
        uid for uid in administration.indexes(row.prefix) if is_ours(uid) and uid not in {row.active, row.building}
    ]
    for uid in unused:
        administration.drop(uid)
    return unused


def _targets(administration: Administration, uid: str) -> list[str]:
    """Return the new index and, where it is alive, the active one."""
    row = pointer()
    is_alive = bool(row.active) and administration.created_at(row.active) == row.active_created_at
    return [row.active, uid] if is_alive else [uid]


def _catch_up(administration: Administration, both: Sender, *, uid: str, is_stopping: Callable[[], bool]) -> None:
    """Deliver until nothing is due and nothing differs, except what was put off; that stays in the outbox."""
    for _ in range(_MOST_ROUNDS):
        if is_stopping():
            return
        if both.send_due().claimed:
            continue
        reconcile(administration, uid=uid)
        if not both.send_due().claimed:
            return


def _all_claims() -> Iterator[list[Claim]]:
    """Yield everything that is listed, in portions of one round."""
    for kind in search_kinds():
        listings = kind.listing._default_manager.order_by("pk")
        last_pk = 0
        while rows := list(listings.filter(pk__gt=last_pk).values_list("pk", "public_id", "version")[:MAX_CLAIMED]):
            last_pk = rows[-1][0]
            yield [Claim(public_id=public_id, kind=kind.name, version=version) for _pk, public_id, version in rows]
