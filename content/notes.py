"""Notes on an entry for colleagues: writing, resolving, and who may. They are never public."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from content.city_access import works_with
from content.models import Entry, EntryNote
from content.whereabouts import require_not_deleted

MOST_LETTERS = 2000


def notes_of(entry: Entry) -> Sequence[EntryNote]:
    """Return the notes on an entry, open ones first, each group newest first; one query."""
    found = EntryNote.objects.filter(entry_public_id=entry.public_id).select_related("author", "resolved_by")
    newest = sorted(found, key=lambda note: (note.created_at, note.pk), reverse=True)
    return sorted(newest, key=lambda note: note.resolved_at is not None)


def may_read_notes(user: Any, entry: Entry) -> bool:
    """Tell whether somebody sees the notes on an entry: whoever sees the entry."""
    return any(_has(user, action, entry) for action in ("view", "change")) and works_with(user, entry)


def may_write_notes(user: Any, entry: Entry) -> bool:
    """Tell whether somebody may write and resolve notes on an entry: whoever may change it."""
    return _has(user, "change", entry) and works_with(user, entry)


def add_note(entry: Entry, *, by: User, text: str, now: datetime) -> EntryNote:
    """Write a note; raises ``PermissionDenied``, and ``ValidationError`` for an empty or too long one."""
    if not may_write_notes(by, entry):
        raise PermissionDenied
    said = text.replace("\x00", "").strip()
    if not said:
        raise ValidationError(_("Напишите текст заметки."))
    if len(said) > MOST_LETTERS:
        raise ValidationError(_("Заметка слишком длинная: не больше %(most)d знаков."), params={"most": MOST_LETTERS})
    require_not_deleted(entry)
    return EntryNote.objects.create(entry_public_id=entry.public_id, author=by, text=said, created_at=now)


def resolve_note(note: EntryNote, *, entry: Entry, by: User, now: datetime) -> None:
    """Mark a note as done; doing it twice changes nothing. Raises ``PermissionDenied``."""
    if not may_write_notes(by, entry) or note.entry_public_id != entry.public_id:
        raise PermissionDenied
    with transaction.atomic():
        row = EntryNote.objects.select_for_update().get(pk=note.pk)
        if row.resolved_at is None:
            row.resolved_at, row.resolved_by = now, by
            row.save(update_fields=["resolved_at", "resolved_by"])


def _has(user: Any, action: str, entry: Entry) -> bool:
    return user.has_perm(f"{entry._meta.app_label}.{action}_{entry._meta.model_name}")
