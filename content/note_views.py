"""Notes on an entry in the admin: a side panel of the editor, and a page of their own that works without JavaScript."""

from typing import Any

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import Media
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.ui.side_panels import BaseSidePanel
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from content.models import Entry, EntryNote
from content.notes import MOST_LETTERS, add_note, may_read_notes, may_write_notes, notes_of, resolve_note

_FRAGMENT = "content/notes/notes.html"
# A refusal that the script shows in the panel; the person's text stays where it is.
_NOT_ACCEPTED = 422


def notes_context(entry: Entry, *, user: Any, error: str = "", text: str = "") -> dict[str, Any]:
    """Return what the list of notes and its form show."""
    notes = notes_of(entry)
    viewset = type(entry).snippet_viewset
    return {
        "notes": [(note, reverse(viewset.get_url_name("note_resolve"), args=(entry.pk, note.pk))) for note in notes],
        "open_notes": sum(note.resolved_at is None for note in notes),
        "notes_url": reverse(viewset.get_url_name("notes"), args=(entry.pk,)),
        "may_write_notes": may_write_notes(user, entry),
        "note_error": error,
        "note_text": text,
        "most_letters": MOST_LETTERS,
    }


class NotesPanel(BaseSidePanel):
    """The notes beside the form; writing one leaves the form as it is."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        """Its button, with the number of open notes."""

        aria_label = gettext_lazy("Показать или скрыть заметки")
        icon_name = "comment"
        counter_classname = "w-bg-critical-200"

        def get_context_data(self, parent_context: Any) -> dict[str, Any]:
            """Count the open notes."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            return {**context, "count": self.panel.notes["open_notes"]}

    name = "notes"
    title = gettext_lazy("Заметки")
    template_name = "content/notes/panel.html"
    order = 320

    @cached_property
    def notes(self) -> dict[str, Any]:
        """Return what is shown, read once for the button and the panel."""
        return notes_context(self.object, user=self.request.user)

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Add the notes."""
        return {
            **super().get_context_data(parent_context),
            **self.notes,
            "csrf_token": parent_context.get("csrf_token"),
        }

    @property
    def media(self) -> Media:
        """Return the script that sends notes by itself."""
        return Media(js=["content/notes.js"])


class _NotesView(WagtailAdminTemplateMixin, TemplateView):
    """What both views share; the city was asked before (``OwnCityMixin``)."""

    model: Any = None
    index_url_name: Any = None
    edit_url_name: Any = None
    template_name = "content/notes/page.html"
    page_title = gettext_lazy("Заметки")
    header_icon = "comment"

    @cached_property
    def entry(self) -> Entry:
        """Return the entry in question."""
        entry: Entry = get_object_or_404(self.model, pk=unquote(str(self.kwargs["pk"])))
        return entry

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse people who do not see the entry."""
        if not may_read_notes(request.user, self.entry):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Return the path to the page."""
        return [
            *self.breadcrumbs_items,
            {"url": reverse(self.index_url_name), "label": str(self.model.snippet_viewset.menu_label)},
            {"url": reverse(self.edit_url_name, args=(self.entry.pk,)), "label": str(self.entry)},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the notes."""
        notes = notes_context(self.entry, user=self.request.user)
        return {**super().get_context_data(entry=self.entry), **notes, **kwargs}

    def answer(self, *, error: str = "", text: str = "") -> HttpResponse:
        """Answer the script with the list anew, and everyone else with the page."""
        status = _NOT_ACCEPTED if error else 200
        if self.request.headers.get("x-requested-with") == "XMLHttpRequest":
            context = notes_context(self.entry, user=self.request.user, error=error, text=text)
            return render(self.request, _FRAGMENT, context, status=status)
        if error:
            context = self.get_context_data(note_error=error, note_text=text)
            return render(self.request, self.template_name, context, status=status)
        return redirect(self.entry_url("notes"))

    def entry_url(self, name: str) -> str:
        """Return the address of one of the entry's pages."""
        return reverse(type(self.entry).snippet_viewset.get_url_name(name), args=(self.entry.pk,))


class NotesView(_NotesView):
    """The notes on an entry, and a new one."""

    view_name = "notes"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Write a note."""
        text = request.POST.get("text", "")
        try:
            add_note(self.entry, by=request.user, text=text, now=timezone.now())  # type: ignore[arg-type]  # signed in
        except ValidationError as refusal:
            return self.answer(error=" ".join(refusal.messages), text=text)
        return self.answer()


class NoteResolveView(_NotesView):
    """Marks a note as done."""

    view_name = "note_resolve"
    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Resolve the note; raises ``Http404`` for a note on another entry."""
        note = get_object_or_404(EntryNote, pk=self.kwargs["note_pk"], entry_public_id=self.entry.public_id)
        resolve_note(note, entry=self.entry, by=request.user, now=timezone.now())  # type: ignore[arg-type]  # signed in
        return self.answer()
