"""Two editors on one entry: the second save never overwrites the first one silently.

The form carries the version that it was opened with, by number and by the moment of its last change, because autosave
rewrites a version in place (Wagtail's ``loaded_revision_…`` inputs; ``overwrite_revision_id`` once autosave has begun).
A save on top of anything else is answered with a page that keeps what was typed, shows what differs, and lets people
choose. Autosave answers with an error instead, which Wagtail's page shows.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.utils import get_user_display_name
from wagtail.models import Revision

from content.audit_texts import ChangeText, change_texts
from content.change_record import change_record
from content.models import Entry
from content.revision_changes import changes_between

CONFLICT: Final = 409
# What names the version a form stands on, and which button was pressed.
_STANDS_ON: Final = frozenset(
    {
        "csrfmiddlewaretoken",
        "overwrite_revision_id",
        "loaded_revision_id",
        "loaded_revision_created_at",
        "seen_revision_id",
        "seen_hash",
    }
)


@dataclass(frozen=True, kw_only=True)
class Kept:
    """A field of the form as it was sent, to be sent again."""

    name: str
    value: str


def kept_fields(request: HttpRequest) -> Iterator[Kept]:
    """Yield everything that was typed, without the buttons and without the version it stood on."""
    for name, values in request.POST.lists():
        if name not in _STANDS_ON and not name.startswith("action-") and not name.startswith("workflow-action"):
            yield from (Kept(name=name, value=str(value)) for value in values)


def differences(form: Any, newest: Revision) -> Sequence[ChangeText]:
    """Return what differs between the newest version (before) and what was typed (after); nothing of a faulty form."""
    # As for any draft: what is required for publishing may be missing.
    form.defer_required_fields()
    if not form.is_valid():
        return ()
    typed: Entry = form.save(commit=False)
    # In the form in which revisions are stored, so that equal moments and numbers are equal.
    content = json.loads(json.dumps(typed.serializable_data(), cls=DjangoJSONEncoder))
    changes = changes_between(newest.content, content)
    kept = change_record(type(typed), changes)
    return change_texts(type(typed), kept.before, kept.after)


def conflict_page(request: HttpRequest, *, entry: Entry, form: Any, newest: Revision) -> HttpResponse:
    """Answer 409 with the other version and this one; sent again from here, it is saved on top of the newest."""
    edit_url = reverse(type(entry).snippet_viewset.get_url_name("edit"), args=(entry.pk,))
    is_own = newest.user_id == request.user.pk
    context = {
        "entry": entry,
        "edit_url": edit_url,
        "saved_by": "" if is_own else get_user_display_name(newest.user) if newest.user else _("система"),
        "newest": newest,
        "newest_created_at": newest.created_at.isoformat(),
        "changes": differences(form, newest),
        "kept": list(kept_fields(request)),
    }
    return TemplateResponse(request, "content/editing/conflict.html", context, status=CONFLICT)
