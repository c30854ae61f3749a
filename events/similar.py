"""Which events to show below another one."""

from datetime import datetime
from uuid import UUID

from django.db.models import Case, Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from events.models import Event, EventListing

_VENUE, _CATEGORY, _TAG = 3, 2, 1


def origin_of(public_id: UUID | None, *, slug: str | None, city: int | None) -> tuple[int, int, str] | None:
    """Return primary key, city and category of a listed event; ``None`` for one that is not public."""
    wanted = {"public_id": public_id, "slug": slug, "city": city}
    found = EventListing.objects.filter(**{name: value for name, value in wanted.items() if value is not None})
    return found.order_by("pk").values_list("pk", "city_id", "category").first()


def similar(origin: tuple[int, int, str], *, now: datetime) -> QuerySet[EventListing]:
    """Select events of the same city that are not over, the most alike first, then the soonest.

    The same venue counts 3, the same category 2, every shared tag 1; what shares nothing is left out. An entry's own
    columns hold what was published: drafts live in revisions.
    """
    pk, city, category = origin
    here = Event.objects.filter(pk=pk)
    tags = here.filter(tagged_items__isnull=False).values("tagged_items__tag_id")
    shared = (
        Event.objects.filter(pk=OuterRef("pk"), tagged_items__tag_id__in=tags)
        .order_by()
        .values("pk")
        .annotate(number=Count("tagged_items__tag_id", distinct=True))
        .values("number")
    )
    same_venue = Q(entry__venue_id__in=here.filter(venue__isnull=False).values("venue_id")) | Q(
        entry__venue_business_id__in=here.filter(venue_business__isnull=False).values("venue_business_id")
    )
    coming = EventListing.objects.filter(city_id=city, is_over=False, ended_at__gt=now).exclude(pk=pk)
    return (
        coming.annotate(
            likeness=Case(When(same_venue, then=Value(_VENUE)), default=Value(0), output_field=IntegerField())
            + Case(When(category=category, then=Value(_CATEGORY)), default=Value(0), output_field=IntegerField())
            + Coalesce(Subquery(shared, output_field=IntegerField()), 0) * Value(_TAG)
        )
        .filter(likeness__gt=0)
        .order_by(F("likeness").desc(), "starts_at", "public_id")
    )
