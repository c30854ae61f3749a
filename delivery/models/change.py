"""The outbox of changes to what is public."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from delivery.enums import ChangeAction


class Change(models.Model):
    """That a public item appeared, changed or went; written by triggers (``delivery.change_triggers``).

    It stands here from the transaction of the change until it was handed to every consumer (``delivery.changes``).
    ``previous_city`` is the city that an item has left, ``None`` where it stayed.
    """

    wagtail_reference_index_ignore = True

    action = models.CharField(max_length=12, choices=ChangeAction)
    kind = models.CharField(max_length=20)
    public_id = models.UUIDField()
    slug = models.CharField(max_length=120)
    city_number = models.BigIntegerField()
    city = models.CharField(max_length=60)
    previous_city_number = models.BigIntegerField(null=True)
    previous_city = models.CharField(max_length=60, blank=True)
    at = models.DateTimeField()

    class Meta:
        db_table = "delivery_change"
        verbose_name = _("изменение на сайте")
        verbose_name_plural = _("изменения на сайте")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.kind}.{self.action} {self.public_id}"
