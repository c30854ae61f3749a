"""The event as the public sees it, and its computed dates."""

from collections.abc import Sequence
from typing import ClassVar

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models

from content.listing_change_triggers import listing_change_triggers
from content.models.listing import Listing
from delivery.change_triggers import change_triggers
from events.querysets import EventListingQuerySet
from search.triggers import outbox_triggers


class EventListing(Listing):
    """A published event. ``starts_at`` and ``over_at`` are of the date its card shows; ``ended_at`` of its last one.

    ``is_over`` tells that it had ended when it was projected, which a worker does within a minute of the end: lists
    look at ``ended_at`` too, and leave what is long over out of their indexes. ``began_at`` is the start of the first
    computed date, ``updated_at`` the last publication.

    ``window_until`` is the moment up to which dates are computed, where there are more behind it; ``None`` when the
    dates are complete.
    """

    entry = models.OneToOneField("events.Event", models.CASCADE, primary_key=True, related_name="listing")
    starts_at = models.DateTimeField()
    over_at = models.DateTimeField()
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    is_over = models.BooleanField()
    is_free = models.BooleanField()
    price_min = models.PositiveIntegerField(null=True)
    age_limit = models.PositiveSmallIntegerField(null=True)
    featured_until = models.DateTimeField(null=True)
    business_id = models.UUIDField(null=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    languages = ArrayField(models.CharField(max_length=3), default=list)
    accessibility = ArrayField(models.CharField(max_length=20), default=list)
    window_until = models.DateTimeField(null=True)

    objects = EventListingQuerySet.as_manager()

    # Dates computed together with an unsaved listing, stored right after it.
    computed_occurrences: Sequence["EventOccurrence"] = ()

    class Meta(Listing.Meta):
        abstract = False
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            *Listing.Meta.triggers,
            *outbox_triggers(kind="event"),
            *change_triggers(kind="event", counters=("viewsCount", "viewCount", "savesCount", "saveCount")),
            *listing_change_triggers(
                kind="event",
                entry_table="events_event",
                counters=("viewsCount", "viewCount", "savesCount", "saveCount"),
            ),
            # The listing may be deleted by a trigger of the event, which Django's own cascade does not see.
            pgtrigger.Trigger(
                name="drop_occurrences",
                when=pgtrigger.Before,
                operation=pgtrigger.Delete,
                func="DELETE FROM events_eventoccurrence WHERE listing_id = OLD.entry_id; RETURN OLD;",
            ),
        ]
        indexes = [
            # The default list, in its order, whole and by what is asked for most.
            *(
                models.Index(
                    fields=[*by, "starts_at", "public_id"],
                    include=["ended_at"],
                    condition=models.Q(is_over=False),
                    name=f"events_listing_{name}",
                )
                for name, by in (
                    ("start", ()),
                    ("city_start", ("city",)),
                    ("category", ("category",)),
                    ("city_category", ("city", "category")),
                    ("business", ("business_id",)),
                )
            ),
            # The newest first, whole and of a city.
            *(
                models.Index(
                    fields=[*by, "-published_at", "-public_id"],
                    include=["ended_at"],
                    condition=models.Q(is_over=False),
                    name=f"events_listing_{name}",
                )
                for name, by in (("newest", ()), ("city_newest", ("city",)))
            ),
            models.Index(fields=["updated_at"], name="events_listing_updated"),
            # What ends soon.
            models.Index(
                fields=["ended_at"],
                condition=models.Q(is_over=False, window_until__isnull=True),
                name="events_listing_ending",
            ),
            # When the next answer about a city goes out of date by the clock.
            models.Index(fields=["city", "stale_at"], name="events_listing_city_stale"),
            models.Index(
                fields=["featured_until", "public_id"],
                condition=models.Q(featured_until__isnull=False),
                name="events_listing_featured",
            ),
            models.Index(fields=["slug"], name="events_listing_slug"),
            # The editors' list asks every listing whether it is over, and when it begins.
            models.Index(fields=["ended_at", "entry"], name="events_listing_ended", include=["starts_at"]),
            # Only events with dates behind the window are in it: the nightly job looks at nothing else.
            models.Index(
                fields=["window_until", "entry"],
                name="events_listing_window",
                condition=models.Q(window_until__isnull=False),
            ),
        ]


class EventOccurrence(models.Model):
    """A computed date of a listed event; ``when_*`` holds the JSON keys of a card that depend on the date.

    ``day`` is the day people count it to: what starts after midnight belongs to the evening before. ``last_day`` is the
    last day it is still on, ``minute`` the city's clock at the start (``None`` where no hour is named). City and
    category are repeated from the listing, so that one index finds the dates of a period. ``is_long`` marks what lasts
    longer than ``criteria.LONGEST_SHORT_DATE``: whatever else runs at a moment began within that time before it.

    Prices run from ``price_from`` (``None``: unknown, 0: free) to ``price_to`` (``None``: no known end). ``venue_id``
    is the public id of the venue, or of the business that is one.
    """

    listing = models.ForeignKey(EventListing, models.CASCADE, related_name="occurrences")
    key = models.UUIDField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    over_at = models.DateTimeField()
    day = models.DateField()
    last_day = models.DateField()
    minute = models.PositiveSmallIntegerField(null=True)
    city_id = models.BigIntegerField()
    category = models.CharField(max_length=30, blank=True)
    is_free = models.BooleanField()
    price_from = models.PositiveIntegerField(null=True)
    price_to = models.PositiveIntegerField(null=True)
    venue_id = models.UUIDField(null=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    is_long = models.BooleanField()
    status = models.CharField(max_length=15)
    when_ru = models.TextField()
    when_kk = models.TextField()

    class Meta:
        indexes = [
            models.Index(fields=["listing", "over_at"], name="events_occurrence_listing"),
            *(
                models.Index(
                    fields=[*by, "starts_at", "listing"],
                    include=["over_at", "is_free"],
                    name=f"events_occurrence_{name}",
                )
                for name, by in (
                    ("start", ()),
                    ("city", ("city_id",)),
                    ("category", ("category",)),
                    ("city_cat", ("city_id", "category")),
                )
            ),
            models.Index(
                fields=["over_at", "listing"], condition=models.Q(is_long=True), name="events_occurrence_long"
            ),
            models.Index(fields=["day", "listing"], name="events_occurrence_day"),
            models.Index(
                fields=["venue_id", "starts_at"],
                condition=models.Q(venue_id__isnull=False),
                name="events_occurrence_venue",
            ),
            models.Index(
                fields=["latitude", "longitude"],
                condition=models.Q(latitude__isnull=False),
                name="events_occurrence_point",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.starts_at:%d.%m.%Y %H:%M}"
