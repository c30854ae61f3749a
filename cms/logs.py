"""The journals: read-only lists of what the machinery does."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail_modeladmin.helpers import PermissionHelper
from wagtail_modeladmin.options import ModelAdmin, ModelAdminGroup

from content.importing.admin import ImportRunAdmin
from content.kinds import get_kind
from search.models import OutboxEntry


class ReadOnly(PermissionHelper):
    """Lets those who may view a journal read it; nobody changes it by hand."""

    def user_can_list(self, user: Any) -> bool:
        """Tell whether the list may be opened."""
        return self.user_has_specific_permission(user, self.get_perm_codename("view"))

    def user_can_inspect_obj(self, user: Any, obj: Any) -> bool:
        """Tell whether one row may be opened."""
        return self.inspect_view_enabled and self.user_can_list(user)

    def user_can_create(self, user: Any) -> bool:
        """Refuse."""
        return False

    def user_can_edit_obj(self, user: Any, obj: Any) -> bool:
        """Refuse."""
        return False

    def user_can_delete_obj(self, user: Any, obj: Any) -> bool:
        """Refuse."""
        return False


class OutboxAdmin(ModelAdmin):
    """What the search engine has yet to hear of."""

    model = OutboxEntry
    menu_label = _("Очередь поиска")
    menu_icon = "search"
    base_url_path = "journals/search-outbox"
    permission_helper_class = ReadOnly
    list_display = ("public_id", "kind_name", "enqueued_at", "attempts", "next_try_at", "last_error")
    search_fields = ("public_id",)
    ordering = ("enqueued_at", "public_id")
    list_per_page = 50
    inspect_view_enabled = True
    history_view_enabled = False

    def kind_name(self, entry: OutboxEntry) -> str:
        """Return what the team calls the kind of an entry."""
        return str(get_kind(entry.kind).model._meta.verbose_name)

    kind_name.short_description = _("Вид")  # type: ignore[attr-defined]  # how modeladmin names columns


class JournalsGroup(ModelAdminGroup):
    """The menu of the journals."""

    menu_label = _("Журналы")
    menu_icon = "history"
    menu_order = 800
    items = (ImportRunAdmin, OutboxAdmin)
