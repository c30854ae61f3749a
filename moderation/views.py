"""Admin views of entries under review: every decision says what its moderator had on the screen."""

import json
from functools import cached_property
from typing import Any, Final

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import WorkflowState
from wagtail.snippets.views.snippets import WorkflowActionView

from content.models import Entry
from content.views import EntryEditView
from moderation.errors import AlreadyDecided, Conflict
from moderation.operations import require_unchanged
from moderation.queries import requested_changes, seen_version
from moderation.seen import Seen, content_hash

_DIGITS_OF_AN_ID: Final = 18


def posted_seen(request: HttpRequest) -> Seen:
    """Return what the page of a request says its moderator saw; nonsense counts as nothing seen."""
    number = request.POST.get("seen_revision_id", "")
    is_number = number.isascii() and number.isdigit() and len(number) <= _DIGITS_OF_AN_ID
    return Seen(revision_id=int(number) if is_number else None, content_hash=request.POST.get("seen_hash", ""))


def conflict_response(request: HttpRequest, *, entry: Entry, conflict: Conflict, seen: Seen) -> HttpResponse:
    """Answer 409 with what happened and the ways on: the newest version, and what changed since."""
    viewset = type(entry).snippet_viewset
    compare_url = ""
    if seen.revision_id is not None and entry.revisions.filter(pk=seen.revision_id).exists():
        compare_url = reverse(viewset.get_url_name("revisions_compare"), args=(entry.pk, seen.revision_id, "latest"))
    context = {
        "message": conflict.message,
        "entry": entry,
        "edit_url": reverse(viewset.get_url_name("edit"), args=(entry.pk,)),
        "compare_url": compare_url,
    }
    return TemplateResponse(request, "moderation/conflict.html", context, status=409)


class ModeratedEditView(EntryEditView):
    """The editor with the decisions in its menu."""

    partials_template_name = "moderation/entry_partials.html"
    is_decided_already = False

    def get_action(self, request: HttpRequest) -> str:
        """Return the pressed button; a decision on something that no longer waits is a conflict, not a saving."""
        try:
            return super().get_action(request)
        except PermissionDenied:
            if "action-workflow-action" not in request.POST or self.current_workflow_task is not None:
                raise
            self.is_decided_already = True
            return "edit"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Save and decide together, or do neither."""
        seen = posted_seen(request)
        try:
            if self.is_decided_already:
                raise AlreadyDecided
            if self.action != "workflow-action":
                return super().post(request, *args, **kwargs)
            with transaction.atomic():
                # What is saved below stands directly on what was seen, because nobody else can save meanwhile.
                require_unchanged(self.live_object, seen=seen)
                return super().post(request, *args, **kwargs)
        except Conflict as conflict:
            return conflict_response(request, entry=self.live_object, conflict=conflict, seen=seen)

    def workflow_action_action(self) -> None:
        """Decide on the version that this very request has saved on top of the one that was seen."""
        task_state = self.object.current_workflow_task_state
        if task_state is None:
            raise AlreadyDecided
        task = task_state.task.specific
        form = task.get_form_for_action(self.workflow_action)(self._dialog_data())
        if not form.is_valid():
            raise ValidationError([message for errors in form.errors.values() for message in errors])
        saved = seen_version(self.live_object)
        task.on_action(
            task_state,
            self.request.user,
            self.workflow_action,
            comment=form.cleaned_data["comment"],
            seen_revision_id=saved.revision_id,
            seen_hash=saved.content_hash,
        )

    def _dialog_data(self) -> dict[str, Any]:
        """Return what the dialog of the action collected; only the comment is taken from it."""
        try:
            data = json.loads(self.request.POST.get("workflow-action-extra-data", "{}"))
        except (ValueError, RecursionError):
            return {}
        return {"comment": data.get("comment", "")} if isinstance(data, dict) else {}

    def get_success_message(self, instance: Entry | None = None) -> str:
        """Say what the decision did."""
        if self.action != "workflow-action":
            return super().get_success_message(instance)
        state = self.live_object.workflow_states.order_by("-created_at", "-pk").first()
        if state is not None and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
            return _("«%(title)s»: правки запрошены.") % {"title": self.object}
        is_live = self.model._default_manager.filter(pk=self.object.pk, live=True).exists()
        text = _("«%(title)s» одобрено и опубликовано.") if is_live else _("«%(title)s» одобрено и запланировано.")
        return text % {"title": self.object}

    @cached_property
    def _shown_version(self) -> Seen:
        if self.request.method == "POST":
            # A page with errors keeps what it was opened with; only a completed autosave moves on.
            return seen_version(self.live_object) if self.expects_json_response else posted_seen(self.request)
        latest = self.object.latest_revision
        if latest is None:
            return Seen(revision_id=None, content_hash="")
        return Seen(revision_id=latest.pk, content_hash=content_hash(latest.content))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what this page shows, to come back with a decision, and what a moderator asked for."""
        asked = requested_changes(self.live_object)
        return {**super().get_context_data(**kwargs), "seen": self._shown_version, "requested_changes": asked}


class DecisionView(WorkflowActionView):
    """A decision outside the editor: the page that links here says what it showed, in ``seen_…`` parameters."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Decide or refuse with a message; a refusal changes nothing."""
        try:
            with transaction.atomic():
                if not self.object.workflow_in_progress:
                    raise AlreadyDecided
                return super().dispatch(request, *args, **kwargs)
        except Conflict as conflict:
            if self._is_dialog:
                messages.error(request, conflict.message)
                return self.render_modal_json(request, {"step": "success", "redirect": self._edit_url})
            return conflict_response(request, entry=self.object, conflict=conflict, seen=posted_seen(request))
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
            if self._is_dialog:
                return self.render_modal_json(request, {"step": "success", "redirect": self._edit_url})
            return redirect(self._edit_url)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Open the dialog, handing on what the page before it showed."""
        names = ("seen_revision_id", "seen_hash")
        return self.render_modal_form(request, self.form_class(initial={name: request.GET.get(name) for name in names}))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Take the decision."""
        form = self.form_class(request.POST)
        if not form.is_valid():
            if self._is_dialog:
                return self.render_modal_form(request, form)
            raise ValidationError([message for errors in form.errors.values() for message in errors])
        self.task.on_action(self.task_state, request.user, self.action_name, **form.cleaned_data)
        messages.success(request, _("Решение принято."))
        if self._is_dialog:
            return self.render_modal_json(request, {"step": "success", "redirect": self.redirect_url})
        return redirect(self.redirect_url)

    @property
    def _is_dialog(self) -> bool:
        return self.request.headers.get("x-requested-with") == "XMLHttpRequest"

    @property
    def _edit_url(self) -> str:
        return reverse(self.redirect_url_name, args=(self.object.pk,))
