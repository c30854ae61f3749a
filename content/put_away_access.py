"""Who may put an entry away: into the archive, or into the bin, and back.

Editors may put away their own drafts that were never on the site. Other drafts need the permission to delete; what is
or was on the site needs the permission to publish as well, because it is taken off.
Cities are asked in ``content.city_access``.
"""

from typing import Any

from content.models.entry import Entry
from content.models.standing import EntryStanding


def has_right_to_archive(user: Any, entry: Entry) -> bool:
    """Tell whether somebody's rights allow archiving an entry, and taking it out of the archive again."""
    if was_published(entry):
        return _has(user, "publish", entry)
    return _has(user, "delete", entry) or _has(user, "publish", entry) or _is_own_draft(user, entry)


def has_right_to_delete(user: Any, entry: Entry) -> bool:
    """Tell whether somebody's rights allow putting an entry into the bin, and taking it out again."""
    if was_published(entry):
        return _has(user, "delete", entry) and _has(user, "publish", entry)
    return _has(user, "delete", entry) or _is_own_draft(user, entry)


def was_published(entry: Entry) -> bool:
    """Tell whether the public has seen, or sees, an entry."""
    return entry.live or entry.first_published_at is not None


def _has(user: Any, action: str, entry: Entry) -> bool:
    meta = entry._meta
    return user.has_perm(f"{meta.app_label}.{action}_{meta.model_name}")


def _is_own_draft(user: Any, entry: Entry) -> bool:
    return _has(user, "change", entry) and owner_id_of(entry) == user.pk


def owner_id_of(entry: Entry) -> int | None:
    """Return who looks after an entry; lists have read it already (``whereabouts.with_owner``)."""
    if hasattr(entry, "standing_owner_id"):
        return entry.standing_owner_id
    standings = EntryStanding.objects.filter(entry_public_id=entry.public_id)
    return standings.values_list("owner_id", flat=True).first()
