"""Vocabulary of promotions."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class DiscountKind(models.TextChoices):
    """What a promotion gives."""

    PERCENT = "percent", _("процент")
    AMOUNT = "amount", _("сумма в тенге")
    ONE_PLUS_ONE = "one_plus_one", "1+1"
    GIFT = "gift", _("подарок")
    OTHER = "other", _("другое")


NUMBERED_DISCOUNTS: Final = frozenset({DiscountKind.PERCENT, DiscountKind.AMOUNT})
