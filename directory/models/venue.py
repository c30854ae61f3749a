"""Places where things take place and that are no businesses: squares, parks, halls, stadiums."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from content.validators import LATITUDE_VALIDATORS, LONGITUDE_VALIDATORS


class Venue(models.Model):
    """A place of a city that events name as theirs; events show its present name and address."""

    public_id = models.UUIDField(_("открытый идентификатор"), default=uuid.uuid4, editable=False, unique=True)
    city = models.ForeignKey("content.City", models.CASCADE, related_name="+", verbose_name=_("город"))
    name_ru = models.CharField(_("название"), max_length=200)
    name_kk = models.CharField(_("название на казахском"), max_length=200, blank=True)
    address_ru = models.CharField(_("адрес"), max_length=250, blank=True)
    address_kk = models.CharField(_("адрес на казахском"), max_length=250, blank=True)
    latitude = models.DecimalField(
        _("широта"), max_digits=9, decimal_places=6, null=True, blank=True, validators=LATITUDE_VALIDATORS
    )
    longitude = models.DecimalField(
        _("долгота"), max_digits=9, decimal_places=6, null=True, blank=True, validators=LONGITUDE_VALIDATORS
    )
    capacity = models.PositiveIntegerField(_("вместимость, человек"), null=True, blank=True)
    is_wheelchair_accessible = models.BooleanField(
        _("доступно на коляске"), null=True, blank=True, help_text=_("Пусто — неизвестно.")
    )
    created_at = models.DateTimeField(_("создана"), auto_now_add=True)

    class Meta:
        verbose_name = _("площадка")
        verbose_name_plural = _("площадки")
        constraints = [
            models.UniqueConstraint(
                fields=["city", "name_ru"],
                name="directory_venue_unique",
                violation_error_message=_("В этом городе такая площадка уже есть."),
            ),
        ]

    def __str__(self) -> str:
        return self.name_ru
