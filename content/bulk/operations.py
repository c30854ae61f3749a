"""Changing one field of an entry without opening its form."""

from collections.abc import Callable
from enum import Enum

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from content.city_access import EntryPolicy
from content.models import Entry
from content.operations import publish, save_draft
from content.slugs import keep_slug_free


class Amended(Enum):
    """What became of a change."""

    UNCHANGED = "unchanged"
    DRAFTED = "drafted"
    PUBLISHED = "published"


def amend(entry: Entry, *, by: User, change: Callable[[Entry], None]) -> Amended:
    """Apply ``change`` to the newest draft of an entry and save it as a new draft.

    The change is published too where the entry is on the site, had no unpublished changes and ``by`` may publish it:
    then the new draft differs from what is public by this change alone. Everywhere else it waits in the draft. Raises
    ``PermissionDenied`` for people who may not change the entry and ``ValidationError`` for an entry that is locked to
    them; then nothing has changed.
    """
    model = type(entry)
    policy = EntryPolicy(model)
    with transaction.atomic():
        row = model._default_manager.select_for_update(no_key=True).get(pk=entry.pk)
        if not policy.user_has_permission_for_instance(by, "change", row):
            raise PermissionDenied
        require_unlocked(row, by=by)
        is_published_as_drafted = row.live and not row.has_unpublished_changes
        # Without unpublished changes this is the row itself.
        draft = row.get_latest_revision_as_object()
        before = draft.serializable_data()
        change(draft)
        if draft.serializable_data() == before:
            return Amended.UNCHANGED
        keep_slug_free(draft)
        if not row.live:
            # As the form does: the row of what was never public is its newest draft.
            draft.save()
        revision = save_draft(draft, by=by)
        if not is_published_as_drafted or not policy.user_has_permission_for_instance(by, "publish", row):
            return Amended.DRAFTED
        publish(row, by=by, authorisation="role", revision=revision)
        return Amended.PUBLISHED


def require_unlocked(entry: Entry, *, by: User) -> None:
    """Raise ``ValidationError`` for an entry that is locked to a person, by a colleague or by its review."""
    lock = entry.get_lock()
    if lock is not None and lock.for_user(by):
        raise ValidationError(_("Запись закрыта для правок: её проверяют или её закрыл коллега."))
