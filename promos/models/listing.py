"""The promotion as the public sees it."""

from typing import ClassVar

import pgtrigger
from django.db import models

from content.listing_change_triggers import listing_change_triggers
from content.models.listing import Listing
from delivery.change_triggers import change_triggers
from promos.querysets import PromotionListingQuerySet
from search.triggers import outbox_triggers


class PromotionListing(Listing):
    """A published promotion; ``business_id`` is the public id of its business.

    ``is_over`` tells that it had ended when it was projected: what is long over stays out of the indexes of the lists.
    """

    entry = models.OneToOneField("promos.Promotion", models.CASCADE, primary_key=True, related_name="listing")
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField()
    is_over = models.BooleanField()
    is_premium_only = models.BooleanField()
    business_id = models.UUIDField()

    objects = PromotionListingQuerySet.as_manager()

    class Meta(Listing.Meta):
        abstract = False
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            *Listing.Meta.triggers,
            *outbox_triggers(kind="promotion"),
            *change_triggers(kind="promotion", counters=("viewsCount", "savesCount")),
            *listing_change_triggers(
                kind="promotion", entry_table="promos_promotion", counters=("viewsCount", "savesCount")
            ),
        ]
        indexes = [
            *(
                models.Index(
                    fields=[*by, "-published_at", "-public_id"],
                    include=["valid_from", "valid_until"],
                    condition=models.Q(is_over=False),
                    name=f"promos_listing_{name}",
                )
                for name, by in (("newest", ()), ("city_newest", ("city",)), ("business_newest", ("business_id",)))
            ),
            models.Index(
                fields=["city", "valid_until", "public_id"],
                condition=models.Q(is_over=False),
                name="promos_listing_city_ending",
            ),
            models.Index(fields=["city", "stale_at"], name="promos_listing_city_stale"),
            models.Index(fields=["slug"], name="promos_listing_slug"),
        ]
