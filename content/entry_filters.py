"""Filters of the lists of entries; what nobody offered is ignored, never an error."""

from typing import Any, Final

import django_filters
from django.db.models import Case, Exists, IntegerField, Q, QuerySet, Value, When
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django_filters.fields import ModelChoiceField
from wagtail.admin.filters import WagtailFilterSet

from accounts.models import User
from content.city_access import cities_for
from content.editorial_state import LISTED_STATES
from content.list_facts import records_of, standings_of
from content.models import Category, CategoryKind, City, Entry, ImportSource
from content.translation import untranslated

NOBODY: Final = "null"
_LANGUAGE_GAPS: Final = [
    ("no", _("нет названия на казахском")),
    ("some", _("на казахском есть не всё")),
    ("yes", _("название на казахском есть")),
    ("no_russian", _("нет названия на русском")),
]


class _FieldWithNone(ModelChoiceField):
    """A choice of a row or of none, which has a name too where active filters are shown."""

    def label_from_instance(self, obj: Any) -> str:
        return str(self.null_label) if obj == NOBODY else str(obj)


class FilterWithNone(django_filters.ModelChoiceFilter):
    """A filter by a row or by its absence."""

    field_class = _FieldWithNone


class _OwnerField(_FieldWithNone):
    def label_from_instance(self, obj: Any) -> str:
        return str(_("Мои")) if getattr(obj, "is_me", False) else super().label_from_instance(obj)


class OwnerFilter(django_filters.ModelChoiceFilter):
    """People who may look after entries, whoever asks first of all."""

    field_class = _OwnerField


def _people(request: HttpRequest) -> QuerySet[User]:
    me = Case(When(pk=request.user.pk, then=Value(1)), default=Value(0), output_field=IntegerField())
    staff = User.objects.filter(Q(groups__isnull=False) | Q(is_superuser=True) | Q(pk=request.user.pk))
    return staff.annotate(is_me=me).distinct().order_by("-is_me", "email")


def _own_cities(request: HttpRequest) -> QuerySet[City]:
    return cities_for(request.user).order_by("name_ru", "pk")


def _own_sources(request: HttpRequest) -> QuerySet[ImportSource]:
    return ImportSource.objects.filter(city__in=cities_for(request.user)).order_by("name", "pk")


class EntryFilterSet(WagtailFilterSet):
    """What the entries of every kind are filtered by."""

    city = django_filters.ModelChoiceFilter(label=_("Город"), queryset=_own_cities, empty_label=_("Все города"))
    editorial_state = django_filters.MultipleChoiceFilter(
        label=_("Состояние"),
        choices=[(state.value, state.label) for state in LISTED_STATES],
        widget=CheckboxSelectMultiple,
        distinct=False,
    )
    kazakh = django_filters.ChoiceFilter(
        label=_("Языки"), choices=_LANGUAGE_GAPS, empty_label=_("Неважно"), method="filter_kazakh"
    )
    owner = OwnerFilter(
        label=_("Ответственный"),
        queryset=_people,
        empty_label=_("Кто угодно"),
        null_label=_("Никто"),
        method="filter_owner",
    )
    source = FilterWithNone(
        label=_("Источник"),
        queryset=_own_sources,
        empty_label=_("Любой"),
        null_label=_("вручную"),
        method="filter_source",
    )
    picture = django_filters.ChoiceFilter(
        label=_("Обложка"),
        choices=[("no", _("нет обложки")), ("yes", _("есть обложка"))],
        empty_label=_("Неважно"),
        method="filter_picture",
    )

    def filter_kazakh(self, entries: QuerySet[Entry], name: str, value: str) -> QuerySet[Entry]:
        """Keep the entries with a certain gap in their languages."""
        if value == "no_russian":
            return entries.filter(title_ru="")
        if value == "some":
            return entries.filter(untranslated(entries.model))
        is_missing = Q(title_kk="")
        return entries.filter(is_missing) if value == "no" else entries.exclude(is_missing)

    def filter_owner(self, entries: QuerySet[Entry], name: str, value: Any) -> QuerySet[Entry]:
        """Keep the entries of a person, or of nobody."""
        if value == NOBODY:
            return entries.filter(~Exists(standings_of(entries.model).filter(owner__isnull=False)))
        return entries.filter(public_id__in=standings_of(entries.model, owner=value).values("entry_public_id"))

    def filter_source(self, entries: QuerySet[Entry], name: str, value: Any) -> QuerySet[Entry]:
        """Keep the entries of an import source, or those made by hand."""
        if value == NOBODY:
            return entries.filter(~Exists(records_of(entries.model)))
        return entries.filter(public_id__in=records_of(entries.model, source=value).values("entry_public_id"))

    def filter_picture(self, entries: QuerySet[Entry], name: str, value: str) -> QuerySet[Entry]:
        """Keep the entries with, or without, a cover."""
        return entries.filter(cover__isnull=value == "no")


def category_filter(kind: CategoryKind) -> django_filters.ModelChoiceFilter:
    """Return the filter by the categories of events or of businesses."""
    return FilterWithNone(
        label=_("Категория"),
        queryset=Category.objects.filter(kind=kind).order_by("position", "pk"),
        empty_label=_("Все категории"),
        null_label=_("Без категории"),
    )


__all__ = ["EntryFilterSet", "OwnerFilter", "category_filter"]
