"""The rows of an event's schedule."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from content.opening_hours.validation import validate_opening_hours
from events.enums import DateKind, DateStatus, PriceKind
from events.rules import row_problems


class EventDate(models.Model):
    """A date of an event, a list of dates, a rule that gives many, or the run of an exhibition.

    ``key`` survives publishing; primary keys do not. A row without a rule that is no exhibition is a date, with one it
    is a rule, whatever ``kind`` says: rows of imports need not name it. Of an exhibition only the day of ``starts_at``
    counts. What is empty of price and place is as for the whole event.
    """

    key = models.UUIDField(default=uuid.uuid4, editable=False)
    event = ParentalKey("events.Event", on_delete=models.CASCADE, related_name="dates")
    kind = models.CharField(_("что это"), max_length=10, choices=DateKind, default=DateKind.DATE)
    starts_at = models.DateTimeField(_("начало"))
    ends_at = models.DateTimeField(_("окончание"), null=True, blank=True)
    is_all_day = models.BooleanField(_("весь день"), default=False)
    added = ArrayField(
        models.DateTimeField(),
        default=list,
        blank=True,
        verbose_name=_("а также"),
        help_text=_("Другие начала той же длительности, через запятую: 2026-03-08 12:00, 2026-03-08 17:00."),
    )
    recurrence_rule = models.CharField(
        _("правило повторения"),
        max_length=500,
        blank=True,
        help_text=_("Правило RFC 5545, например FREQ=WEEKLY;BYDAY=SA — каждую субботу."),
    )
    excluded = ArrayField(
        models.DateTimeField(),
        default=list,
        blank=True,
        verbose_name=_("кроме"),
        help_text=_("Начала, которые не состоятся, через запятую: 2026-03-07 19:00."),
    )
    is_open_ended = models.BooleanField(
        _("без даты окончания"),
        default=False,
        help_text=_("Повторения или выставка продолжаются, пока их не закончат."),
    )
    last_on = models.DateField(_("последний день"), null=True, blank=True)
    # The form is described in content.opening_hours.hours.
    weekly_hours = models.JSONField(_("часы работы"), null=True, blank=True, validators=[validate_opening_hours])
    closed_on = ArrayField(
        models.DateField(),
        default=list,
        blank=True,
        verbose_name=_("закрыто в дни"),
        help_text=_("Через запятую: 2026-03-08, 2026-03-22."),
    )
    status = models.CharField(_("состояние"), max_length=15, choices=DateStatus, default=DateStatus.SCHEDULED)
    previous_starts_at = models.DateTimeField(_("прежнее начало"), null=True, blank=True)
    reason_ru = models.CharField(_("причина"), max_length=300, blank=True)
    reason_kk = models.CharField(_("причина на казахском"), max_length=300, blank=True)
    online_url = models.URLField(_("ссылка на трансляцию"), max_length=500, blank=True)
    price_kind = models.CharField(_("цена"), max_length=10, choices=PriceKind, blank=True)
    price_min = models.PositiveIntegerField(_("цена (или самая низкая), ₸"), null=True, blank=True)
    price_max = models.PositiveIntegerField(_("самая высокая цена, ₸"), null=True, blank=True)
    venue = models.ForeignKey(
        "directory.Venue", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("площадка")
    )
    venue_business = models.ForeignKey(
        "directory.Business",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("заведение, где проходит"),
    )
    place_ru = models.CharField(_("место"), max_length=200, blank=True)
    place_kk = models.CharField(_("место на казахском"), max_length=200, blank=True)
    address_ru = models.CharField(_("адрес"), max_length=250, blank=True)
    address_kk = models.CharField(_("адрес на казахском"), max_length=250, blank=True)

    class Meta:
        verbose_name = _("дата")
        verbose_name_plural = _("даты")
        indexes = [models.Index(fields=["event", "starts_at"], name="events_date_start")]

    def __str__(self) -> str:
        return f"{self.starts_at:%d.%m.%Y %H:%M}"

    @property
    def is_exhibition(self) -> bool:
        """Tell whether the row is the run of an exhibition."""
        return self.kind == DateKind.EXHIBITION

    @property
    def has_own_place(self) -> bool:
        """Tell whether this date is somewhere else than the event."""
        texts = (self.place_ru, self.place_kk, self.address_ru, self.address_kk)
        return self.venue_id is not None or self.venue_business_id is not None or any(texts)

    def clean(self) -> None:
        """Check what no single field can. Raises ``ValidationError`` by field."""
        super().clean()
        if self.kind == DateKind.DATE and self.recurrence_rule:
            self.kind = DateKind.RULE
        if problems := row_problems(self):
            raise ValidationError(problems)
