"""Forms of the admin."""

from typing import Any

from django.db.models import Q
from wagtail.admin.forms.models import WagtailAdminModelForm

from content.columns import admin_language
from content.localised import text
from content.models import City


def _localised_name(row: Any) -> str:
    return text(row, "name", admin_language())


class EntryForm(WagtailAdminModelForm):
    """The form of every kind of entry: staff who are assigned to cities choose among these."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "city" in self.fields:
            self._limit_cities()
        if "category" in self.fields:
            category = self.fields["category"]
            category.queryset = category.queryset.order_by("position", "pk")
            category.label_from_instance = _localised_name

    def _limit_cities(self) -> None:
        cities = City.objects.filter(is_active=True)
        assigned = (
            [] if self.for_user is None else list(self.for_user.city_assignments.values_list("city_id", flat=True))
        )
        if assigned:
            cities = cities.filter(pk__in=assigned)
        # An entry keeps its city even where its editor could not choose it.
        city = self.fields["city"]
        city.queryset = City.objects.filter(Q(pk__in=cities) | Q(pk=self.instance.city_id)).order_by("name_ru", "pk")
        city.label_from_instance = _localised_name
