"""Vocabulary of the directory."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Tier(models.TextChoices):
    """What a business pays for."""

    FREE = "free", _("бесплатный")
    LITE = "lite", "Lite"
    PREMIUM = "premium", "Premium"
