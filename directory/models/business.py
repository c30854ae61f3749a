"""The business as editors draft it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from content.models import CategoryKind, Entry
from content.models.listing import unlist_trigger
from content.validators import LATITUDE_VALIDATORS, LONGITUDE_VALIDATORS
from directory.validators import validate_instagram, validate_phone
from search.triggers import forget_draft_trigger


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
    phone = models.CharField(_("телефон"), max_length=20, blank=True, validators=[validate_phone])
    whatsapp = models.CharField(_("WhatsApp"), max_length=20, blank=True, validators=[validate_phone])
    instagram = models.CharField(_("Instagram"), max_length=31, blank=True, validators=[validate_instagram])
    website_url = models.URLField(_("сайт"), max_length=500, blank=True)

    class Meta(Entry.Meta):
        verbose_name = _("заведение")
        verbose_name_plural = _("заведения")
        triggers = [unlist_trigger(listing_table="directory_businesslisting"), forget_draft_trigger()]
