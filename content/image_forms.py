"""The form of pictures in the media library."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.images.forms import BaseImageForm

from content.kinds import all_kinds
from content.models import CityPhoto, Image


def may_replace_file(user: Any, image: Image) -> bool:
    """Tell whether ``user`` may exchange the file of a picture.

    Where the picture is on the site already, that changes public content and needs the right to publish it.
    """
    for kind in all_kinds():
        condition = kind.embeds.get(Image._meta.label)
        opts = kind.model._meta
        if condition is None or user.has_perm(f"{opts.app_label}.publish_{opts.model_name}"):
            continue
        if kind.model._default_manager.filter(condition([image.pk]), live=True).exists():
            return False
    is_city_photo = CityPhoto.objects.filter(image=image, is_active=True).exists()
    return not is_city_photo or bool(user.has_perm("content.change_cityphoto"))


class ImageForm(BaseImageForm):
    """Wagtail's form, which does not change public entries past their review."""

    def __init__(self, *args: Any, user: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        self._user = user

    def clean_file(self) -> Any:
        """Refuse another file for a picture that is on the site."""
        file = self.cleaned_data["file"]
        is_replaced = self.instance.pk is not None and "file" in self.changed_data
        if is_replaced and (self._user is None or not may_replace_file(self._user, self.instance)):
            raise ValidationError(
                _("Это изображение уже на сайте. Загрузите новое изображение и выберите его в записи."),
                code="content.image_in_use",
            )
        return file
