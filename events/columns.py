"""What the list of events says about dates."""

from datetime import datetime

from django.db.models import Case, Count, Min, OuterRef, QuerySet, Subquery, When
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column

from content.columns import TwoLinesColumn, admin_language
from events.models import Event, EventDate, EventOccurrence
from language.dates import date_text


def with_next_date(events: QuerySet[Event]) -> QuerySet[Event]:
    """Annotate ``next_starts_at`` and ``more_dates``.

    The first is the date that the public card shows, for drafts the first one entered; the second how many dates come
    after it.
    """
    entered = EventDate.objects.filter(event=OuterRef("pk")).order_by().values("event")
    first = entered.annotate(found=Min("starts_at")).values("found")
    later = EventOccurrence.objects.filter(listing=OuterRef("pk"), starts_at__gt=OuterRef("listing__starts_at"))
    listed = later.order_by().values("listing").annotate(found=Count("pk")).values("found")
    drafted = entered.annotate(found=Count("pk") - 1).values("found")
    return events.annotate(
        next_starts_at=Coalesce("listing__starts_at", Subquery(first)),
        more_dates=Case(
            When(listing__isnull=False, then=Coalesce(Subquery(listed), 0)), default=Coalesce(Subquery(drafted), 0)
        ),
    )


def dates_column() -> Column:
    """Return the column of the next date and of how many more there are."""
    return TwoLinesColumn(
        "next_starts_at",
        label=gettext_lazy("Ближайшая дата"),
        first=next_date_text,
        second=more_dates_text,
        sort_key="next_starts_at",
    )


def more_dates_text(event: Event) -> str:
    """Return how many dates come after the one shown."""
    more: int = event.more_dates
    return _("ещё дат: %d") % more if more > 0 else ""


def next_date_text(event: Event) -> str:
    """Return the annotated date in words and in city time."""
    starts_at: datetime | None = event.next_starts_at
    if starts_at is None:
        return ""
    return date_text(
        starts_at=starts_at,
        ends_at=None,
        is_all_day=False,
        zone=event.city.zone,
        now=timezone.now(),
        language=admin_language(),
    )
