"""The promotion as editors draft it."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from content.models import Entry
from content.models.listing import unlist_trigger
from promos.rules import validity_problems
from search.triggers import forget_draft_trigger


class Promotion(Entry):
    """A discount or gift of a business. Its city is always the city of the business."""

    business = models.ForeignKey(
        "directory.Business", models.SET_NULL, null=True, related_name="+", verbose_name=_("заведение")
    )
    discount = models.CharField(_("скидка"), max_length=40, blank=True, help_text=_("Коротко: −40 %, 1+1, подарок."))
    conditions_ru = models.TextField(_("условия"), max_length=2000, blank=True)
    conditions_kk = models.TextField(_("условия на казахском"), max_length=2000, blank=True)
    valid_from = models.DateTimeField(_("действует с"))
    valid_until = models.DateTimeField(_("действует до"))
    is_premium_only = models.BooleanField(_("только для Premium"), default=False)

    class Meta(Entry.Meta):
        verbose_name = _("акция")
        verbose_name_plural = _("акции")
        triggers = [unlist_trigger(listing_table="promos_promotionlisting"), forget_draft_trigger()]
        constraints = [
            *Entry.Meta.constraints,
            models.CheckConstraint(
                name="promos_promotion_validity_order",
                condition=models.Q(valid_until__gt=models.F("valid_from")),
                violation_error_message=_("Окончание акции раньше начала."),
            ),
        ]

    def clean(self) -> None:
        """Check the period and take the city of the business. Raises ``ValidationError`` by field."""
        super().clean()
        if self.business is not None:
            self.city_id = self.business.city_id
        if problems := validity_problems(valid_from=self.valid_from, valid_until=self.valid_until):
            raise ValidationError(problems)
