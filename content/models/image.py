"""The project's own image: credit, licence, alt texts and the AI label."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from wagtail.images.models import AbstractImage, AbstractRendition


class Image(AbstractImage):
    """A picture in the media library.

    ``is_ai_generated`` follows the law of Kazakhstan on artificial intelligence (in force since January 2026): such
    pictures carry a visible label wherever they are shown.
    """

    alt_ru = models.CharField(_("описание для незрячих"), max_length=250, blank=True)
    alt_kk = models.CharField(_("описание для незрячих на казахском"), max_length=250, blank=True)
    credit = models.CharField(_("автор или источник"), max_length=200, blank=True)
    licence = models.CharField(_("лицензия"), max_length=100, blank=True)
    is_ai_generated = models.BooleanField(
        _("создано искусственным интеллектом"),
        default=False,
        help_text=_("Закон требует помечать такие изображения на сайте."),
    )

    # Wagtail's own image model stays installed and claims the default reverse name.
    tags = TaggableManager(blank=True, help_text=None, related_name="content_images", verbose_name=_("теги"))

    admin_form_fields = (
        "title",
        "file",
        "collection",
        "alt_ru",
        "alt_kk",
        "credit",
        "licence",
        "is_ai_generated",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )

    class Meta(AbstractImage.Meta):
        verbose_name = _("изображение")
        verbose_name_plural = _("изображения")
        default_related_name = "content_images"
        permissions = [("choose_image", "Can choose image")]


class Rendition(AbstractRendition):
    """A scaled copy of an image; made by the worker, never inside a read."""

    image = models.ForeignKey(Image, models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="content_rendition_unique"
            ),
        ]
