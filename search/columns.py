"""The search columns of listings in PostgreSQL: written in the publishing transaction, so never stale."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef

from content.bulk_rows import upsert
from content.models.listing import Listing
from language.normaliser import NORMALISER_VERSION, fold
from search.documents import BODY_LENGTH, DOCUMENT_VERSION, SearchKind, search_kind, search_kinds
from search.models import SearchEntry
from search.terms import add_terms, refresh_terms
from search.vectors import document_vector

_CHUNK: Final = 200


def write_columns(kind_name: str, listings: Sequence[Listing]) -> None:
    """Write the search columns of listings that were just written; their cities are loaded."""
    kind = search_kind(kind_name)
    if kind is None or not listings:
        return
    current = _current([listing.public_id for listing in listings])
    # The version moves with everything that the columns are made of.
    changed = [listing for listing in listings if current.get(listing.public_id) != listing.version]
    entries = [_columns(kind, listing) for listing in changed]
    upsert(entries, key="public_id")
    add_terms(entry.folded for entry in entries)


def _current(public_ids: Sequence[UUID]) -> dict[UUID, int]:
    """Return the versions of the columns that this version of the code has written."""
    written = SearchEntry.objects.filter(
        public_id__in=public_ids, normaliser_version=NORMALISER_VERSION, document_version=DOCUMENT_VERSION
    )
    return dict(written.values_list("public_id", "version"))


def refresh_columns() -> int:
    """Write the columns that are missing or were made by an older version of the code; return how many."""
    done = sum(_refresh(kind) for kind in search_kinds())
    refresh_terms()
    return done


def _refresh(kind: SearchKind) -> int:
    current = SearchEntry.objects.filter(
        public_id=OuterRef("public_id"),
        version=OuterRef("version"),
        normaliser_version=NORMALISER_VERSION,
        document_version=DOCUMENT_VERSION,
    )
    outdated = kind.listing._default_manager.filter(~Exists(current)).select_related("city").order_by("pk")
    done = 0
    while True:
        with transaction.atomic():
            # A listing that somebody is just writing gets its columns from them; ours would be older.
            listings = list(outdated.select_for_update(of=("self",), skip_locked=True)[:_CHUNK])
            write_columns(kind.name, listings)
        done += len(listings)
        if not listings:
            return done


def _columns(kind: SearchKind, listing: Listing) -> SearchEntry:
    facts = kind.facts(listing)
    return SearchEntry(
        public_id=listing.public_id,
        kind=kind.name,
        city=listing.city.slug,
        category=listing.category,
        words=document_vector(titles=listing.titles, keywords=listing.keywords, body=listing.body[:BODY_LENGTH]),
        folded=fold(" ".join((*listing.titles, *listing.keywords))),
        starts_at=facts.starts_at,
        ended_at=facts.ended_at,
        is_free=facts.is_free,
        version=listing.version,
        normaliser_version=NORMALISER_VERSION,
        document_version=DOCUMENT_VERSION,
    )
