"""Cities, their pictures and the staff assigned to them."""

import uuid
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from content.generation_triggers import generation_triggers
from content.validators import LATITUDE_VALIDATORS, LONGITUDE_VALIDATORS, validate_time_zone


class City(models.Model):
    """A city of the guide; "today" and "weekend" of its entries are in its time zone."""

    public_id = models.UUIDField(_("открытый идентификатор"), default=uuid.uuid4, editable=False, unique=True)
    slug = models.SlugField(_("адрес в ссылках"), unique=True, help_text=_("Латиницей, например jezkazgan."))
    name_ru = models.CharField(_("название"), max_length=100)
    name_kk = models.CharField(_("название на казахском"), max_length=100, blank=True)
    region_ru = models.CharField(_("область"), max_length=100, blank=True)
    region_kk = models.CharField(_("область на казахском"), max_length=100, blank=True)
    population = models.PositiveIntegerField(_("население"), null=True, blank=True)
    time_zone = models.CharField(
        _("часовой пояс"), max_length=50, default="Asia/Almaty", validators=[validate_time_zone]
    )
    latitude = models.DecimalField(
        _("широта центра"), max_digits=9, decimal_places=6, null=True, blank=True, validators=LATITUDE_VALIDATORS
    )
    longitude = models.DecimalField(
        _("долгота центра"), max_digits=9, decimal_places=6, null=True, blank=True, validators=LONGITUDE_VALIDATORS
    )
    is_active = models.BooleanField(
        _("показывать на сайте"),
        default=True,
        help_text=_("Скрытый город и всё его содержимое не видны читателям."),
    )
    created_at = models.DateTimeField(_("создан"), auto_now_add=True)

    class Meta:
        verbose_name = _("город")
        verbose_name_plural = _("города")
        triggers = generation_triggers(has_city=False)

    def __str__(self) -> str:
        return self.name_ru

    @property
    def zone(self) -> ZoneInfo:
        """The city's time zone."""
        return ZoneInfo(self.time_zone)


class CityPhoto(models.Model):
    """A picture of the city on the frontend's first page."""

    public_id = models.UUIDField(_("открытый идентификатор"), default=uuid.uuid4, editable=False, unique=True)
    city = models.ForeignKey(City, models.CASCADE, related_name="photos", verbose_name=_("город"))
    title_ru = models.CharField(_("подпись"), max_length=200, blank=True)
    title_kk = models.CharField(_("подпись на казахском"), max_length=200, blank=True)
    # A picture that is shown is not deleted; see content.image_operations.delete_images.
    image = models.ForeignKey("content.Image", models.PROTECT, related_name="+", verbose_name=_("изображение"))
    position = models.PositiveSmallIntegerField(_("порядок"), default=0)
    is_active = models.BooleanField(_("показывать на сайте"), default=True)
    created_at = models.DateTimeField(_("добавлена"), auto_now_add=True)

    class Meta:
        verbose_name = _("фотография города")
        verbose_name_plural = _("фотографии городов")
        triggers = generation_triggers(has_city=False)

    def __str__(self) -> str:
        return self.title_ru or str(self.city)


class CityAssignment(models.Model):
    """Limits a member of staff to cities; who has no assignment works with all of them."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="city_assignments", verbose_name=_("сотрудник")
    )
    city = models.ForeignKey(City, models.CASCADE, related_name="assignments", verbose_name=_("город"))

    class Meta:
        verbose_name = _("закрепление за городом")
        verbose_name_plural = _("закрепления за городами")
        constraints = [models.UniqueConstraint(fields=["user", "city"], name="content_cityassignment_unique")]

    def __str__(self) -> str:
        return f"{self.user} — {self.city}"
