"""The admin of entries: what all kinds share."""

from typing import Any, ClassVar, Final

from django.core.files.storage import default_storage
from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import override
from django.views import View
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.permissions import register_permission_policy
from wagtail.snippets.views import snippets as wagtail_views
from wagtail.snippets.views.snippets import PreviewOnCreateView, SnippetViewSet

from content.audit_views import EntryAuditView
from content.choosers import EntryChooserViewSet
from content.city_access import EntryPolicy, OwnCityMixin, of_own_cities
from content.comparison_views import EntryCompareView
from content.editorial_state import EditorialState, with_editorial_state
from content.lifecycle_views import ArchiveView, DuplicateView, EntryDeleteView, UnarchiveView
from content.list_views import EntryIndexView
from content.lock_views import EntryLockView, EntryUnlockView
from content.models import Entry, Rendition
from content.note_views import NoteResolveView, NotesView
from content.preview import MODES, Preview
from content.preview_views import FrontendPreviewView
from content.renditions import CARD, MEDIA_PREFIX
from content.views import (
    EntryCreateView,
    EntryEditView,
    EntryInspectView,
    EntryRevertMixin,
    EntryUnpublishView,
    EntryUnscheduleView,
)
from content.whereabouts import with_owner, without_deleted, without_put_away

# Views without an entry in their address.
_VIEWS_OF_KINDS: Final = frozenset({"list", "create"})
# What views need where Wagtail asks too much of those who only read, or nothing at all.
_NEEDED: Final[tuple[tuple[tuple[type[View], ...], dict[str, Any]], ...]] = (
    (
        (
            wagtail_views.HistoryView,
            wagtail_views.UsageView,
            wagtail_views.PreviewRevisionView,
            wagtail_views.RevisionsCompareView,
            wagtail_views.WorkflowHistoryView,
            wagtail_views.WorkflowHistoryDetailView,
        ),
        {"permission_required": None, "any_permission_required": ["change", "view"]},
    ),
    ((wagtail_views.ConfirmWorkflowCancellationView,), {"permission_required": "change"}),
)


class EntryViewSet(SnippetViewSet):
    """Lists, edits and previews one kind of entries.

    A kind sets ``new_label`` (what the button of a new entry says), ``preview_content`` (a static method from draft,
    language and moment to a ``Preview``), its filters, panels and the ``related`` rows that its columns show.
    """

    add_to_admin_menu = True
    # Wagtail's copy view takes a live original offline; duplicating is an operation.
    copy_view_enabled = False
    inspect_view_enabled = True
    list_per_page = 30
    # The search over drafts answers, not Wagtail's index; the names only switch the search box on.
    search_backend_name = None
    search_fields: tuple[str, ...] = ("title_ru", "title_kk")
    index_view_class = EntryIndexView
    index_template_name = "content/list/index.html"
    index_results_template_name = "content/list/index_results.html"
    add_view_class = EntryCreateView
    edit_view_class = EntryEditView
    inspect_view_class = EntryInspectView
    unpublish_view_class = EntryUnpublishView
    lock_view_class = EntryLockView
    unlock_view_class = EntryUnlockView
    delete_view_class = EntryDeleteView
    delete_template_name = EntryDeleteView.template_name
    revisions_unschedule_view_class = EntryUnscheduleView
    revisions_compare_view_class = EntryCompareView
    chooser_viewset_class = EntryChooserViewSet

    new_label: ClassVar[Any]
    # From draft, language and moment to a Preview; a callable class attribute is a method to the type checker.
    preview_content: ClassVar[Any]
    related: ClassVar[tuple[str, ...]] = ()

    @property
    def revisions_revert_view_class(self) -> type[EntryEditView]:
        """Return the editor of an older version, made from the kind's own editor."""
        return type("_RevertView", (EntryRevertMixin, self.edit_view_class), {"view_name": "revisions_revert"})

    @property
    def frontend_preview_view(self) -> Any:
        """Return the way to the frontend's page of a draft."""
        return self.construct_view(FrontendPreviewView, model=self.model)

    def get_urlpatterns(self) -> list[URLPattern]:
        """Add what Wagtail has no views for."""
        conv = self.pk_path_converter
        lifecycle = (ArchiveView, UnarchiveView, DuplicateView, EntryAuditView, NotesView)
        return [
            *super().get_urlpatterns(),
            path(f"frontend/<{conv}:pk>/", self.frontend_preview_view, name="frontend_preview"),
            path(
                f"notes/<{conv}:pk>/<int:note_pk>/resolve/", self.construct_view(NoteResolveView), name="note_resolve"
            ),
            *(
                path(f"{view.view_name}/<{conv}:pk>/", self.construct_view(view), name=view.view_name)
                for view in lifecycle
            ),
        ]

    def construct_view(self, view_class: type[View], **kwargs: Any) -> Any:
        """Guard every view, also those that later versions of Wagtail add, against people of other cities."""
        if getattr(view_class, "view_name", "") not in _VIEWS_OF_KINDS and view_class is not PreviewOnCreateView:
            guards = (
                (OwnCityMixin,)
                if issubclass(view_class, PermissionCheckedMixin)
                else (OwnCityMixin, PermissionCheckedMixin)
            )
            needed = next((needed for views, needed in _NEEDED if issubclass(view_class, views)), {})
            view_class = type(view_class.__name__, (*guards, view_class), {"model": self.model, **needed})
        return super().construct_view(view_class, **kwargs)

    def on_register(self) -> None:
        """Let bulk actions and buttons ask for the cities too."""
        register_permission_policy(self.model, EntryPolicy(self.model))
        super().on_register()

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """Label the button of the list in correct grammar: Wagtail declines nothing."""
        return super().get_index_view_kwargs(add_item_label=self.new_label, **kwargs)

    def get_add_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """Title the empty form likewise."""
        return super().get_add_view_kwargs(new_label=self.new_label, **kwargs)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Entry]:
        """Return the rows of the list with everything that its columns show, in a fixed number of queries.

        The bin is never listed here. The archive is listed when the filter by state asks for it.
        """
        entries = with_owner(self.model._default_manager.select_related("city", *self.related))
        wants_archive = EditorialState.ARCHIVED in request.GET.getlist("editorial_state")
        kept = without_deleted(entries) if wants_archive else without_put_away(entries)
        own = of_own_cities(kept, user=request.user)
        return with_editorial_state(own, now=timezone.now()).prefetch_related(
            Prefetch("cover__renditions", queryset=Rendition.objects.filter(filter_spec=CARD))
        )

    def serve_preview(self, entry: Entry, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Show a draft with the same texts as the public would get."""
        mode = MODES.get(mode_name)
        if mode is None:
            raise Http404
        # The texts of the page are in the reader's language, whatever the editor's is.
        with override(mode.language):
            content: Preview = type(self).preview_content(entry, mode.language, timezone.now())
            image = content.image and default_storage.url(content.image.removeprefix(MEDIA_PREFIX))
            context = {"preview": content, "image": image}
            return TemplateResponse(request, f"preview/{mode.shape}.html", context).render()
