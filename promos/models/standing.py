"""What stands beside a promotion's row: drafts never roll it back."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PromotionStanding(models.Model):
    """Counters of a promotion."""

    promotion = models.OneToOneField("promos.Promotion", models.CASCADE, primary_key=True, related_name="standing")
    views_count = models.PositiveBigIntegerField(_("просмотры"), default=0)
    saves_count = models.PositiveBigIntegerField(_("сохранения"), default=0)

    class Meta:
        verbose_name = _("положение акции")
        verbose_name_plural = _("положения акций")

    def __str__(self) -> str:
        return str(self.promotion_id)
