"""The project's own image: credit, licence, alt texts and the AI label."""

import re
from typing import Final

from django.db import models
from django.templatetags.static import static
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from wagtail.images.models import AbstractImage, AbstractRendition, Filter

from content.generation_triggers import generation_triggers
from content.image_fields import PictureFile

_BOX: Final = re.compile(r"(\d+)x(\d+)")


class Image(AbstractImage):
    """A picture in the media library.

    ``is_ai_generated`` follows the law of Kazakhstan on artificial intelligence (in force since January 2026): such
    pictures carry a visible label wherever they are shown.
    """

    alt_ru = models.CharField(
        _("описание для незрячих"),
        max_length=250,
        blank=True,
        help_text=_("Что на картинке, одной фразой: «Дети у фонтана вечером». Его читают вслух программы."),
    )
    alt_kk = models.CharField(
        _("описание для незрячих на казахском"),
        max_length=250,
        blank=True,
        help_text=_("Пока пусто, казахские читатели услышат русское описание."),
    )
    credit = models.CharField(
        _("автор или источник"),
        max_length=200,
        blank=True,
        help_text=_("Кого подписать на сайте: фотографа, организацию или сайт."),
    )
    licence = models.CharField(
        _("лицензия"),
        max_length=100,
        blank=True,
        help_text=_("На каких условиях её можно публиковать: «CC BY 4.0», «с разрешения автора»."),
    )
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
        triggers = generation_triggers(has_city=False)
        indexes = [
            # The orders of the media library.
            models.Index(fields=["title", "id"], name="content_image_title"),
            models.Index(fields=["file_size", "id"], name="content_image_file_size"),
        ]
        default_related_name = "content_images"
        permissions = [("choose_image", "Can choose image")]

    @property
    def default_alt_text(self) -> str:
        """What is said of the picture where nobody wrote more."""
        return self.alt_ru or self.alt_kk or self.title

    def get_rendition(self, filter: Filter | str) -> "Rendition":  # noqa: A002 - Wagtail's name
        """Return an existing copy, or a stand-in for one that is not made yet. Reads never scale pictures.

        The stand-in is a placeholder in lists, which fetch their renditions beforehand, and otherwise the original.
        """
        wanted = Filter(spec=filter) if isinstance(filter, str) else filter
        found: Rendition | None = self.find_existing_renditions(wanted).get(wanted)
        return found or self._stand_in(wanted)

    def _stand_in(self, wanted: Filter) -> "Rendition":
        width, height = _fitting(wanted.spec, self.width, self.height)
        stand_in = Rendition(image=self, filter_spec=wanted.spec)
        if self._get_prefetched_renditions() is None:
            # Past the descriptor, which would open the file for its size.
            stand_in.__dict__["file"] = stand_in._meta.get_field("file").attr_class(
                stand_in, stand_in._meta.get_field("file"), self.file.name
            )
        stand_in.width, stand_in.height = width, height
        return stand_in


def _fitting(spec: str, width: int, height: int) -> tuple[int, int]:
    """Return the size of a picture inside the box of a specification such as ``max-165x165``."""
    box = _BOX.search(spec)
    scale = min(1.0, int(box[1]) / max(width, 1), int(box[2]) / max(height, 1)) if box else 1.0
    return max(1, round(width * scale)), max(1, round(height * scale))


# The column itself stays Wagtail's: overridden it would come after width and height, which are read from it.
Image._meta.get_field("file").attr_class = PictureFile


class Rendition(AbstractRendition):
    """A scaled copy of an image; made by the worker, never inside a read."""

    image = models.ForeignKey(Image, models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="content_rendition_unique"
            ),
        ]
        triggers = generation_triggers(has_city=False)

    @property
    def url(self) -> str:
        """The address of the file, or of a placeholder while there is none."""
        return self.file.url if self.file else static("content/picture-pending.svg")
