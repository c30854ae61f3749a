"""A filter by one entry of another kind, chosen in that kind's own dialog."""

from typing import Any

import django_filters
from django.db.models import Model, QuerySet
from django.http import HttpRequest

from content.city_access import of_own_cities
from content.models import Entry


class EntryChooserFilter(django_filters.ModelChoiceFilter):
    """Offers the entries of the person's cities that a foreign key may point to.

    The other kind is known through the foreign key only, because kinds are strangers to one another.
    """

    def __init__(self, *, model: type[Model], field_name: str, label: Any) -> None:
        self._foreign_key = (model, field_name)
        super().__init__(label=label, queryset=self._of_own_cities, field_name=field_name)

    @property
    def _other(self) -> type[Entry]:
        model, name = self._foreign_key
        other: Any = model._meta.get_field(name).related_model
        chosen: type[Entry] = other
        return chosen

    def _of_own_cities(self, request: HttpRequest) -> QuerySet[Entry]:
        return of_own_cities(self._other._default_manager.all(), user=request.user).order_by("title_ru", "pk")

    @property
    def field(self) -> Any:
        """Give the field the widget of the dialog, which exists once the admin is set up."""
        self.extra["widget"] = self._other.snippet_viewset.chooser_viewset.widget_class()
        return super().field
