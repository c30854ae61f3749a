"""Filters of the lists of entries."""

import django_filters
from django.db.models import Q, QuerySet
from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from content.editorial_state import LISTED_STATES
from content.models import Category, CategoryKind, City, Entry


class EntryFilterSet(WagtailFilterSet):
    """City, editorial state and language of the entries of one kind."""

    city = django_filters.ModelChoiceFilter(
        label=_("Город"), queryset=City.objects.order_by("name_ru", "pk"), empty_label=_("Все города")
    )
    editorial_state = django_filters.MultipleChoiceFilter(
        label=_("Состояние"),
        choices=[(state.value, state.label) for state in LISTED_STATES],
        widget=CheckboxSelectMultiple,
        distinct=False,
    )
    kazakh = django_filters.ChoiceFilter(
        label=_("Казахский текст"),
        choices=[("yes", _("есть")), ("no", _("нет"))],
        empty_label=_("Неважно"),
        method="filter_kazakh",
    )

    def filter_kazakh(self, entries: QuerySet[Entry], name: str, value: str) -> QuerySet[Entry]:
        """Keep the entries with, or without, a Kazakh title."""
        is_missing = Q(title_kk="")
        return entries.filter(is_missing) if value == "no" else entries.exclude(is_missing)


def category_filter(kind: CategoryKind) -> django_filters.ModelChoiceFilter:
    """Return the filter by the categories of events or of businesses."""
    return django_filters.ModelChoiceFilter(
        label=_("Категория"),
        queryset=Category.objects.filter(kind=kind).order_by("position", "pk"),
        empty_label=_("Все категории"),
    )
