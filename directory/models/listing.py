"""The business as the public sees it."""

from typing import ClassVar

import pgtrigger
from django.db import models

from content.listing_change_triggers import listing_change_triggers
from content.models.listing import Listing
from delivery.change_triggers import change_triggers
from directory.querysets import BusinessListingQuerySet
from search.triggers import outbox_triggers


class BusinessListing(Listing):
    """A published business. ``tier_rank`` is 0 for free, 1 for lite, 2 for premium.

    ``opens_at`` and ``closes_at`` are the ends of the open time that runs now or comes next, as far as it is known: a
    business is open at a moment between them. ``opens_at`` is empty where none is in sight, ``closes_at`` also where
    the open time has no end in sight.
    """

    entry = models.OneToOneField("directory.Business", models.CASCADE, primary_key=True, related_name="listing")
    name = models.CharField(max_length=200)
    is_verified = models.BooleanField()
    tier_rank = models.PositiveSmallIntegerField()
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    opens_at = models.DateTimeField(null=True)
    closes_at = models.DateTimeField(null=True)

    objects = BusinessListingQuerySet.as_manager()

    class Meta(Listing.Meta):
        abstract = False
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            *Listing.Meta.triggers,
            *outbox_triggers(kind="business"),
            *change_triggers(kind="business"),
            *listing_change_triggers(kind="business", entry_table="directory_business"),
        ]
        indexes = [
            # The catalogue in its order, whole and by what is asked for most.
            *(
                models.Index(
                    *map(models.F, by),
                    models.F("is_verified").desc(),
                    models.F("tier_rank").desc(),
                    models.F("name"),
                    models.F("public_id"),
                    name=f"directory_listing_{name}",
                )
                for name, by in (
                    ("order", ()),
                    ("city", ("city",)),
                    ("category", ("category",)),
                    ("city_cat", ("city", "category")),
                )
            ),
            models.Index(fields=["city", "stale_at"], name="directory_listing_city_stale"),
            models.Index(fields=["city", "opens_at", "closes_at"], name="directory_listing_open"),
            models.Index(fields=["city", "name", "public_id"], name="directory_listing_name"),
            models.Index(
                fields=["latitude", "longitude"],
                condition=models.Q(latitude__isnull=False),
                name="directory_listing_point",
            ),
            models.Index(fields=["slug"], name="directory_listing_slug"),
        ]
