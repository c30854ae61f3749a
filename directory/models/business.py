"""The business as editors draft it."""

from typing import Final

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from content.listing_change_triggers import entry_gone_trigger
from content.models import CategoryKind, Entry, GalleryPicture
from content.models.listing import unlist_trigger
from content.opening_hours.hours import HoursError, OpeningHours, from_json
from content.opening_hours.validation import validate_opening_hours
from content.validators import LATITUDE_VALIDATORS, LONGITUDE_VALIDATORS
from directory.validators import validate_instagram, validate_phone, validate_telegram
from search.triggers import forget_draft_trigger

MAX_PHONES: Final = 5
OTHER_KIND: Final = _("Это категория другого вида. Выберите категорию заведений.")


class Business(Entry):
    """A café, shop, gym, service … of a city."""

    category = models.ForeignKey(
        "content.Category",
        models.SET_NULL,
        null=True,
        related_name="+",
        limit_choices_to={"kind": CategoryKind.BUSINESS},
        verbose_name=_("категория"),
    )
    logo = models.ForeignKey(
        "content.Image", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("логотип")
    )
    address_ru = models.CharField(_("адрес"), max_length=250, blank=True)
    address_kk = models.CharField(_("адрес на казахском"), max_length=250, blank=True)
    latitude = models.DecimalField(
        _("широта"), max_digits=9, decimal_places=6, null=True, blank=True, validators=LATITUDE_VALIDATORS
    )
    longitude = models.DecimalField(
        _("долгота"), max_digits=9, decimal_places=6, null=True, blank=True, validators=LONGITUDE_VALIDATORS
    )
    phones = ArrayField(
        models.CharField(max_length=20, validators=[validate_phone]),
        size=MAX_PHONES,
        default=list,
        blank=True,
        verbose_name=_("телефоны"),
    )
    whatsapp = models.CharField(_("WhatsApp"), max_length=20, blank=True, validators=[validate_phone])
    instagram = models.CharField(_("Instagram"), max_length=31, blank=True, validators=[validate_instagram])
    telegram = models.CharField("Telegram", max_length=32, blank=True, validators=[validate_telegram])
    website_url = models.URLField(_("сайт"), max_length=500, blank=True)
    # The form is described in content.opening_hours.hours.
    opening_hours = models.JSONField(_("часы работы"), null=True, blank=True, validators=[validate_opening_hours])

    class Meta(Entry.Meta):
        verbose_name = _("заведение")
        verbose_name_plural = _("заведения")
        triggers = [
            unlist_trigger(listing_table="directory_businesslisting"),
            forget_draft_trigger(),
            entry_gone_trigger(),
        ]

    @property
    def phone(self) -> str:
        """The first telephone number, "" without any."""
        return self.phones[0] if self.phones else ""

    @property
    def hours(self) -> OpeningHours | None:
        """The opening hours as a value; what cannot be read counts as unknown."""
        try:
            return from_json(self.opening_hours)
        except HoursError:
            return None

    def clean(self) -> None:
        """Refuse a category of another kind. Raises ``ValidationError`` by field."""
        super().clean()
        if self.category is not None and self.category.kind != CategoryKind.BUSINESS:
            raise ValidationError({"category": OTHER_KIND})


class BusinessPicture(GalleryPicture):
    """A picture in the gallery of a business."""

    business = ParentalKey(Business, on_delete=models.CASCADE, related_name="gallery")

    class Meta(GalleryPicture.Meta):
        verbose_name = _("фотография")
        verbose_name_plural = _("фотографии")
