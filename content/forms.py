"""Forms of the admin."""

from typing import Any

from django.db.models import Q
from wagtail.admin.forms.models import WagtailAdminModelForm

from content.city_access import cities_for, of_own_cities
from content.columns import admin_language
from content.localised import text
from content.models import City, Entry
from content.whereabouts import without_put_away


def _localised_name(row: Any) -> str:
    return text(row, "name", admin_language())


class EntryForm(WagtailAdminModelForm):
    """The form of every kind of entry: staff who are assigned to cities choose among these."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "city" in self.fields:
            self._limit_cities()
        for name, field in self.fields.items():
            rows = getattr(field, "queryset", None)
            if rows is not None and issubclass(rows.model, Entry):
                self._limit_entries(name, field)
        if "category" in self.fields:
            category = self.fields["category"]
            category.queryset = category.queryset.order_by("position", "pk")
            category.label_from_instance = _localised_name

    def _limit_cities(self) -> None:
        own = City.objects.all() if self.for_user is None else cities_for(self.for_user)
        # An entry keeps its hidden city, but nobody chooses a city of others: an older version may name one.
        city = self.fields["city"]
        city.queryset = own.filter(Q(is_active=True) | Q(pk=self.instance.city_id)).order_by("name_ru", "pk")
        city.label_from_instance = _localised_name

    def _limit_entries(self, name: str, field: Any) -> None:
        """Accept what the dialog offers, and what is chosen already."""
        if self.for_user is not None:
            own = of_own_cities(without_put_away(field.queryset), user=self.for_user).values("pk")
            current = getattr(self.instance, f"{name}_id", None)
            field.queryset = field.queryset.filter(Q(pk__in=own) | Q(pk=current))
