"""The list of one kind of entries."""

from functools import cached_property
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.ui.tables import BaseColumn, BulkActionsCheckboxColumn, DateColumn
from wagtail.snippets.views import snippets as wagtail_views

from content.bulk.buttons import bulk_buttons
from content.bulk.export import Export, ExportColumn
from content.columns import (
    EntryTitleColumn,
    StateColumn,
    ThumbnailColumn,
    TranslationColumn,
    city_column,
    origin_column,
)
from content.entry_search import matching
from content.lifecycle_views import LifecycleRowsMixin
from content.list_facts import facts_of
from content.models import Entry

# What the columns are sorted by. A newer draft has a higher number, and numbers are indexed on the entry's own table.
_ORDERS: Final = {"updated_at": "latest_revision", "city": "city__name_ru"}


class EntryIndexView(LifecycleRowsMixin, wagtail_views.IndexView):
    """The list of one kind; ``kind_columns`` are the kind's own.

    A page is found by primary keys alone and then loaded: what its columns show is never computed, joined or sorted for
    the rows of other pages.
    """

    kind_columns: tuple[BaseColumn, ...] = ()
    # Columns of exports besides those that every kind has.
    export_columns: tuple[ExportColumn, ...] = ()
    # Offers the files in the menu of the page; the columns are ours (``content.bulk.export``).
    list_export = ("public_id",)
    default_ordering = "-updated_at"
    table_classname = "listing entry-list"

    @cached_property
    def columns(self) -> list[BaseColumn]:
        """Return choice, picture, titles, the kind's own columns, city, state, Kazakh, origin and the last change."""
        title_class = self._get_title_column_class(EntryTitleColumn)
        return [
            BulkActionsCheckboxColumn("bulk_actions", obj_type="snippet"),
            ThumbnailColumn(),
            title_class(
                "title",
                label=gettext_lazy("Название"),
                accessor=str,
                sort_key="title_ru",
                get_url=self._row_url,
                get_title_id=lambda entry: f"snippet_{entry.pk}_title",
                classname="entry-title",
                width="28%",
            ),
            *self.kind_columns,
            city_column(),
            StateColumn(),
            TranslationColumn(),
            origin_column(),
            DateColumn(
                "updated_at", label=gettext_lazy("Изменено"), sort_key="updated_at", accessor="facts.changed_at"
            ),
        ]

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the bulk actions that this person is offered."""
        return {**super().get_context_data(*args, **kwargs), "bulk_buttons": bulk_buttons(self.request, self.model)}

    def _row_url(self, entry: Entry) -> str | None:
        return self.get_edit_url(entry) or self.get_inspect_url(entry)

    def order_queryset(self, queryset: QuerySet[Entry]) -> QuerySet[Entry]:
        """Order by the chosen column and by number; what an index cannot give keeps its empty values last."""
        name = self.ordering.removeprefix("-")
        is_descending = self.ordering.startswith("-")
        column = F(_ORDERS.get(name, name))
        if name in self.orders_without_index:
            order = column.desc(nulls_last=True) if is_descending else column.asc(nulls_last=True)
        else:
            order = column.desc() if is_descending else column.asc()
        return queryset.order_by(order, "-pk" if is_descending else "pk")

    # Sorted by something that is computed and may be empty.
    orders_without_index: frozenset[str] = frozenset()

    def search_queryset(self, queryset: QuerySet[Entry]) -> QuerySet[Entry]:
        """Keep the entries whose newest draft has what was typed."""
        return matching(queryset, self.search_query) if self.is_searching else queryset

    def paginate_queryset(
        self, queryset: QuerySet[Entry], page_size: int
    ) -> tuple[Paginator[Any], Any, list[Entry], bool]:
        """Find the primary keys of the page, then load its rows with all that the columns show."""
        paginator, page, pks, has_other_pages = super().paginate_queryset(
            queryset.values_list("pk", flat=True), page_size
        )
        page.object_list = self.loaded(list(pks))
        return paginator, page, page.object_list, has_other_pages

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Show the list, or send all of it as a file."""
        if not self.is_export:
            return super().get(request, *args, **kwargs)
        return self.exported(list(self.get_queryset().values_list("pk", flat=True)), request.GET["export"])

    def exported(self, pks: list[int], form: str) -> HttpResponseBase:
        """Return a file of entries; what is too much for it is said on the list."""
        try:
            return Export(view=self, pks=pks, extra=self.export_columns).response(form)
        except ValidationError as refusal:
            messages.error(self.request, " ".join(refusal.messages))
            return redirect(self.index_url)

    def loaded(self, pks: list[int]) -> list[Entry]:
        """Return the rows of primary keys in their order, with their facts."""
        rows = {row.pk: row for row in self.get_base_queryset().filter(pk__in=pks)}
        found = [rows[pk] for pk in pks if pk in rows]
        facts = facts_of(self.model, found)
        for row in found:
            row.facts = facts[row.pk]
        return found
