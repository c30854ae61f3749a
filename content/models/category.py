"""Categories of events and of businesses."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from content.generation_triggers import generation_triggers


class CategoryKind(models.TextChoices):
    """What a category sorts."""

    EVENT = "event", _("события")
    BUSINESS = "business", _("заведения")


class Category(models.Model):
    """One of the fixed slugs that the frontend knows, with names and an icon."""

    kind = models.CharField(_("для чего"), max_length=10, choices=CategoryKind)
    slug = models.SlugField(_("код"), max_length=30)
    name_ru = models.CharField(_("название"), max_length=60)
    name_kk = models.CharField(_("название на казахском"), max_length=60, blank=True)
    name_en = models.CharField(_("название на английском"), max_length=60, blank=True)
    icon = models.CharField(_("значок"), max_length=40, blank=True, help_text=_("Имя значка Lucide, например music."))
    position = models.PositiveSmallIntegerField(_("порядок"), default=0)

    class Meta:
        verbose_name = _("категория")
        verbose_name_plural = _("категории")
        constraints = [models.UniqueConstraint(fields=["kind", "slug"], name="content_category_unique")]
        triggers = generation_triggers(has_city=False)

    def __str__(self) -> str:
        return self.name_ru
