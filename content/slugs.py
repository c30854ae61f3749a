"""Slugs of entries: readable, unique per kind and city, never a word that the API routes itself."""

from typing import TYPE_CHECKING, Final

from language.slugs import slugify

if TYPE_CHECKING:
    from content.models.entry import Entry

RESERVED_SLUGS: Final = frozenset({"categories", "facets", "calendar", "me", "search"})
_MAX_LENGTH: Final = 100


def available_slug(entry: "Entry") -> str:
    """Compose a free slug from the entry's title; the end of its ``public_id`` breaks ties."""
    wanted = slugify(entry.title_ru or entry.title_kk, max_length=_MAX_LENGTH)
    if wanted and wanted not in RESERVED_SLUGS and not _is_taken(entry, wanted):
        return wanted
    return f"{wanted}-{entry.public_id.hex[-8:]}".lstrip("-")


def keep_slug_free(entry: "Entry") -> None:
    """Give a draft about to be published another slug where a different entry has taken its own meanwhile."""
    if not entry.slug or _is_taken(entry, entry.slug):
        entry.slug = available_slug(entry)


def _is_taken(entry: "Entry", slug: str) -> bool:
    others = type(entry)._default_manager.filter(city_id=entry.city_id, slug=slug)
    return others.exclude(pk=entry.pk).exists()
