"""Admin views of entries: Wagtail's own, whose buttons take the same roads as everyone."""

from datetime import timedelta
from functools import cached_property
from typing import Any

from django.contrib.admin.utils import quote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.ui.side_panels import ChecksSidePanel
from wagtail.admin.views.generic.mixins import CreateEditViewOptionalFeaturesMixin, RevisionsRevertMixin
from wagtail.admin.widgets.button import Button
from wagtail.fields import RichTextField
from wagtail.models import Revision
from wagtail.snippets.views import snippets as wagtail_views

from content.city_access import cities_for
from content.editing_conflict import conflict_page
from content.entry_audit import is_recorded, record_entry, record_new, record_revisions
from content.form_aids import form_aids
from content.lifecycle_views import LifecycleEditorMixin
from content.models import Entry
from content.note_views import NotesPanel
from content.operations import ensure_standing, publish, submit, unpublish
from content.richtext import plain_text
from content.whereabouts import is_deleted
from delivery.enums import AuditAction

_MAX_DIGITS = 18
# An autosave that a form does not know of yet was sent this long ago at most.
_AUTOSAVE_UNDER_WAY = timedelta(seconds=60)
# Buttons of the editor's form whose refusal must not turn into a mere saving.
_BUTTONS = frozenset({"publish", "submit", "cancel-workflow", "restart-workflow", "workflow-action"})


class EntryActionsMixin(CreateEditViewOptionalFeaturesMixin):
    """Sends the buttons of the editor's form down the roads of ``content.operations``.

    Wagtail saves a draft when a button is pressed that its user does not have; here that is refused and nothing is
    saved. An entry that is incomplete stays a saved draft, with a message that says what is missing.
    """

    def get_action(self, request: HttpRequest) -> str:
        """Return the pressed button; raises ``PermissionDenied`` when it is not this person's to press."""
        action = super().get_action(request)
        pressed = {name.removeprefix("action-") for name in request.POST} & _BUTTONS
        if pressed - {action}:
            raise PermissionDenied
        return action

    def run_action_method(self) -> HttpResponse | None:
        """Run the pressed button after the draft was saved; a refusal undoes the button only."""
        try:
            with transaction.atomic():
                return super().run_action_method()
        except ValidationError as refusal:
            self._say_refused(refusal)
            return redirect(self.get_edit_url())

    def _say_refused(self, refusal: ValidationError) -> None:
        text = " ".join(refusal.messages)
        messages.error(self.request, _("Черновик сохранён. %(refusal)s") % {"refusal": text})

    def publish_action(self) -> HttpResponse | None:
        """Publish the version just saved, on the authority of the role; the hooks of Wagtail run as usual."""
        before = self.run_hook("before_publish", self.request, self.object)
        if before is not None:
            return before
        publish(
            self._fresh_row(),
            by=self.request.user,
            authorisation="role",
            revision=self.new_revision,
        )
        return self.run_hook("after_publish", self.request, self.object)

    def submit_action(self) -> None:
        """Hand the version just saved to the moderators."""
        submit(self._fresh_row(), by=self.request.user)

    def restart_workflow_action(self) -> None:
        """Begin the review anew."""
        self.workflow_state.cancel(user=self.request.user)
        self.submit_action()

    def cancel_workflow_action(self) -> None:
        """Take the entry back from the moderators."""
        super().cancel_workflow_action()
        record_entry(self.live_object, action=AuditAction.WITHDRAW, by=self.request.user, now=timezone.now())

    def save_action(self) -> HttpResponse:
        """Say beside "saved" what the editor should know of what was typed."""
        if not self.expects_json_response:
            for remark in self.form.remarks():
                messages.warning(self.request, remark)
        return super().save_action()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what stands above the form."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        form = context["form"]
        return {**context, "aids": form_aids(form, form.instance, is_locked=bool(self.locked_for_user))}

    def get_side_panels(self) -> MediaContainer:
        """Leave out the checks of accessibility: they judge a page, and the preview is not the public one."""
        panels = super().get_side_panels()
        return MediaContainer([panel for panel in panels if not isinstance(panel, ChecksSidePanel)])

    def _fresh_row(self) -> Entry:
        model = self.model
        return model._default_manager.get(pk=self.object.pk)


class EntryCreateView(EntryActionsMixin, wagtail_views.CreateView):
    """A new entry, in the city where its editor worked last."""

    new_label: Any = ""

    def save_instance(self) -> Entry:
        """Store the entry with who looks after it, and record it; autosave creates entries here as well."""
        entry: Entry = super().save_instance()
        now = timezone.now()
        ensure_standing(entry, owner=self.request.user)
        record_new(entry, self.new_revision, action=AuditAction.CREATE, by=self.request.user, now=now)
        return entry

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """End with the kind's own words for a new entry."""
        items = super().get_breadcrumbs_items()
        return [*items[:-1], {**items[-1], "label": self.new_label}]

    def get_page_subtitle(self) -> str:
        """Head the page with them too."""
        return str(self.new_label)

    def get_initial(self) -> dict[str, Any]:
        """Preselect a city: without one nothing can be saved, not even automatically."""
        user = self.request.user
        cities = cities_for(user).filter(is_active=True)
        mine = self.model._default_manager.filter(latest_revision__user=user, city__in=cities)
        last = mine.order_by("-latest_revision__created_at", "-pk").values_list("city_id", flat=True).first()
        first = cities.order_by("pk").values_list("pk", flat=True).first()
        return {**super().get_initial(), "city": last or first}


class EntryEditView(LifecycleEditorMixin, EntryActionsMixin, wagtail_views.EditView):
    """The editor of an entry; whoever saves waits for whoever is saving the same entry."""

    @cached_property
    def overwrite_revision(self) -> Revision | None:
        """Return the revision that autosave continues; a number that is none is refused like a foreign one."""
        number = self.request.POST.get("overwrite_revision_id", "")
        if number and not (number.isascii() and number.isdigit() and len(number) <= _MAX_DIGITS):
            raise PermissionDenied
        revision: Revision | None = super().overwrite_revision
        # What stands in the audit log, or was published, stays as it was: autosave goes on in a version of its own.
        return None if revision is not None and is_recorded(self.object, revision) else revision

    def save_instance(self) -> Entry:
        """Store the draft, and record it when a person saves: autosave would flood the log."""
        entry: Entry = super().save_instance()
        if not self.expects_json_response:
            record_revisions(self.live_object)
        return entry

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        """Add the way to the draft's page on the site."""
        address = reverse(self.model.snippet_viewset.get_url_name("frontend_preview"), args=(quote(self.object.pk),))
        open_draft = Button(
            gettext_lazy("Открыть черновик на сайте"),
            url=address,
            icon_name="view",
            attrs={"target": "_blank", "rel": "noopener"},
            priority=25,
        )
        return [*super().header_more_buttons, open_draft]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Save, unless somebody has saved another version since this form was opened; autosave asks by itself."""
        if not self.expects_json_response and self.is_out_of_date and not self._is_own_autosave:
            return conflict_page(request, entry=self.live_object, form=self.get_form(), newest=self.latest_revision)
        return super().post(request, *args, **kwargs)

    @property
    def _is_own_autosave(self) -> bool:
        """Tell whether the newest version is this person's autosave, a moment ago, of what this form has loaded.

        Who presses a button while the first autosave is under way sends a form that does not know of it. That version
        stays in the history below the one saved now.
        """
        newest = self.latest_revision
        if newest is None or newest.user_id != self.request.user.pk or is_recorded(self.object, newest):
            return False
        if self.request.POST.get("overwrite_revision_id"):
            return False
        if timezone.now() - newest.created_at > _AUTOSAVE_UNDER_WAY:
            return False
        before = self.object.revisions.exclude(pk=newest.pk).order_by("-created_at", "-pk")
        loaded = self.request.POST.get("loaded_revision_id", "")
        return str(before.values_list("pk", flat=True).first()) == loaded

    def get_side_panels(self) -> MediaContainer:
        """Add the notes; what autosave renews leaves them out, so that an unfinished one stays."""
        panels = super().get_side_panels()
        if self.expects_json_response:
            return panels
        return MediaContainer([*panels, NotesPanel(self.object, self.request)])

    def get_object(self, queryset: QuerySet[Entry] | None = None) -> Entry:
        """Load the newest draft; before a change, under a lock.

        Publishing locks the entry before its revisions, autosave on its own would do it the other way round.
        """
        if self.request.method == "POST":
            rows = self.model._default_manager.select_for_update(no_key=True)
            public_id = rows.filter(pk=self.object_pk).values_list("public_id", flat=True).first()
            # Somebody may have deleted it while this request waited for the lock.
            if public_id is not None and is_deleted(public_id):
                raise Http404
        return super().get_object(queryset)


class EntryRevertMixin(RevisionsRevertMixin):
    """Makes an older version the draft again, also one that was incomplete: Wagtail's own view fails on these."""

    def save_instance(self) -> Entry:
        """Save the version as the newest draft without asking whether it could be published."""
        instance = self.form.save(commit=not self.object.live)
        self.has_content_changes = self.form.has_changed()
        self.new_revision = instance.save_revision(
            user=self.request.user, log_action=True, previous_revision=self.revision, clean=False
        )
        record_revisions(self.live_object)
        return instance


class EntryInspectView(wagtail_views.InspectView):
    """All of an entry at a glance, in words."""

    def get_field_display_value(self, field_name: str, field: Any) -> Any:
        """Say yes, no and nothing in words, and show rich text as it reads."""
        value = super().get_field_display_value(field_name, field)
        if isinstance(field, RichTextField):
            value = plain_text(value)
        if isinstance(value, bool):
            return _("да") if value else _("нет")
        if isinstance(value, list):
            value = ", ".join(map(str, value))
        return "—" if value is None or value == "" else value


class EntryUnpublishView(wagtail_views.UnpublishView):
    """Takes an entry off the site."""

    def unpublish(self) -> HttpResponse | None:
        """Unpublish through the operation; the hooks of Wagtail run as usual."""
        before = self.run_hook("before_unpublish", self.request, self.object)
        if before is not None:
            return before
        unpublish(self.object, by=self.request.user)
        return self.run_hook("after_unpublish", self.request, self.object)


class EntryUnscheduleView(wagtail_views.RevisionsUnscheduleView):
    """Takes back a publication that is still to come."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Unschedule the version and record that."""
        response = super().post(request, *args, **kwargs)
        by, now = self.request.user, timezone.now()
        record_entry(self.object, action=AuditAction.UNSCHEDULE, by=by, now=now, revision_id=self.revision.pk)
        return response
