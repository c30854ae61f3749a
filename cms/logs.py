"""The journals: read-only lists of what the machinery does."""

from typing import Any, Final

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail_modeladmin.helpers import PermissionHelper
from wagtail_modeladmin.options import ModelAdmin, ModelAdminGroup

from content.audit_rows import visible_records, who_text, with_who
from content.importing.admin import ImportRunAdmin
from content.kinds import all_kinds, get_kind
from delivery.models import AuditRecord
from search.models import OutboxEntry

_ACCOUNTS: Final = _("учётная запись")


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


class AuditAdmin(ModelAdmin):
    """Who changed what: the whole audit log, of the reader's cities."""

    model = AuditRecord
    menu_label = _("Изменения")
    menu_icon = "history"
    base_url_path = "journals/changes"
    permission_helper_class = ReadOnly
    list_display = ("at", "action", "kind_name", "title", "who_name", "city", "reason")
    list_filter = ("action", "kind", "city", "at")
    search_fields = ("title", "object_id", "reason")
    ordering = ("-at", "-pk")
    list_per_page = 50
    inspect_view_enabled = True
    inspect_view_fields = (
        "at",
        "action",
        "kind_name",
        "title",
        "object_id",
        "who_name",
        "city",
        "reason",
        "before",
        "after",
    )
    history_view_enabled = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[AuditRecord]:
        """Return the records that this person may read, with names where accounts may be seen."""
        own = visible_records(request.user)
        return with_who(super().get_queryset(request).filter(pk__in=own.values("pk")), user=request.user)

    def kind_name(self, record: AuditRecord) -> str:
        """Return what the team calls the kind of what was changed."""
        kinds = {kind.name: str(kind.model._meta.verbose_name) for kind in all_kinds()}
        return kinds.get(record.kind, str(_ACCOUNTS) if record.kind == "user" else record.kind)

    def who_name(self, record: AuditRecord) -> str:
        """Return who did it."""
        who: str = getattr(record, "who", "")
        return who_text(record.actor, {record.actor: who} if who else {})

    kind_name.short_description = _("Вид")  # type: ignore[attr-defined]  # how modeladmin names columns
    who_name.short_description = _("Кто")  # type: ignore[attr-defined]


class JournalsGroup(ModelAdminGroup):
    """The menu of the journals."""

    menu_label = _("Журналы")
    menu_icon = "history"
    menu_order = 800
    items = (AuditAdmin, ImportRunAdmin, OutboxAdmin)
