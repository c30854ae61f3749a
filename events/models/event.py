"""The event as editors draft it."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import ItemBase

from content.models import CategoryKind, Entry
from content.models.listing import unlist_trigger
from content.validators import LATITUDE_VALIDATORS, LONGITUDE_VALIDATORS
from events.enums import DateStatus, PriceKind
from events.rules import date_problems, price_problems
from search.triggers import forget_draft_trigger


class EventTag(ItemBase):
    """A tag on an event."""

    tag = models.ForeignKey("content.Tag", models.CASCADE, related_name="event_items")
    content_object = ParentalKey("events.Event", on_delete=models.CASCADE, related_name="tagged_items")

    class Meta:
        verbose_name = _("тег события")
        verbose_name_plural = _("теги событий")


class Event(Entry):
    """Something to go to, on one date or on many. Prices are whole tenge."""

    category = models.ForeignKey(
        "content.Category",
        models.SET_NULL,
        null=True,
        related_name="+",
        limit_choices_to={"kind": CategoryKind.EVENT},
        verbose_name=_("категория"),
    )
    tags = ClusterTaggableManager(through=EventTag, blank=True, verbose_name=_("теги"))
    organiser = models.ForeignKey(
        "directory.Business",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("организатор из каталога"),
    )
    organiser_name = models.CharField(_("организатор"), max_length=200, blank=True)
    place_ru = models.CharField(_("место"), max_length=200, blank=True)
    place_kk = models.CharField(_("место на казахском"), max_length=200, blank=True)
    address_ru = models.CharField(_("адрес"), max_length=250, blank=True)
    address_kk = models.CharField(_("адрес на казахском"), max_length=250, blank=True)
    latitude = models.DecimalField(
        _("широта"), max_digits=9, decimal_places=6, null=True, blank=True, validators=LATITUDE_VALIDATORS
    )
    longitude = models.DecimalField(
        _("долгота"), max_digits=9, decimal_places=6, null=True, blank=True, validators=LONGITUDE_VALIDATORS
    )
    price_kind = models.CharField(_("цена"), max_length=10, choices=PriceKind, default=PriceKind.UNKNOWN)
    price_min = models.PositiveIntegerField(_("цена или от, ₸"), null=True, blank=True)
    price_max = models.PositiveIntegerField(_("до, ₸"), null=True, blank=True)
    age_limit = models.PositiveSmallIntegerField(_("возраст от, лет"), null=True, blank=True)
    website_url = models.URLField(_("страница события"), max_length=500, blank=True)
    ticket_url = models.URLField(_("билеты"), max_length=500, blank=True)

    class Meta(Entry.Meta):
        verbose_name = _("событие")
        verbose_name_plural = _("события")
        triggers = [unlist_trigger(listing_table="events_eventlisting"), forget_draft_trigger()]
        constraints = [
            *Entry.Meta.constraints,
            models.CheckConstraint(
                name="events_event_price_order",
                condition=models.Q(price_min__isnull=True)
                | models.Q(price_max__isnull=True)
                | models.Q(price_max__gte=models.F("price_min")),
                violation_error_message=_("Верхняя цена меньше нижней."),
            ),
        ]

    def clean(self) -> None:
        """Check what no single field can: prices against their kind. Raises ``ValidationError`` by field."""
        super().clean()
        if problems := price_problems(kind=self.price_kind, price_min=self.price_min, price_max=self.price_max):
            raise ValidationError(problems)


class EventDate(models.Model):
    """A date of an event, or a rule that gives many. ``key`` survives publishing; primary keys do not."""

    key = models.UUIDField(default=uuid.uuid4, editable=False)
    event = ParentalKey(Event, on_delete=models.CASCADE, related_name="dates")
    starts_at = models.DateTimeField(_("начало"))
    ends_at = models.DateTimeField(_("окончание"), null=True, blank=True)
    is_all_day = models.BooleanField(_("весь день"), default=False)
    recurrence_rule = models.CharField(
        _("повторение"),
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
    status = models.CharField(_("состояние"), max_length=15, choices=DateStatus, default=DateStatus.SCHEDULED)
    previous_starts_at = models.DateTimeField(_("прежнее начало"), null=True, blank=True)

    class Meta:
        verbose_name = _("дата")
        verbose_name_plural = _("даты")

    def __str__(self) -> str:
        return f"{self.starts_at:%d.%m.%Y %H:%M}"

    def clean(self) -> None:
        """Check the order of start and end and the rule. Raises ``ValidationError`` by field."""
        super().clean()
        if problems := date_problems(
            starts_at=self.starts_at, ends_at=self.ends_at, recurrence_rule=self.recurrence_rule
        ):
            raise ValidationError(problems)
