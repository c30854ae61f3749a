"""The renditions that public answers use, and their addresses."""

from collections.abc import Iterable, Mapping
from typing import Final

from wagtail.images.models import Filter

from content.models.image import Image, Rendition

CARD: Final = "fill-800x450|format-webp"
DETAIL: Final = "max-1600x1600|format-webp"
LOGO: Final = "max-400x400|format-webp"
SPECS: Final = (CARD, DETAIL, LOGO)

# Stored JSON holds this prefix; reads replace it, so that moving the media files touches no entry.
MEDIA_PREFIX: Final = "media://"

RenditionFiles = Mapping[tuple[int, str], str]


def are_complete(image: Image) -> bool:
    """Tell whether every public rendition of the picture's present file and focal point exists."""
    return len(image.find_existing_renditions(*(Filter(spec=spec) for spec in SPECS))) == len(SPECS)


def make(image: Image) -> None:
    """Make the public renditions that are missing; reads and writes files."""
    image.get_renditions(*SPECS)


def rendition_files(images: Iterable[Image | None]) -> RenditionFiles:
    """Return the file names of the existing public renditions by (image id, spec), in one query."""
    pks = {image.pk for image in images if image is not None}
    if not pks:
        return {}
    # After a change of the focal point the newest copy is the right one; it comes last and wins.
    rows = Rendition.objects.filter(image_id__in=pks, filter_spec__in=SPECS).order_by("pk")
    return {(pk, spec): file for pk, spec, file in rows.values_list("image_id", "filter_spec", "file")}


def address(image: Image | None, spec: str, files: RenditionFiles) -> str | None:
    """Return the marked address of a rendition, or of the original while it has not been made yet."""
    if image is None:
        return None
    return f"{MEDIA_PREFIX}{files.get((image.pk, spec), image.file.name)}"
