"""What code does with pictures of the media library; forms of the admin come to the same checks."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.db import transaction
from wagtail.log_actions import log as write_log
from wagtail.models import Collection as PictureCollection

from accounts.models import User
from content.image_files import safe_picture
from content.image_queries import Use, uses_of
from content.models.image import Image
from content.picture_pixels import Point


def add_image(
    file: Any,
    *,
    title: str,
    by: User | None,
    collection: PictureCollection | None = None,
    focal_point: Point | None = None,
    **texts: Any,
) -> Image:
    """Store a picture from a file of anybody; the worker scales it afterwards.

    ``texts`` are columns of ``Image`` (alt texts, credit, licence, ``is_ai_generated``); ``focal_point`` counts the
    pixels of the given file and moves along when the picture is turned and scaled. Raises ``ValidationError`` for what
    :func:`content.image_files.safe_picture` refuses and for texts that do not fit; nothing is stored then.
    """
    picture = safe_picture(file)
    image = Image(title=title, uploaded_by_user=by, **texts)
    image.collection = collection or PictureCollection.get_first_root_node()
    if focal_point is not None and picture.pixels is not None:
        moved = picture.pixels.moved(focal_point)
        image.focal_point_x, image.focal_point_y = moved.x, moved.y
        image.focal_point_width, image.focal_point_height = moved.width, moved.height
    image.file = picture
    image.full_clean(exclude=["file"])
    with transaction.atomic():
        image.save()
    return image


def delete_images(images: Collection[Image], *, by: User | None) -> Mapping[int, Sequence[Use]]:
    """Delete the pictures that nothing shows; answers where the others, which stay, are shown, by primary key.

    Drafts count: an unpublished gallery is not to lose a picture.
    """
    with transaction.atomic():
        locked = Image.objects.select_for_update().filter(pk__in=[image.pk for image in images]).order_by("pk")
        used = uses_of(list(locked))
        for image in locked:
            if image.pk not in used:
                write_log(instance=image, action="wagtail.delete", user=by, deleted=True)
                image.delete()
    return used
