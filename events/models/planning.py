"""What the editors' calendar shows: the newest draft of every event and its dates, computed once per saving."""

from django.db import models

from events.enums import DateStatus


class PlannedEvent(models.Model):
    """The newest draft of an event, live or not, as the calendar shows it; written by ``events.planning`` only.

    ``revision_id`` and ``revised_at`` name the version it was computed from: autosave changes a revision in place.
    ``renew_at`` is when a rule has moved on in its window.
    """

    event = models.OneToOneField("events.Event", models.CASCADE, primary_key=True, related_name="planned")
    # A city with entries is never deleted; a category may go while drafts still name it.
    city = models.ForeignKey("content.City", models.DO_NOTHING, related_name="+")
    category_id = models.BigIntegerField(null=True)
    title_ru = models.CharField(max_length=200)
    title_kk = models.CharField(max_length=200)
    revision_id = models.BigIntegerField(null=True)
    revised_at = models.DateTimeField(null=True)
    renew_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["renew_at"], name="events_planned_renewal")]

    def __str__(self) -> str:
        return self.title_ru or self.title_kk


class PlannedDate(models.Model):
    """A computed date of the newest draft of an event.

    ``first_day`` and ``last_day`` are days of the city, a night belonging to the evening before. ``claims_place``
    tells whether another event at the same ``place_key`` and time would be in its way.
    """

    planned = models.ForeignKey(PlannedEvent, models.CASCADE, related_name="dates", db_column="event_id")
    city = models.ForeignKey("content.City", models.DO_NOTHING, related_name="+", db_index=False)
    key = models.UUIDField()
    first_day = models.DateField()
    last_day = models.DateField()
    is_span = models.BooleanField()
    is_all_day = models.BooleanField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    over_at = models.DateTimeField()
    status = models.CharField(max_length=15, choices=DateStatus)
    previous_starts_at = models.DateTimeField(null=True)
    is_movable = models.BooleanField()
    place_ru = models.CharField(max_length=250)
    place_kk = models.CharField(max_length=250)
    place_key = models.CharField(max_length=300)
    claims_place = models.BooleanField()

    class Meta:
        indexes = [
            models.Index(
                fields=["city", "first_day", "is_all_day", "starts_at"],
                name="events_planned_day",
                condition=models.Q(is_span=False),
            ),
            models.Index(
                fields=["city", "last_day", "first_day"], name="events_planned_span", condition=models.Q(is_span=True)
            ),
            models.Index(
                fields=["place_key", "starts_at"],
                name="events_planned_place",
                condition=models.Q(claims_place=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.starts_at:%d.%m.%Y %H:%M}"
