"""Views that were counted and are in no counter yet."""

from django.db import models


class PendingViews(models.Model):
    """How often one web process has shown an item lately; ``content.view_counts`` adds it to the item's counter.

    Rows are only inserted, so that no reader's process ever waits for another, and soon deleted.
    """

    wagtail_reference_index_ignore = True

    kind = models.CharField(max_length=30)
    public_id = models.UUIDField()
    views = models.PositiveIntegerField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.kind} {self.public_id}: {self.views}"
