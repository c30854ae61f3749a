"""What stands beside an event's row: drafts never roll it back."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class EventStanding(models.Model):
    """Featured period and counters of an event."""

    event = models.OneToOneField("events.Event", models.CASCADE, primary_key=True, related_name="standing")
    featured_until = models.DateTimeField(_("на главной до"), null=True, blank=True)
    views_count = models.PositiveBigIntegerField(_("просмотры"), default=0)
    saves_count = models.PositiveBigIntegerField(_("сохранения"), default=0)

    class Meta:
        verbose_name = _("положение события")
        verbose_name_plural = _("положения событий")

    def __str__(self) -> str:
        return str(self.event_id)
