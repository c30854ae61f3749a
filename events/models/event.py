"""The event as editors draft it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import ItemBase

from content.fields import ChoicesField
from content.listing_change_triggers import entry_gone_trigger
from content.models import CategoryKind, Entry, GalleryPicture
from content.models.listing import unlist_trigger
from content.validators import LATITUDE_VALIDATORS, LONGITUDE_VALIDATORS
from events.enums import Accessibility, PriceKind, SpokenLanguage
from events.rules import event_problems
from language import phones
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
    summary_ru = models.CharField(
        _("коротко"),
        max_length=300,
        blank=True,
        help_text=_("Одно-два предложения для карточки. Если пусто, берётся начало описания."),
    )
    summary_kk = models.CharField(_("коротко на казахском"), max_length=300, blank=True)
    organiser = models.ForeignKey(
        "directory.Business",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("организатор из каталога"),
    )
    organiser_name = models.CharField(_("организатор"), max_length=200, blank=True)
    venue = models.ForeignKey(
        "directory.Venue",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("площадка"),
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
    latitude = models.DecimalField(
        _("широта"), max_digits=9, decimal_places=6, null=True, blank=True, validators=LATITUDE_VALIDATORS
    )
    longitude = models.DecimalField(
        _("долгота"), max_digits=9, decimal_places=6, null=True, blank=True, validators=LONGITUDE_VALIDATORS
    )
    online_url = models.URLField(_("ссылка на трансляцию"), max_length=500, blank=True)
    price_kind = models.CharField(_("цена"), max_length=10, choices=PriceKind, default=PriceKind.UNKNOWN)
    price_min = models.PositiveIntegerField(_("цена (или самая низкая), ₸"), null=True, blank=True)
    price_max = models.PositiveIntegerField(_("самая высокая цена, ₸"), null=True, blank=True)
    age_limit = models.PositiveSmallIntegerField(_("возраст от, лет"), null=True, blank=True)
    website_url = models.URLField(_("страница события"), max_length=500, blank=True)
    ticket_url = models.URLField(_("билеты"), max_length=500, blank=True)
    video_url = models.URLField(_("видео"), max_length=500, blank=True)
    capacity = models.PositiveIntegerField(_("мест"), null=True, blank=True)
    is_sold_out = models.BooleanField(_("мест больше нет"), default=False)
    languages = ChoicesField(
        models.CharField(max_length=3, choices=SpokenLanguage),
        default=list,
        blank=True,
        verbose_name=_("языки события"),
    )
    accessibility = ChoicesField(
        models.CharField(max_length=20, choices=Accessibility), default=list, blank=True, verbose_name=_("доступность")
    )
    contact_name = models.CharField(_("контактное лицо"), max_length=120, blank=True)
    contact_phone = models.CharField(_("телефон для вопросов"), max_length=30, blank=True)
    contact_email = models.EmailField(_("почта для вопросов"), blank=True)

    class Meta(Entry.Meta):
        verbose_name = _("событие")
        verbose_name_plural = _("события")
        triggers = [unlist_trigger(listing_table="events_eventlisting"), forget_draft_trigger(), entry_gone_trigger()]
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
        """Check what no single field can, and write the telephone number as E.164. Raises ``ValidationError``."""
        super().clean()
        problems: dict[str, Any] = dict(event_problems(self))
        if self.contact_phone:
            try:
                self.contact_phone = phones.e164(self.contact_phone)
            except ValueError:
                problems["contact_phone"] = _("Это не номер телефона. Пример: +7 710 212 34 56.")
        if problems:
            raise ValidationError(problems)


class EventPicture(GalleryPicture):
    """A picture in the gallery of an event."""

    event = ParentalKey(Event, on_delete=models.CASCADE, related_name="gallery")

    class Meta(GalleryPicture.Meta):
        abstract = False
        verbose_name = _("фотография события")
        verbose_name_plural = _("фотографии событий")
