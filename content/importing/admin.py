"""Importing in the admin: upload a file, look at what would happen, apply it; the list of runs."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from accounts.models import User
from content.city_access import assigned_city_ids
from content.columns import admin_language
from content.importing.engine import ImportRequest, apply_import, request_of, store_preview
from content.importing.forms import ImportForm
from content.importing.outcomes import Outcome
from content.importing.result_page import record_rows
from content.importing.summary import outcome_names
from content.journals import CityFilter, Journal, PeriodFilter, titled
from content.kinds import get_kind
from content.localised import text
from content.models import ImportRun
from content.models.importing import ImportState

# Larger files are applied from the command line: a request must not take minutes.
MAX_RECORDS = 1000
_ICON = "download"


def may_import(user: Any) -> bool:
    """Tell whether a user may import files."""
    return bool(user.has_perm("content.add_importrun"))


def may_publish(user: Any) -> bool:
    """Tell whether a user may also publish what an import completes."""
    opts = get_kind("event").model._meta
    return bool(user.has_perm(f"{opts.app_label}.publish_{opts.model_name}"))


def _works_with(user: User, run: ImportRun) -> bool:
    assigned = assigned_city_ids(user)
    return not assigned or run.city_id in assigned


def _own_runs(runs: QuerySet[ImportRun], *, user: Any) -> QuerySet[ImportRun]:
    assigned = assigned_city_ids(user)
    return runs.filter(city__in=assigned) if assigned else runs


class _ImportView(WagtailAdminTemplateMixin):
    """What the pages share: permission and the way back."""

    header_icon = _ICON

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Refuse users without the permission to import."""
        if not may_import(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Return the path to the page."""
        return [
            *self.breadcrumbs_items,
            {"url": reverse("content_import"), "label": _("Импорт")},
            {"url": "", "label": self.get_page_title()},
        ]


class UploadView(_ImportView, FormView):  # type: ignore[type-arg]  # generic to the type checker only
    """The upload form; a file is always looked at before anything is written."""

    template_name = "content/importing/upload.html"
    form_class = ImportForm
    page_title = gettext_lazy("Импорт событий")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Return the path to the page."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_form_kwargs(self) -> dict[str, Any]:
        """Tell the form who asks."""
        user = self.request.user
        return {**super().get_form_kwargs(), "user": user, "may_publish": may_publish(user)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the latest runs."""
        runs = _own_runs(ImportRun.objects.select_related("by", "city"), user=self.request.user)
        latest = runs.defer("payload", "report").order_by("-started_at", "-pk")
        return super().get_context_data(runs=latest[:10], **kwargs)

    def form_valid(self, form: ImportForm) -> HttpResponse:
        """Keep the file with its preview and show it."""
        data = form.cleaned_data
        request = ImportRequest(
            city=data["city"],
            kind=data["kind"],
            source_name=data["source"],
            payload=data["payload"],
            file_name=data["file_name"],
            is_publishing=bool(data.get("is_publishing")),
        )
        run, _report = store_preview(request, by=_user(self.request), now=timezone.now())
        return redirect("content_import_run", run.public_id)


# Each record commits on its own, as from the command line; one request-wide transaction would undo the good ones.
@method_decorator(transaction.non_atomic_requests, name="dispatch")
class RunView(_ImportView, TemplateView):
    """A run: what was, or would be, done with every record; a preview can be applied."""

    template_name = "content/importing/run.html"
    page_title = gettext_lazy("Результат импорта")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the run and its report as rows."""
        run = self._run()
        is_preview = run.state == ImportState.PREVIEWED
        names = outcome_names(is_preview=is_preview)
        report = run.report or {}
        return super().get_context_data(
            run=run,
            is_preview=is_preview,
            counts=[(label, run.counts[name]) for name, label in names.items() if run.counts.get(name)],
            rows=record_rows(report.get("records", []), target=get_kind("event"), is_preview=is_preview),
            problems=report.get("problems", []),
            is_too_large=self._is_too_large(run),
            has_changes=any(run.counts.get(name) for name in (Outcome.CREATED, Outcome.UPDATED, "published")),
            max_records=MAX_RECORDS,
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Apply the preview, exactly the file that was looked at."""
        run = self._run()
        if run.is_publishing and not may_publish(request.user):
            raise PermissionDenied
        if self._is_too_large(run):
            messages.error(request, _("Файл слишком велик для страницы, примените его командой import_file."))
            return redirect("content_import_run", run.public_id)
        # The first request to change the state applies the run; a second click finds it taken.
        taken = ImportRun.objects.filter(pk=run.pk, state=ImportState.PREVIEWED).update(state=ImportState.APPLIED)
        if not taken:
            messages.warning(request, _("Этот импорт уже применён."))
            return redirect("content_import_run", run.public_id)
        try:
            report = apply_import(request_of(run), by=_user(request), now=timezone.now(), run=run)
        except Exception:
            # What was written stays and is recognised next time; the run can be applied again.
            ImportRun.objects.filter(pk=run.pk).update(state=ImportState.PREVIEWED)
            raise
        created, updated = report.counts[Outcome.CREATED], report.counts[Outcome.UPDATED]
        text = _("Импорт применён. Создано: %(created)s, обновлено: %(updated)s.")
        messages.success(request, text % {"created": created, "updated": updated})
        return redirect("content_import_run", run.public_id)

    def _run(self) -> ImportRun:
        run = get_object_or_404(ImportRun.objects.select_related("city", "by"), public_id=self.kwargs["public_id"])
        if not _works_with(_user(self.request), run):
            raise PermissionDenied
        return run

    def _is_too_large(self, run: ImportRun) -> bool:
        return int(run.counts.get("found", 0)) > MAX_RECORDS


def _user(request: HttpRequest) -> User:
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


class _RunPeriod(PeriodFilter):
    column = "started_at"


class _RunCity(CityFilter):
    column = "city"


class ImportRunAdmin(Journal):
    """The read-only list of runs; a run has a page of its own."""

    model = ImportRun
    menu_label = gettext_lazy("Запуски импорта")
    menu_icon = "history"
    export_filename = "import-runs"
    inspect_view_enabled = False
    list_display = ("link", "city_name", "state", "by", "started_at")
    list_filter = (_RunCity, "state", "kind", _RunPeriod)
    search_fields = ("source_name", "file_name")
    ordering = ("-started_at", "-pk")

    def get_list_export(self, request: HttpRequest) -> tuple[str, ...]:
        """Export names instead of links."""
        return ("source_name", "city_name", "kind", "state", "file_name", "by", "started_at", "finished_at")

    def of_own_cities(self, rows: QuerySet[ImportRun], *, user: Any) -> QuerySet[ImportRun]:
        """Keep the runs of the person's cities; payloads and reports stay where they are."""
        return _own_runs(rows, user=user).select_related("city", "by").defer("payload", "report")

    @titled(gettext_lazy("Город"), order="city__name_ru")
    def city_name(self, run: ImportRun) -> str:
        """Return the city."""
        return text(run.city, "name", admin_language())

    @titled(gettext_lazy("Источник"), order="source_name")
    def link(self, run: ImportRun) -> str:
        """Return the source with a link to the run's page."""
        return format_html('<a href="{}">{}</a>', reverse("content_import_run", args=[run.public_id]), run.source_name)


class ImportMenuItem(MenuItem):
    """The entry of the main menu, for those who may import."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Show it with the permission only."""
        return may_import(request.user)


def menu_item() -> MenuItem:
    """Return the entry for Wagtail's main menu."""
    return ImportMenuItem(gettext_lazy("Импорт"), reverse("content_import"), name="import", icon_name=_ICON, order=350)


def admin_urls() -> list[URLPattern]:
    """Return the addresses for Wagtail's admin."""
    return [
        path("import/", UploadView.as_view(), name="content_import"),
        path("import/<uuid:public_id>/", RunView.as_view(), name="content_import_run"),
    ]
