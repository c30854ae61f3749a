"""Making a copy of an entry: an operation, because Wagtail's own copy view takes a live original offline."""

import uuid
from collections.abc import Iterator
from datetime import datetime
from typing import Any, TypeVar

from django.core.exceptions import FieldDoesNotExist, PermissionDenied
from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _
from modelcluster.models import get_all_child_relations

from accounts.models import User
from content.city_access import works_with
from content.entry_audit import record_revisions
from content.models.entry import Entry
from content.operations import create_draft
from content.whereabouts import require_not_deleted

_Entry = TypeVar("_Entry", bound=Entry)

_TITLE_LENGTH = 200
# What belongs to the original's own life.
_LEFT_BEHIND = ("go_live_at", "expire_at", "first_published_at", "last_published_at", "locked_at", "locked_by")


def may_duplicate(user: Any, entry: Entry) -> bool:
    """Tell whether somebody may copy an entry: of the own cities, seen by them, with the right to write new ones."""
    meta = entry._meta
    can_add = user.has_perm(f"{meta.app_label}.add_{meta.model_name}")
    can_see = any(user.has_perm(f"{meta.app_label}.{action}_{meta.model_name}") for action in ("view", "change"))
    return can_add and can_see and works_with(user, entry)


def duplicate(entry: _Entry, *, by: User, now: datetime) -> _Entry:
    """Store a copy of the newest draft of an entry as a new draft of its own; answers the copy.

    Texts, pictures, dates and tags are the same, the title says that it is a copy; its place on the site, its schedule
    and its workflow stay with the original. Raises ``PermissionDenied``, and ``PutAwayEntry`` for the bin.
    """
    if not may_duplicate(by, entry):
        raise PermissionDenied
    with transaction.atomic():
        require_not_deleted(entry)
        record_revisions(entry)
        copy = _copied(entry)
        create_draft(copy, by=by, original=entry)
    return copy


def _copied(entry: _Entry) -> _Entry:
    draft = entry.get_latest_revision_as_object()
    content = draft.serializable_data()
    for child, row in _child_rows(type(entry), content):
        row["pk"] = None
        if _has_key(child):
            row["key"] = str(uuid.uuid4())
    content.update(pk=None, public_id=str(uuid.uuid4()), slug="", live=False, live_revision=None, latest_revision=None)
    content.update(dict.fromkeys(_LEFT_BEHIND), locked=False, expired=False)
    copy: _Entry = type(entry).from_serializable_data(content, check_fks=True, strict_fks=False)
    copy.title_ru = _copy_title(draft.title_ru)
    copy.title_kk = _copy_title(draft.title_kk) if draft.title_kk else ""
    return copy


def _copy_title(title: str) -> str:
    mark = _(" (копия)")
    return f"{title[: _TITLE_LENGTH - len(mark)]}{mark}"


def _child_rows(model: type[Model], content: dict[str, Any]) -> Iterator[tuple[type[Model], dict[str, Any]]]:
    for relation in get_all_child_relations(model):
        for row in content.get(relation.get_accessor_name()) or []:
            yield relation.related_model, row


def _has_key(model: type[Model]) -> bool:
    try:
        model._meta.get_field("key")
    except FieldDoesNotExist:
        return False
    return True
