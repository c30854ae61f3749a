"""The promotion as editors draft it."""

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from content.listing_change_triggers import entry_gone_trigger
from content.models import Entry
from content.models.listing import unlist_trigger
from promos.enums import DiscountKind
from promos.rules import discount_problems, time_problems, validity_problems
from search.triggers import forget_draft_trigger


class Promotion(Entry):
    """A discount or gift of a business. Its city is always the city of the business."""

    business = models.ForeignKey(
        "directory.Business", models.SET_NULL, null=True, related_name="+", verbose_name=_("заведение")
    )
    discount = models.CharField(
        _("скидка своими словами"),
        max_length=40,
        blank=True,
        help_text=_("Коротко, например «Торт в подарок». Если пусто, составится из вида и размера скидки."),
    )
    discount_kind = models.CharField(_("вид скидки"), max_length=15, choices=DiscountKind, default=DiscountKind.OTHER)
    discount_value = models.PositiveIntegerField(
        _("размер скидки"), null=True, blank=True, help_text=_("Число процентов или тенге.")
    )
    conditions_ru = models.TextField(_("условия"), max_length=2000, blank=True)
    conditions_kk = models.TextField(_("условия на казахском"), max_length=2000, blank=True)
    valid_from = models.DateTimeField(_("действует с"))
    valid_until = models.DateTimeField(_("действует до"))
    # Monday is 0.
    weekdays = ArrayField(
        models.PositiveSmallIntegerField(validators=[MaxValueValidator(6)]),
        size=7,
        default=list,
        blank=True,
        verbose_name=_("дни недели"),
        help_text=_("Если не отмечены, акция действует каждый день."),
    )
    time_from = models.TimeField(_("с которого часа"), null=True, blank=True)
    time_until = models.TimeField(
        _("до которого часа"), null=True, blank=True, help_text=_("Может быть после полуночи: 22:00–02:00.")
    )
    code = models.CharField(
        _("промокод"), max_length=30, blank=True, help_text=_("Читатель называет его в заведении или вводит на сайте.")
    )
    usage_limit = models.PositiveIntegerField(
        _("сколько раз можно воспользоваться"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("Всего, всеми покупателями. Пусто — без ограничения."),
    )
    is_premium_only = models.BooleanField(_("только для Premium"), default=False)

    class Meta(Entry.Meta):
        verbose_name = _("акция")
        verbose_name_plural = _("акции")
        triggers = [
            unlist_trigger(listing_table="promos_promotionlisting"),
            forget_draft_trigger(),
            entry_gone_trigger(),
        ]
        constraints = [
            *Entry.Meta.constraints,
            models.CheckConstraint(
                name="promos_promotion_validity_order",
                condition=models.Q(valid_until__gt=models.F("valid_from")),
                violation_error_message=_("Окончание акции раньше начала."),
            ),
        ]

    def clean(self) -> None:
        """Check period, discount and hours, and take the city of the business. Raises ``ValidationError`` by field."""
        super().clean()
        if self.business is not None:
            self.city_id = self.business.city_id
        problems = {
            **validity_problems(valid_from=self.valid_from, valid_until=self.valid_until),
            **discount_problems(kind=self.discount_kind, value=self.discount_value),
            **time_problems(time_from=self.time_from, time_until=self.time_until),
        }
        if problems:
            raise ValidationError(problems)
