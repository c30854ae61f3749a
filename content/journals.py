"""What the journals share: lists that are read, filtered, searched and exported, and never edited."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any, ClassVar, Final

from django.contrib.admin import SimpleListFilter
from django.contrib.admin.utils import quote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import re_path
from django.utils import timezone
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail_modeladmin.helpers import ButtonHelper, PermissionHelper
from wagtail_modeladmin.options import ModelAdmin
from wagtail_modeladmin.views import IndexView, InspectView

from content.city_access import cities_for
from content.columns import admin_language
from content.localised import text
from content.spreadsheets import safe_cell

# What an export holds at most: the newest rows; a filter by time finds the others.
MAX_EXPORTED: Final = 20_000
_CHUNK: Final = 1_000


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


class JournalButtons(ButtonHelper):
    """One button per row, in words that need no name of the model."""

    def get_buttons_for_obj(self, obj: Any, **options: Any) -> list[dict[str, Any]]:
        """Return the way to the page of a row."""
        if "inspect" in options.get("exclude", ()) or not self.permission_helper.user_can_inspect_obj(
            self.request.user, obj
        ):
            return []
        classes = self.finalise_classname([*self.inspect_button_classnames, *options.get("classnames_add", ())], [])
        url = self.url_helper.get_action_url("inspect", quote(obj.pk))
        return [{"url": url, "label": _("Подробнее"), "classname": classes, "title": _("Подробнее")}]


class ChoiceFilter(SimpleListFilter):
    """A filter whose first choice is everything, in our words."""

    def choices(self, changelist: Any) -> Iterator[Any]:
        """Return the choices with the addresses that choose them."""
        for number, choice in enumerate(super().choices(changelist)):
            if number == 0:
                choice["display"] = _("Все")
            yield choice


class PeriodFilter(ChoiceFilter):
    """Rows of the last day, week or month; a subclass names the ``column``."""

    title = gettext_lazy("Когда")
    parameter_name = "period"
    column: ClassVar[str]

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """Return the choices."""
        return [("1", _("За сутки")), ("7", _("За неделю")), ("30", _("За месяц"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Keep the rows of the period."""
        if self.value() not in {"1", "7", "30"}:
            return queryset
        return queryset.filter(**{f"{self.column}__gte": timezone.now() - timedelta(days=int(self.value() or 0))})


class CityFilter(ChoiceFilter):
    """Rows of one of the person's cities; a subclass names the ``column``."""

    title = gettext_lazy("Город")
    parameter_name = "city"
    column: ClassVar[str]

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Return the person's cities."""
        language = admin_language()
        found = cities_for(request.user).order_by("name_ru", "pk")
        return [(city.slug, text(city, "name", language)) for city in found]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Keep the rows of the city."""
        city = self.value() and cities_for(request.user).filter(slug=self.value()).first()
        return queryset.filter(**{self.column: city.pk}) if city else queryset


class JournalIndexView(IndexView):
    """The list of a journal and its export."""

    custom_value_preprocess: ClassVar[dict[Any, Any]] = {}

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Leave out what a made-up address may ask and no database or template stands."""
        asked = request.GET.copy()
        # A template that goes through the parameters would take this one for the method.
        asked.pop("items", None)
        for name, values in list(asked.lists()):
            asked.setlist(name, [value.replace("\x00", "") for value in values])
        request.GET = asked  # type: ignore[assignment]  # a copy of the same class
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self) -> str:
        """Call the page what the menu calls it."""
        return str(self.model_admin.menu_label)

    get_meta_title = get_page_title

    def get_filters(self, request: HttpRequest) -> tuple[list[Any], bool, dict[str, Any], bool]:
        """Leave out every other parameter of the address: they would ask for any column, also of related rows."""
        specs, has_filters, _others, is_distinct = super().get_filters(request)
        return specs, has_filters, {}, is_distinct

    def get_heading(self, queryset: QuerySet[Any], field: str) -> str:
        """Head a column as the list does."""
        return str(super().get_heading(queryset, field)).capitalize()

    def get_preprocess_function(self, field: str, value: Any, export_format: str) -> Any:
        """Write local moments as text, and no formulas."""
        return _cell

    def as_spreadsheet(self, queryset: QuerySet[Any], spreadsheet_format: str) -> HttpResponse:
        """Answer with the newest rows, which are read in portions."""
        if spreadsheet_format == self.FORMAT_XLSX:
            rows = queryset[:MAX_EXPORTED].iterator(chunk_size=_CHUNK)
            return self._xlsx(queryset, rows)
        return self.write_csv_response(queryset[:MAX_EXPORTED])

    def stream_csv(self, queryset: QuerySet[Any]) -> Iterator[bytes]:
        """Begin with the mark by which spreadsheet programs recognise UTF-8."""
        yield "\ufeff".encode()
        yield from super().stream_csv(queryset)

    def _xlsx(self, queryset: QuerySet[Any], rows: Iterator[Any]) -> HttpResponse:
        from openpyxl import Workbook  # noqa: PLC0415 - a large library that only an export needs

        workbook = Workbook(write_only=True)
        sheet = workbook.create_sheet(title=str(self.model_admin.menu_label)[:31])
        sheet.append([self.get_heading(queryset, field) for field in self.list_export])
        for row in rows:
            sheet.append([_cell(value) for value in self.to_row_dict(row).values()])
        output = BytesIO()
        workbook.save(output)
        kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        name = f'attachment; filename="{self.get_filename()}.xlsx"'
        return HttpResponse(output.getvalue(), content_type=kind, headers={"Content-Disposition": name})


class JournalInspectView(InspectView):
    """One row of a journal."""

    instance: Any

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show a row that the list shows to this person as well."""
        self.instance = self.model_admin.get_queryset(request).filter(pk=self.instance.pk).first()
        if self.instance is None:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self) -> str:
        """Call the page what the menu calls it."""
        return str(self.model_admin.menu_label)

    get_meta_title = get_page_title

    def get_page_subtitle(self) -> str:
        """Show nothing more: the text of a row may hold what the journal leaves out."""
        return ""

    def get_field_label(self, field_name: str, field: Any = None) -> str:
        """Name a line as the list names the column."""
        own = getattr(self.model_admin, field_name, None)
        return str(getattr(own, "short_description", "") or super().get_field_label(field_name, field))

    def get_field_display_value(self, field_name: str, field: Any = None) -> Any:
        """Show what the list shows."""
        own = getattr(self.model_admin, field_name, None)
        return own(self.instance) if callable(own) else super().get_field_display_value(field_name, field)


def _cell(value: Any) -> Any:
    if isinstance(value, datetime):
        return f"{localtime(value):%Y-%m-%d %H:%M:%S}"
    if value is None or isinstance(value, bool | int | float):
        return value
    return safe_cell(str(value))


class Journal(ModelAdmin):
    """A journal: ``list_display`` is also what is exported and what a row's page shows.

    A journal limits its rows to the person's cities in ``of_own_cities`` where it knows them.
    """

    permission_helper_class = ReadOnly
    button_helper_class = JournalButtons
    index_view_class = JournalIndexView
    inspect_view_class = JournalInspectView
    inspect_view_enabled = True
    history_view_enabled = False
    list_per_page = 50
    index_template_name = "content/journals/index.html"
    inspect_template_name = "content/journals/inspect.html"

    def get_list_export(self, request: HttpRequest) -> Sequence[str]:
        """Export the columns of the list."""
        return self.list_display

    def get_inspect_view_fields(self) -> Sequence[str]:
        """Show the columns of the list."""
        return self.list_display

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Return the rows that the person may see."""
        return self.of_own_cities(super().get_queryset(request), user=request.user)

    def of_own_cities(self, rows: QuerySet[Any], *, user: Any) -> QuerySet[Any]:
        """Keep the rows of the person's cities."""
        return rows

    def inspect_view(self, request: HttpRequest, instance_pk: str) -> HttpResponse:
        """Show a row; a number that is none is no row."""
        try:
            return super().inspect_view(request, instance_pk)
        except (ValidationError, ValueError) as error:
            raise Http404 from error

    def get_admin_urls_for_registration(self) -> tuple[Any, ...]:
        """Register the list and the page of a row: there is nothing else to do with a journal."""
        views = {"index": self.index_view, "inspect": self.inspect_view}
        return tuple(
            re_path(self.url_helper.get_action_url_pattern(name), view, name=self.url_helper.get_action_url_name(name))
            for name, view in views.items()
            if name == "index" or self.inspect_view_enabled
        )


def titled(title: Any, *, order: str | None = None) -> Any:
    """Give a column of a journal its heading, and the database column that it is sorted by."""

    def mark(method: Any) -> Any:
        method.short_description = title
        if order is not None:
            method.admin_order_field = order
        return method

    return mark
