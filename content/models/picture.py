"""Pictures of an entry besides its cover."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Orderable


class GalleryPicture(Orderable):
    """A picture in the gallery of an entry, in the editor's order.

    Each kind adds its ``ParentalKey`` with the related name ``gallery``. ``key`` survives publishing; primary keys do
    not. A deleted image takes its place in galleries along.
    """

    key = models.UUIDField(default=uuid.uuid4, editable=False)
    image = models.ForeignKey("content.Image", models.CASCADE, related_name="+", verbose_name=_("изображение"))
    caption_ru = models.CharField(_("подпись"), max_length=200, blank=True)
    caption_kk = models.CharField(_("подпись на казахском"), max_length=200, blank=True)

    class Meta(Orderable.Meta):
        abstract = True

    def __str__(self) -> str:
        return self.caption_ru or str(self.key)
