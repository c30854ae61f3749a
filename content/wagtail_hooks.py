"""What content adds to Wagtail's admin."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, URLResolver, path
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.actions.registry import ActionRegistry
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.permissions import register_permission_policy

from content.authorisations import authorisation_text
from content.bin_views import bin_menu_item, bin_urls
from content.bulk.actions import ACTIONS, keep_deletion_to_its_operation
from content.bulk.putting_away import PUTTING_AWAY, RefusedDeletion
from content.comparison import register_comparisons
from content.coordinates_view import coordinates
from content.image_bulk_actions import CollectImages, DeleteImages, TagImages
from content.image_choosers import OurImageChooserViewSet
from content.image_views import (
    ImageDeleteView,
    ImageEditView,
    ImageIndexView,
    ImagesAddView,
    ImagesDeleteView,
)
from content.importing.admin import admin_urls, menu_item
from content.models import Category, Entry, Image
from content.reference import FixedRowsPolicy, ReferenceGroup
from content.translator.views import translate
from content.whereabouts import any_deleted

register_comparisons()
register_permission_policy(Category, FixedRowsPolicy(Category))
keep_deletion_to_its_operation()
for _action in (*ACTIONS, *PUTTING_AWAY):
    hooks.register("register_bulk_action", _action)


@hooks.register("register_admin_viewset")
def register_reference() -> ReferenceGroup:
    """Add cities, categories, tags and staff assignments to the menu."""
    return ReferenceGroup()


@hooks.register("register_admin_urls")
def register_import_urls() -> list[URLPattern]:
    """Add the pages of importing."""
    return admin_urls()


@hooks.register("register_admin_urls")
def register_form_urls() -> list[URLPattern]:
    """Add what the scripts of the forms ask."""
    return [
        path("forms/coordinates/", coordinates, name="content_coordinates"),
        path("forms/translate/<slug:kind>/", translate, name="content_translate"),
    ]


@hooks.register("register_admin_urls", order=-1)
def register_image_urls() -> list[URLPattern | URLResolver]:
    """Put our pages of pictures before Wagtail's, at the same addresses: the first match answers."""
    chooser = OurImageChooserViewSet("wagtailimages_chooser", model=Image, url_prefix="images/chooser")
    return [
        path("images/", ImageIndexView.as_view()),
        path("images/results/", ImageIndexView.as_view(results_only=True)),
        path("images/<int:image_id>/", ImageEditView.as_view()),
        path("images/<int:image_id>/delete/", ImageDeleteView.as_view()),
        path("images/multiple/add/", ImagesAddView.as_view()),
        path("images/multiple/<int:image_id>/delete/", ImagesDeleteView.as_view()),
        path("images/chooser/", chooser.choose_view),
        path("images/chooser/results/", chooser.choose_results_view),
    ]


@hooks.register("insert_global_admin_css")
def looks_of_pictures() -> str:
    """Add the style of the media library, whose dialog opens on any page."""
    return format_html('<link rel="stylesheet" href="{}">', static("content/pictures.css"))


# After Wagtail's actions of the same names, which they replace.
for action in (TagImages, CollectImages, DeleteImages):
    hooks.register("register_bulk_action", action, order=10)


@hooks.register("register_admin_menu_item")
def register_import_menu_item() -> MenuItem:
    """Add importing to the menu."""
    return menu_item()


@hooks.register("register_admin_urls")
def register_bin_urls() -> list[URLPattern]:
    """Add the bin."""
    return bin_urls()


@hooks.register("register_admin_menu_item")
def register_bin_menu_item() -> MenuItem:
    """Add the bin to the menu."""
    return bin_menu_item()


@hooks.register("before_bulk_action")
def leave_the_bin_alone(request: HttpRequest, action_type: str, objects: Sequence[Any], action: Any) -> None:
    """Refuse every bulk action on entries that has a deleted one among them; raises ``PermissionDenied``."""
    public_ids = [row.public_id for row in objects if isinstance(row, Entry)]
    if public_ids and any_deleted(public_ids):
        raise PermissionDenied


@hooks.register("register_actions")
def register_actions(registry: ActionRegistry) -> None:
    """Let nothing that goes through Wagtail's actions really delete an entry."""
    registry.register(Entry, RefusedDeletion)


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    """Name the entries that our operations write into the history."""
    actions.register_action("content.import", gettext_lazy("Импорт"), gettext_lazy("Черновик обновлён импортом"))

    @actions.register_action("content.authorise")
    class AuthoriseFormatter(LogFormatter):
        """Says why an entry was allowed to become public."""

        label = gettext_lazy("Разрешение на публикацию")

        def format_message(self, log_entry: Any) -> str:
            """Return the sentence of the history."""
            return _("Публикация разрешена: %s") % authorisation_text(log_entry.data.get("authorisation", ""))
