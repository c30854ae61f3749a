"""Choosing an entry in the form of another one."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import BaseColumn, Column
from wagtail.snippets.views.chooser import (
    BaseSnippetChooseView,
    ChooseResultsView,
    ChooseView,
    SnippetChooserViewSet,
    SnippetChosenMultipleView,
    SnippetChosenView,
    SnippetCreateView,
)
from wagtail.snippets.widgets import AdminSnippetChooser

from content.city_access import of_own_cities, works_with
from content.columns import StateColumn, localised_name
from content.editorial_state import with_editorial_state
from content.entry_search import matching
from content.models import City, Entry
from content.whereabouts import is_deleted, without_deleted, without_put_away


class EntryChoiceForm(BaseFilterForm):
    """Narrows the entries to choose from."""

    q = forms.CharField(label=_("Поиск по названию"), required=False)
    city = forms.ModelChoiceField(
        label=_("Город"), queryset=City.objects.order_by("name_ru", "pk"), required=False, empty_label=_("Все города")
    )

    def filter(self, objects: QuerySet[Entry]) -> QuerySet[Entry]:
        """Keep the entries of the city whose newest draft has what was typed."""
        found = super().filter(objects)
        if query := self.cleaned_data["q"].strip():
            self.is_searching, self.search_query = True, query
            found = matching(found, query)
        if city := self.cleaned_data["city"]:
            found = found.filter(city=city)
        return found


class _EntryChoice(BaseSnippetChooseView):
    """What the dialog lists: title, city and state, in a fixed number of queries."""

    filter_form_class = EntryChoiceForm
    ordering = ("title_ru", "pk")

    def get_object_list(self) -> QuerySet[Entry]:
        entries = of_own_cities(self.model_class._default_manager.select_related("city"), user=self.request.user)
        return with_editorial_state(without_put_away(entries), now=timezone.now())

    @property
    def columns(self) -> list[BaseColumn]:
        return [
            self.title_column,
            Column("city", label=_("Город"), accessor=localised_name("city")),
            StateColumn(),
        ]


class EntryChooseView(_EntryChoice, ChooseView):
    """The dialog."""


class EntryChooseResultsView(_EntryChoice, ChooseResultsView):
    """Its results, while somebody types."""


class EntryChosenView(SnippetChosenView):
    """What the dialog answers with."""

    def get_object(self, pk: str) -> Entry:
        """Return the chosen entry; raises ``PermissionDenied`` outside one's cities, ``Http404`` for a deleted one."""
        entry: Entry = super().get_object(pk)
        if is_deleted(entry.public_id):
            raise Http404
        if not works_with(self.request.user, entry):
            raise PermissionDenied
        return entry


class EntryChosenMultipleView(SnippetChosenMultipleView):
    """What it answers with for several entries."""

    def get_objects(self, pks: list[str]) -> QuerySet[Entry]:
        """Return those of the person's cities that are not in the bin."""
        return without_deleted(of_own_cities(super().get_objects(pks), user=self.request.user))


class NoCreateView(SnippetCreateView):
    """An entry is created on its own page, never from a dialog; Wagtail keeps the address all the same."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Refuse everyone."""
        raise PermissionDenied


class EntryChooser(AdminSnippetChooser):
    """The field of a chosen entry, with buttons in our words: Wagtail declines no names and speaks no Kazakh."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.choose_one_text = _("Выбрать")
        self.choose_another_text = _("Выбрать другое")
        self.link_to_chosen_text = _("Открыть")


class EntryChooserViewSet(SnippetChooserViewSet):
    """Lets an entry be chosen by title and city."""

    choose_view_class = EntryChooseView
    choose_results_view_class = EntryChooseResultsView
    chosen_view_class = EntryChosenView
    chosen_multiple_view_class = EntryChosenMultipleView
    create_view_class = NoCreateView
    base_widget_class = EntryChooser
