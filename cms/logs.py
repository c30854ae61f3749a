"""The journals: read-only lists of what the machinery and the moderators did."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, NullIf
from django.http import HttpRequest
from django.utils.formats import localize
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from procrastinate.contrib.django.models import ProcrastinateEvent, ProcrastinateJob
from wagtail.models import TaskState
from wagtail_modeladmin.options import ModelAdminGroup

from cms.audit_journal import AuditJournal
from content.city_access import assigned_city_ids
from content.columns import admin_language
from content.importing.admin import ImportRunAdmin
from content.journals import ChoiceFilter, CityFilter, Journal, PeriodFilter, titled
from content.kinds import all_kinds, get_kind
from content.localised import text
from content.models import City, ImportRecord
from search.models import OutboxEntry

_JOB_STATES: Final[Mapping[str, Any]] = {
    "todo": gettext_lazy("ждёт"),
    "doing": gettext_lazy("выполняется"),
    "succeeded": gettext_lazy("выполнено"),
    "failed": gettext_lazy("не удалось"),
    "cancelled": gettext_lazy("отменено"),
    "aborting": gettext_lazy("прерывается"),
    "aborted": gettext_lazy("прервано"),
}
_DECISIONS: Final[Mapping[str, Any]] = {
    TaskState.STATUS_IN_PROGRESS: gettext_lazy("ждёт решения"),
    TaskState.STATUS_APPROVED: gettext_lazy("одобрено"),
    TaskState.STATUS_REJECTED: gettext_lazy("запрошены правки"),
    TaskState.STATUS_SKIPPED: gettext_lazy("пропущено"),
    TaskState.STATUS_CANCELLED: gettext_lazy("отменено"),
}


def _kind_name(name: str) -> str:
    return str(get_kind(name).model._meta.verbose_name)


def _moment(moment: datetime | None) -> str:
    return localize(localtime(moment)) if moment else "—"


class _KindFilter(ChoiceFilter):
    title = gettext_lazy("Вид")
    parameter_name = "kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(kind.name, str(kind.model._meta.verbose_name_plural).capitalize()) for kind in all_kinds()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(kind=self.value()) if self.value() else queryset


class _RecordPeriod(PeriodFilter):
    column = "updated_at"


class _RecordCity(CityFilter):
    column = "source__city"


class ImportRecordAdmin(Journal):
    """What each source said about each entry."""

    model = ImportRecord
    menu_label = gettext_lazy("Импортированные записи")
    menu_icon = "download"
    base_url_path = "journals/import-records"
    export_filename = "import-records"
    list_display = ("external_id", "source_name", "city", "kind_name", "entry_public_id", "created_at", "updated_at")
    list_filter = (_RecordCity, _KindFilter, _RecordPeriod)
    search_fields = ("external_id", "source__name", "entry_public_id")
    ordering = ("-updated_at", "-pk")
    list_select_related = ("source__city",)

    def of_own_cities(self, rows: QuerySet[ImportRecord], *, user: Any) -> QuerySet[ImportRecord]:
        """Keep the records of sources of the person's cities; the values themselves stay where they are."""
        assigned = assigned_city_ids(user)
        light = rows.defer("imported_values").select_related("source__city")
        return light.filter(source__city__in=assigned) if assigned else light

    @titled(gettext_lazy("Источник"), order="source__name")
    def source_name(self, record: ImportRecord) -> str:
        """Return the name of the source."""
        return record.source.name

    @titled(gettext_lazy("Город"), order="source__city__name_ru")
    def city(self, record: ImportRecord) -> str:
        """Return the city of the source."""
        return text(record.source.city, "name", admin_language())

    @titled(gettext_lazy("Вид"), order="kind")
    def kind_name(self, record: ImportRecord) -> str:
        """Return what the team calls the kind of an entry."""
        return _kind_name(record.kind)


class _OutboxPeriod(PeriodFilter):
    column = "enqueued_at"


class OutboxAdmin(Journal):
    """What the search engine has yet to hear of."""

    model = OutboxEntry
    menu_label = gettext_lazy("Очередь поиска")
    menu_icon = "search"
    base_url_path = "journals/search-outbox"
    export_filename = "search-outbox"
    list_display = ("public_id", "kind_name", "enqueued_at", "attempts", "next_try_at", "last_error")
    list_filter = (_KindFilter, _OutboxPeriod)
    search_fields = ("public_id", "last_error")
    ordering = ("enqueued_at", "public_id")

    def of_own_cities(self, rows: QuerySet[OutboxEntry], *, user: Any) -> QuerySet[OutboxEntry]:
        """Keep the entries of the person's cities; what was deleted has no city any more."""
        assigned = assigned_city_ids(user)
        if not assigned:
            return rows
        own = Q()
        for kind in all_kinds():
            own |= Q(public_id__in=kind.model._default_manager.filter(city__in=assigned).values("public_id"))
        return rows.filter(own)

    @titled(gettext_lazy("Вид"), order="kind")
    def kind_name(self, entry: OutboxEntry) -> str:
        """Return what the team calls the kind of an entry."""
        return _kind_name(entry.kind)


class _JobState(ChoiceFilter):
    title = gettext_lazy("Состояние")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return list(_JOB_STATES.items())

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(status=self.value()) if self.value() in _JOB_STATES else queryset


def shown_arguments(arguments: Mapping[str, Any]) -> str:
    """Return the ids among the arguments of a job; anything else may be personal and is not shown."""
    shown = (
        f"{name}={value}"
        for name, value in sorted(arguments.items())
        if (name == "id" or name.endswith(("_id", "_pk"))) and isinstance(value, int) and not isinstance(value, bool)
    )
    return ", ".join(shown)


class JobAdmin(Journal):
    """Work in the background: what waits, runs and failed; what succeeded is removed after a while."""

    model = ProcrastinateJob
    menu_label = gettext_lazy("Фоновые задания")
    menu_icon = "cogs"
    base_url_path = "journals/jobs"
    export_filename = "jobs"
    list_display = ("number", "task", "state", "attempts_made", "due", "last_event", "arguments")
    list_filter = (_JobState,)
    search_fields = ("task_name",)
    ordering = ("-id",)

    def of_own_cities(self, rows: QuerySet[ProcrastinateJob], *, user: Any) -> QuerySet[ProcrastinateJob]:
        """Add when something last happened to a job; a job belongs to no city."""
        events = ProcrastinateEvent.objects.filter(job=OuterRef("pk"), at__isnull=False).order_by("-at", "-pk")
        return rows.annotate(last_event_at=Subquery(events.values("at")[:1]))

    @titled(gettext_lazy("Номер"), order="id")
    def number(self, job: ProcrastinateJob) -> int:
        """Return the number."""
        return job.id

    @titled(gettext_lazy("Задание"), order="task_name")
    def task(self, job: ProcrastinateJob) -> str:
        """Return the name of the task."""
        return job.task_name

    @titled(gettext_lazy("Состояние"), order="status")
    def state(self, job: ProcrastinateJob) -> str:
        """Return the state in words."""
        return str(_JOB_STATES.get(job.status, job.status))

    @titled(gettext_lazy("Попыток"), order="attempts")
    def attempts_made(self, job: ProcrastinateJob) -> int:
        """Return how often it was tried."""
        return job.attempts

    @titled(gettext_lazy("Назначено на"), order="scheduled_at")
    def due(self, job: ProcrastinateJob) -> str:
        """Return when it is due."""
        return _moment(job.scheduled_at) if job.scheduled_at else _("сразу")

    @titled(gettext_lazy("Последнее событие"), order="last_event_at")
    def last_event(self, job: Any) -> str:
        """Return when something last happened to it."""
        return _moment(job.last_event_at)

    @titled(gettext_lazy("Номера строк"))
    def arguments(self, job: ProcrastinateJob) -> str:
        """Return the ids among its arguments."""
        return shown_arguments(job.args) or "—"


class _DecisionState(ChoiceFilter):
    title = gettext_lazy("Решение")
    parameter_name = "decision"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return list(_DECISIONS.items())

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(status=self.value()) if self.value() in _DECISIONS else queryset


class _DecisionPeriod(PeriodFilter):
    column = "started_at"


class _DecisionCity(CityFilter):
    column = "revision__in_city__city_id"


class DecisionAdmin(Journal):
    """What was submitted and what the moderators decided."""

    model = TaskState
    menu_label = gettext_lazy("Решения модераторов")
    menu_icon = "tasks"
    base_url_path = "journals/decisions"
    export_filename = "decisions"
    list_display = (
        "title",
        "kind_name",
        "city",
        "submitted_by",
        "started",
        "decision",
        "decided_by",
        "finished",
        "said",
    )
    list_filter = (_DecisionCity, _DecisionState, _DecisionPeriod)
    search_fields = ("revision__object_str", "comment", "finished_by__email", "finished_by__last_name")
    ordering = ("-started_at", "-pk")

    def of_own_cities(self, rows: QuerySet[TaskState], *, user: Any) -> QuerySet[TaskState]:
        """Keep what was submitted for the person's cities; of a version only its title and city are read."""
        assigned = assigned_city_ids(user)
        city = City.objects.filter(pk=OuterRef("revision__in_city__city_id"))
        name = Coalesce(NullIf(f"name_{admin_language()}", Value("")), "name_ru")
        known = rows.select_related(
            "workflow_state__requested_by", "workflow_state__base_content_type", "finished_by"
        ).annotate(
            object_title=F("revision__object_str"),
            city_name=Subquery(city.values_list(name)[:1]),
        )
        return known.filter(revision__in_city__city__in=assigned) if assigned else known

    @titled(gettext_lazy("Запись"))
    def title(self, state: Any) -> str:
        """Return the title of the submitted version."""
        return state.object_title or _("Без названия")

    @titled(gettext_lazy("Вид"))
    def kind_name(self, state: TaskState) -> str:
        """Return what the team calls the kind of the entry."""
        model = state.workflow_state.base_content_type.model_class()
        return str(model._meta.verbose_name) if model else "—"

    @titled(gettext_lazy("Город"))
    def city(self, state: Any) -> str:
        """Return the city of the submitted version."""
        return state.city_name or "—"

    @titled(gettext_lazy("Кто отправил"))
    def submitted_by(self, state: TaskState) -> str:
        """Return who asked for the review."""
        return str(state.workflow_state.requested_by or "—")

    @titled(gettext_lazy("Отправлено"), order="started_at")
    def started(self, state: TaskState) -> str:
        """Return when it was submitted."""
        return _moment(state.started_at)

    @titled(gettext_lazy("Решение"), order="status")
    def decision(self, state: TaskState) -> str:
        """Return the decision in words."""
        return str(_DECISIONS.get(state.status, state.status))

    @titled(gettext_lazy("Кто решил"))
    def decided_by(self, state: TaskState) -> str:
        """Return who decided."""
        return str(state.finished_by or "—")

    @titled(gettext_lazy("Когда решено"), order="finished_at")
    def finished(self, state: TaskState) -> str:
        """Return when it was decided."""
        return _moment(state.finished_at)

    @titled(gettext_lazy("Комментарий"))
    def said(self, state: TaskState) -> str:
        """Return what the moderator wrote."""
        return state.comment or "—"


class JournalsGroup(ModelAdminGroup):
    """The menu of the journals."""

    menu_label = gettext_lazy("Журналы")
    menu_icon = "history"
    menu_order = 800
    items = (AuditJournal, ImportRunAdmin, ImportRecordAdmin, DecisionAdmin, OutboxAdmin, JobAdmin)
