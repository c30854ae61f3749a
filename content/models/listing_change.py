"""What has become of everything that ever was public: the delta feed, and the tombstones."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models


class AbsenceReason(models.TextChoices):
    """Why an entry that was public is not any more; no more than this is told to the public."""

    WITHDRAWN = "withdrawn"
    ARCHIVED = "archived"
    EXPIRED = "expired"
    DELETED = "deleted"
    MERGED = "merged"


class ListingChange(models.Model):
    """The last change of an item as readers see it, one row for each item that ever was public.

    Triggers write it (``content.listing_change_triggers``). ``xact`` is the transaction of the change: sequences are
    not in the order of commits, but nothing below the oldest running transaction is still to come. ``former_cities``
    are those that the item has left, for readers of a single city. ``merged_into`` is the public id of the entry
    that goes on in place of this one.
    """

    wagtail_reference_index_ignore = True

    public_id = models.UUIDField(primary_key=True)
    kind = models.CharField(max_length=20)
    slug = models.CharField(max_length=120)
    city_id = models.BigIntegerField()
    former_cities = ArrayField(models.BigIntegerField(), default=list)
    xact = models.BigIntegerField()
    is_removed = models.BooleanField(default=False)
    reason = models.CharField(max_length=10, choices=AbsenceReason, blank=True)
    merged_into = models.UUIDField(null=True)

    class Meta:
        default_permissions = ()
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["xact", "public_id"], name="content_listingchange_order"),
            models.Index(
                fields=["kind", "slug"], condition=models.Q(is_removed=True), name="content_listingchange_gone"
            ),
            models.Index(
                fields=["merged_into"],
                condition=models.Q(merged_into__isnull=False),
                name="content_listingchange_merged",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.public_id}"
