"""The journal of changes: the whole audit log, of the reader's cities."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.audit_rows import visible_records, who_text, with_who
from content.audit_texts import change_texts
from content.city_access import cities_for
from content.journals import ChoiceFilter, CityFilter, Journal, PeriodFilter, titled
from content.kinds import all_kinds
from delivery.enums import AuditAction
from delivery.models import AuditRecord

_ACCOUNTS = "user"


class _ActionFilter(ChoiceFilter):
    title = gettext_lazy("Действие")
    parameter_name = "action"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return list(AuditAction.choices)

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(action=self.value()) if self.value() else queryset


class _KindFilter(ChoiceFilter):
    title = gettext_lazy("Вид")
    parameter_name = "kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        kinds = [(kind.name, str(kind.model._meta.verbose_name_plural).capitalize()) for kind in all_kinds()]
        return [*kinds, (_ACCOUNTS, _("Учётные записи"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(kind=self.value()) if self.value() else queryset


class _Period(PeriodFilter):
    column = "at"


class _City(CityFilter):
    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Keep the records of the city, which stands in them by its slug."""
        city = self.value() and cities_for(request.user).filter(slug=self.value()).first()
        return queryset.filter(city=city.slug) if city else queryset


class AuditJournal(Journal):
    """Who changed what, and from what to what."""

    model = AuditRecord
    menu_label = gettext_lazy("Изменения")
    menu_icon = "history"
    base_url_path = "journals/changes"
    export_filename = "changes"
    list_display = ("at", "action", "kind_name", "title", "who_name", "city", "reason", "what")
    list_filter = (_ActionFilter, _KindFilter, _City, _Period)
    search_fields = ("title", "object_id", "reason")
    ordering = ("-at", "-pk")

    def of_own_cities(self, rows: QuerySet[AuditRecord], *, user: Any) -> QuerySet[AuditRecord]:
        """Keep the records of the person's cities, with names where accounts may be seen."""
        return with_who(rows.filter(pk__in=visible_records(user).values("pk")), user=user)

    @titled(gettext_lazy("Вид"), order="kind")
    def kind_name(self, record: AuditRecord) -> str:
        """Return what the team calls the kind of what was changed."""
        if record.kind == _ACCOUNTS:
            return _("учётная запись")
        kinds = {kind.name: str(kind.model._meta.verbose_name) for kind in all_kinds()}
        return kinds.get(record.kind, record.kind)

    @titled(gettext_lazy("Кто"))
    def who_name(self, record: AuditRecord) -> str:
        """Return who did it."""
        who: str = getattr(record, "who", "")
        return who_text(record.actor, {record.actor: who} if who else {})

    @titled(gettext_lazy("Что изменилось"))
    def what(self, record: AuditRecord) -> str:
        """Return the names of what changed."""
        models = {kind.name: kind.model for kind in all_kinds()}
        changes = change_texts(models.get(record.kind), record.before, record.after)
        return "; ".join(f"{change.label}: {change.before or '—'} → {change.after or '—'}" for change in changes)[:500]
