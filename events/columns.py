"""What the list of events says about dates."""

from datetime import datetime

from django.db.models import Min, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from content.columns import admin_language
from events.models import Event, EventDate
from language.dates import date_text


def with_next_date(events: QuerySet[Event]) -> QuerySet[Event]:
    """Annotate ``next_starts_at``: the date that the public card shows, for drafts the first one entered."""
    first = EventDate.objects.filter(event=OuterRef("pk")).values("event").annotate(first=Min("starts_at"))
    return events.annotate(next_starts_at=Coalesce("listing__starts_at", Subquery(first.values("first"))))


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
