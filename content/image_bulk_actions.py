"""Bulk actions of the media library: "all" means all that the list shows, and what is in use stays."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.images.views.bulk_actions import AddTagsBulkAction, AddToCollectionBulkAction, DeleteBulkAction

from content.image_operations import delete_images
from content.image_queries import Use, matching, uses_of
from content.image_views import ImageFilterSet
from content.models import Image


class _OfTheList:
    """Finds the pictures of the list the person looks at, with its words and filters."""

    request: Any
    permission_policy: Any

    def get_all_objects_in_listing_query(self, parent_id: str | None) -> QuerySet[Any]:
        """Return the keys of everything in the list."""
        images = self.permission_policy.instances_user_has_permission_for(self.request.user, "change")
        if parent_id is not None:
            images = images.filter(collection_id=parent_id)
        filters = ImageFilterSet(self.request.GET, queryset=images, request=self.request, is_searching=False)
        if filters.is_valid():
            images = filters.filter_queryset(images)
        if words := self.request.GET.get("q", "").strip():
            images = matching(images, words)
        return images.order_by("pk").values_list("pk", flat=True)


class TagImages(_OfTheList, AddTagsBulkAction):
    """Adds tags."""


class CollectImages(_OfTheList, AddToCollectionBulkAction):
    """Moves to a collection."""


class DeleteImages(_OfTheList, DeleteBulkAction):
    """Deletes what nothing shows and says of the rest where it is shown."""

    template_name = "content/images/confirm_bulk_delete.html"

    @cached_property
    def used(self) -> Mapping[int, Sequence[Use]]:
        """Where the chosen pictures are shown."""
        return uses_of(self._chosen)

    def get_actionable_objects(self) -> tuple[list[Image], dict[str, Any]]:
        """Leave out what is in use, beside what the person may not delete."""
        objects, rest = super().get_actionable_objects()
        self._chosen = objects
        rest["items_in_use"] = [
            {"item": image, "uses": self.used[image.pk]} for image in objects if image.pk in self.used
        ]
        return [image for image in objects if image.pk not in self.used], rest

    def get_execution_context(self) -> dict[str, Any]:
        """Hand the person on to the history."""
        return {"user": self.request.user}

    @classmethod
    def execute_action(cls, objects: list[Image], **kwargs: Any) -> tuple[int, int]:
        """Delete the pictures; one that came into use a moment ago stays."""
        kept = delete_images(objects, by=kwargs.get("user"))
        return len(objects) - len(kept), 0

    def prepare_action(self, objects: list[Image], objects_without_access: Any) -> None:
        """Say how many stay."""
        super().prepare_action(objects, objects_without_access)
        if count := len(objects_without_access["items_in_use"]):
            messages.warning(self.request, _("Используются и поэтому не удалены: %(count)s.") % {"count": count})
