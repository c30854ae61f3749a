"""The journal of changes: the whole audit log, of the reader's cities."""

from collections.abc import Sequence
from typing import Any, Final

from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.audit_rows import visible_records, who_text, with_who
from content.audit_texts import ChangeText, change_texts
from content.city_access import cities_for
from content.columns import admin_language
from content.journals import ChoiceFilter, CityFilter, Journal, PeriodFilter, titled
from content.kinds import all_kinds
from content.localised import text
from content.models import City
from delivery.enums import AuditAction
from delivery.models import AuditRecord
from delivery.webhooks.operations import AUDIT_KIND

_ACCOUNTS = "user"
_GROUPS = "group"
_OTHERS: Final = {
    _ACCOUNTS: gettext_lazy("учётная запись"),
    _GROUPS: gettext_lazy("группа"),
    AUDIT_KIND: gettext_lazy("подписка на изменения"),
}
# So many changes fit into a row of the list with their values.
_FEW: Final = 2
_NAMED: Final = 4


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
        return [
            *kinds,
            (_ACCOUNTS, _("Учётные записи")),
            (_GROUPS, _("Группы")),
            (AUDIT_KIND, _("Подписки на изменения")),
        ]

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
    list_display = ("at", "action", "kind_name", "title", "who_name", "city_name", "reason", "what")
    list_filter = (_ActionFilter, _KindFilter, _City, _Period)
    search_fields = ("title", "object_id", "reason")
    ordering = ("-at", "-pk")

    def of_own_cities(self, rows: QuerySet[AuditRecord], *, user: Any) -> QuerySet[AuditRecord]:
        """Keep the records of the person's cities, with names where accounts may be seen and of the cities."""
        own = with_who(rows.filter(pk__in=visible_records(user).values("pk")), user=user)
        cities = City.objects.filter(slug=OuterRef("city"))
        return own.annotate(
            city_name_ru=Subquery(cities.values("name_ru")[:1]), city_name_kk=Subquery(cities.values("name_kk")[:1])
        )

    def get_list_export(self, request: HttpRequest) -> Sequence[str]:
        """Export what every field was and is."""
        return self.get_inspect_view_fields()

    def get_inspect_view_fields(self) -> Sequence[str]:
        """Show what every field was and is."""
        return [*self.list_display[:-1], "what_in_full"]

    @titled(gettext_lazy("Город"), order="city")
    def city_name(self, record: AuditRecord) -> str:
        """Return the name of the city; its slug where the city is gone."""
        return text(record, "city_name", admin_language()) or record.city

    @titled(gettext_lazy("Вид"), order="kind")
    def kind_name(self, record: AuditRecord) -> str:
        """Return what the team calls the kind of what was changed."""
        if record.kind in _OTHERS:
            return str(_OTHERS[record.kind])
        kinds = {kind.name: str(kind.model._meta.verbose_name) for kind in all_kinds()}
        return kinds.get(record.kind, record.kind)

    @titled(gettext_lazy("Кто"))
    def who_name(self, record: AuditRecord) -> str:
        """Return who did it."""
        who: str = getattr(record, "who", "")
        return who_text(record.actor, {record.actor: who} if who else {})

    @titled(gettext_lazy("Что изменилось"))
    def what(self, record: AuditRecord) -> str:
        """Return the names of what changed, with the values where they are few."""
        changes = _changes(record)
        if len(changes) <= _FEW:
            return _in_full(changes)
        labels = list(dict.fromkeys(change.label for change in changes))
        more = len(labels) - _NAMED
        return ", ".join(labels[:_NAMED]) + (_(" и ещё %d") % more if more > 0 else "")

    @titled(gettext_lazy("Что изменилось"))
    def what_in_full(self, record: AuditRecord) -> str:
        """Return what changed, from what to what."""
        return _in_full(_changes(record))


def _changes(record: AuditRecord) -> list[ChangeText]:
    models = {kind.name: kind.model for kind in all_kinds()}
    return change_texts(models.get(record.kind), record.before, record.after)


def _in_full(changes: list[ChangeText]) -> str:
    return "; ".join(f"{change.label}: {change.before or '—'} → {change.after or '—'}" for change in changes)[:500]
