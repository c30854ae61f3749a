"""Tags, shared by all kinds of entries."""

from django.utils.translation import gettext_lazy as _
from taggit.models import TagBase


class Tag(TagBase):
    """A free word that editors and sources attach to entries."""

    free_tagging = True

    class Meta:
        verbose_name = _("тег")
        verbose_name_plural = _("теги")
