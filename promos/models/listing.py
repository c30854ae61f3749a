"""The promotion as the public sees it."""

from typing import ClassVar

import pgtrigger
from django.db import models

from content.models.listing import Listing
from delivery.change_triggers import change_triggers
from promos.querysets import PromotionListingQuerySet
from search.triggers import outbox_triggers


class PromotionListing(Listing):
    """A published promotion; ``business_id`` is the public id of its business."""

    entry = models.OneToOneField("promos.Promotion", models.CASCADE, primary_key=True, related_name="listing")
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField()
    is_premium_only = models.BooleanField()
    business_id = models.UUIDField()

    objects = PromotionListingQuerySet.as_manager()

    class Meta(Listing.Meta):
        abstract = False
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            *Listing.Meta.triggers,
            *outbox_triggers(kind="promotion"),
            *change_triggers(kind="promotion", counters=("viewsCount", "savesCount")),
        ]
        indexes = [
            models.Index(fields=["city", "valid_until"], name="promos_listing_city_until"),
            models.Index(fields=["-published_at", "-entry"], name="promos_listing_newest"),
            models.Index(fields=["business_id"], name="promos_listing_business"),
            models.Index(fields=["slug"], name="promos_listing_slug"),
        ]
