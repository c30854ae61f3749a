"""Filters of the list of promotions."""

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget

from content.chooser_filter import EntryChooserFilter
from content.entry_filters import EntryFilterSet
from promos.models import Promotion


class PromotionFilterSet(EntryFilterSet):
    """Filters of the list of promotions."""

    dates = django_filters.DateFromToRangeFilter(
        label=_("Действует в дни"), widget=DateRangePickerWidget, method="filter_dates"
    )
    business = EntryChooserFilter(model=Promotion, field_name="business", label=_("Заведение"))

    class Meta:
        model = Promotion
        fields: list[str] = []

    def filter_dates(self, promotions: QuerySet[Promotion], name: str, value: slice) -> QuerySet[Promotion]:
        """Keep the promotions that are valid on any day of the period."""
        if value.start is not None:
            promotions = promotions.filter(valid_until__gt=value.start)
        if value.stop is not None:
            promotions = promotions.filter(valid_from__lte=value.stop)
        return promotions
