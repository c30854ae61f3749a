"""The form of pictures in the media library."""

from typing import Any, ClassVar, Final

from django.core.exceptions import ValidationError
from django.forms.fields import FileField
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from content.image_files import SafePicture, limits, safe_picture
from content.kinds import all_kinds
from content.models import CityPhoto, Image
from content.picture_pixels import LONGEST_SIDE, Pixels

FOCAL_POINT: Final = frozenset({"focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height"})


_GROUPS: Final = (
    (gettext_lazy("Картинка"), ("title", "file")),
    (gettext_lazy("Для тех, кто не видит"), ("alt_ru", "alt_kk")),
    (gettext_lazy("Чья она"), ("credit", "licence", "is_ai_generated")),
    (gettext_lazy("Порядок в библиотеке"), ("collection", "tags")),
)


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


class PictureFormField(WagtailImageField):
    """The file of a picture in a form; its value is a :class:`SafePicture`."""

    # Names say nothing of the content.
    default_validators: ClassVar[list[Any]] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.help_text = _(
            "JPEG, PNG, WebP или AVIF, не больше %(size)s и %(pixels)s млн точек. Больше %(side)s точек по длинной "
            "стороне уменьшится само; место съёмки и другие скрытые данные удалятся."
        ) % {
            "size": filesizeformat(limits().most_bytes),
            "pixels": limits().most_pixels // 1_000_000,
            "side": LONGEST_SIDE,
        }

    def to_python(self, data: Any) -> SafePicture | None:
        """Check the file and encode it anew; raises ``ValidationError``."""
        # Past Wagtail's own method, which reads the whole file before it looks at the size.
        file = FileField.to_python(self, data)
        return None if file is None else safe_picture(file)


class ImageForm(BaseImageForm):
    """Wagtail's form, which lets only safe pictures in and does not change public entries past their review."""

    def __init__(self, *args: Any, user: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        self._user = user
        if "file" in self.fields:
            # Not declared as a field: the forms of Wagtail that have no file could not leave it out then.
            given = self.fields["file"]
            self.fields["file"] = PictureFormField(
                label=given.label, required=given.required, widget=given.widget, initial=given.initial
            )

    @property
    def groups(self) -> list[dict[str, Any]]:
        """The visible fields in the order to fill them in, under headings; a field of a later version comes last."""
        placed = {name for _heading, names in _GROUPS for name in names}
        rest = [field.name for field in self.visible_fields() if field.name not in placed]
        groups = [*_GROUPS, (gettext_lazy("Прочее"), tuple(rest))]
        shown = {field.name: field for field in self.visible_fields()}
        found = [(heading, [shown[name] for name in names if name in shown]) for heading, names in groups]
        return [{"heading": heading, "fields": fields} for heading, fields in found if fields]

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

    def clean(self) -> dict[str, Any]:
        """Move the focal point of a replaced file along, or drop it where the new picture has another shape."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        file = data.get("file")
        is_marked_anew = bool(FOCAL_POINT & set(self.changed_data))
        if self.instance.pk is not None and isinstance(file, SafePicture) and file.pixels and not is_marked_anew:
            data.update(_focal_point_after(self.instance, file.pixels))
        return data


def _focal_point_after(image: Image, pixels: Pixels) -> dict[str, int | None]:
    """Return the columns of the focal point for a new file: the same place of the same picture, otherwise none."""
    old = (image.focal_point_x, image.focal_point_y, image.focal_point_width, image.focal_point_height)
    scale = pixels.width / image.width
    has_same_shape = abs(image.height * scale - pixels.height) <= 1 + pixels.height / 100
    new = [round(value * scale) if has_same_shape and value is not None else None for value in old]
    return dict(zip(("focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height"), new, strict=True))
