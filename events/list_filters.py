"""Filters of the list of events."""

import django_filters
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget

from content.chooser_filter import EntryChooserFilter
from content.entry_filters import EntryFilterSet, category_filter
from content.models import CategoryKind
from events.enums import PriceKind
from events.models import Event, EventDate, EventOccurrence


class EventFilterSet(EntryFilterSet):
    """Filters of the list of events."""

    dates = django_filters.DateFromToRangeFilter(
        label=_("Когда проходит"), widget=DateRangePickerWidget, method="filter_dates"
    )
    category = category_filter(CategoryKind.EVENT)
    organiser = EntryChooserFilter(model=Event, field_name="organiser", label=_("Организатор"))
    featured = django_filters.ChoiceFilter(
        label=_("На главной"),
        choices=[("yes", _("сейчас на главной")), ("no", _("не на главной"))],
        empty_label=_("Неважно"),
        method="filter_featured",
    )
    price = django_filters.ChoiceFilter(
        label=_("Цена"), choices=PriceKind.choices, empty_label=_("Любая"), field_name="price_kind"
    )

    class Meta:
        model = Event
        fields: list[str] = []

    def filter_dates(self, events: QuerySet[Event], name: str, value: slice) -> QuerySet[Event]:
        """Keep the events on the site that have a date in the period, and drafts that may have one."""
        listed = EventOccurrence.objects.filter(listing=OuterRef("pk"))
        drafted = EventDate.objects.filter(event=OuterRef("pk"))
        if value.start is not None:
            listed = listed.filter(over_at__gt=value.start)
            # What repeats is not computed for drafts: it may have a date in any period after its start.
            goes_on = ~Q(recurrence_rule="") | Q(is_open_ended=True) | ~Q(added=[])
            drafted = drafted.filter(
                goes_on
                | Q(starts_at__gte=value.start)
                | Q(ends_at__gt=value.start)
                | Q(last_on__gte=timezone.localdate(value.start))
            )
        if value.stop is not None:
            listed = listed.filter(starts_at__lte=value.stop)
            drafted = drafted.filter(starts_at__lte=value.stop)
        return events.filter(Exists(listed) | Q(listing__isnull=True) & Exists(drafted))

    def filter_featured(self, events: QuerySet[Event], name: str, value: str) -> QuerySet[Event]:
        """Keep what is on the front page now, or the rest."""
        featured = Q(standing__featured_until__gt=timezone.now())
        return events.filter(featured) if value == "yes" else events.exclude(featured)
