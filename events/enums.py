"""Vocabulary of events."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PriceKind(models.TextChoices):
    """How a visitor pays. Unknown is not free."""

    UNKNOWN = "unknown", _("не указана")
    FREE = "free", _("бесплатно")
    FIXED = "fixed", _("одна цена")
    RANGE = "range", _("от и до")
    DONATION = "donation", _("свободный взнос")


class DateStatus(models.TextChoices):
    """State of a single date, the ``eventStatus`` of schema.org."""

    SCHEDULED = "scheduled", _("состоится")
    CANCELLED = "cancelled", _("отменено")
    POSTPONED = "postponed", _("перенесено, дата уточняется")
    RESCHEDULED = "rescheduled", _("перенесено на другую дату")
    MOVED_ONLINE = "moved_online", _("переведено в онлайн")
