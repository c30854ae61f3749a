"""The renditions that public answers and the admin use, and the addresses of the public ones."""

from collections.abc import Iterable, Mapping
from typing import Final

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from wagtail.images.models import Filter

from content.models.image import Image, Rendition

CARD: Final = "fill-800x450|format-webp"
DETAIL: Final = "max-1600x1600|format-webp"
LOGO: Final = "max-400x400|format-webp"
PUBLIC_SPECS: Final = (CARD, DETAIL, LOGO)
# What Wagtail's own pages show: lists and dialogs, and the page of one picture.
THUMBNAIL: Final = "max-165x165"
PAGE: Final = "max-800x600"
SPECS: Final = (*PUBLIC_SPECS, THUMBNAIL, PAGE)

# Stored JSON holds this prefix; reads replace it, so that moving the media files touches no entry.
MEDIA_PREFIX: Final = "media://"

# A night's work; what is left waits for the next one.
_MOST_AT_ONCE: Final = 5000

RenditionFiles = Mapping[tuple[int, str], str]


def are_complete(image: Image) -> bool:
    """Tell whether every rendition of the picture's present file and focal point exists."""
    return len(image.find_existing_renditions(*(Filter(spec=spec) for spec in SPECS))) == len(SPECS)


def without_all(*, limit: int = _MOST_AT_ONCE) -> list[int]:
    """Return the newest pictures that lack a rendition: their job failed, or a size was added later."""
    made = Rendition.objects.filter(image_id=OuterRef("pk"), filter_spec__in=SPECS).order_by()
    kinds = Coalesce(Subquery(made.values("image_id").annotate(n=Count("filter_spec", distinct=True)).values("n")), 0)
    lacking = Image.objects.annotate(kinds=kinds).filter(kinds__lt=len(SPECS))
    return list(lacking.order_by("-pk").values_list("pk", flat=True)[:limit])


def make(image: Image) -> None:
    """Make the renditions that are missing; reads and writes files."""
    image.get_renditions(*SPECS)


def rendition_files(images: Iterable[Image | None]) -> RenditionFiles:
    """Return the file names of the existing public renditions by (image id, spec), in one query."""
    pks = {image.pk for image in images if image is not None}
    if not pks:
        return {}
    # After a change of the focal point the newest copy is the right one; it comes last and wins.
    rows = Rendition.objects.filter(image_id__in=pks, filter_spec__in=PUBLIC_SPECS).order_by("pk")
    return {(pk, spec): file for pk, spec, file in rows.values_list("image_id", "filter_spec", "file")}


def address(image: Image | None, spec: str, files: RenditionFiles) -> str | None:
    """Return the marked address of a rendition, or of the original while it has not been made yet."""
    if image is None:
        return None
    return f"{MEDIA_PREFIX}{files.get((image.pk, spec), image.file.name)}"
