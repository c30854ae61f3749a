"""What stands beside a business's row: drafts never roll it back."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from directory.enums import Tier


class BusinessStanding(models.Model):
    """Owner, verification, tier, rating and counter of a business; ``directory.operations`` changes the former."""

    business = models.OneToOneField("directory.Business", models.CASCADE, primary_key=True, related_name="standing")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="businesses",
        verbose_name=_("владелец"),
    )
    verified_at = models.DateTimeField(_("проверено"), null=True, blank=True)
    tier = models.CharField(_("тариф"), max_length=10, choices=Tier, default=Tier.FREE)
    tier_until = models.DateTimeField(_("тариф до"), null=True, blank=True)

    rating_average = models.DecimalField(_("средняя оценка"), max_digits=2, decimal_places=1, null=True, blank=True)
    rating_count = models.PositiveIntegerField(_("число оценок"), default=0)
    views_count = models.PositiveBigIntegerField(_("просмотры"), default=0)

    class Meta:
        verbose_name = _("положение заведения")
        verbose_name_plural = _("положения заведений")

    def tier_at(self, now: datetime) -> Tier:
        """Return the tier paid for at a moment; one that ran out counts as free."""
        is_over = self.tier_until is not None and self.tier_until <= now
        return Tier.FREE if is_over else Tier(self.tier)

    def __str__(self) -> str:
        return str(self.business_id)
