"""Cities, categories and pictures."""

from io import BytesIO

from django.core.files.images import ImageFile
from PIL import Image as PillowImage
from wagtail.models import Collection

from content.models import Category, City, Image
from content.taxonomy import ensure_categories
from directory.models import Venue


def a_city(slug: str = "jezkazgan", **fields: object) -> City:
    """Return the city of a slug, creating it."""
    defaults = {"name_ru": "Жезказган", "name_kk": "Жезқазған", "time_zone": "Asia/Almaty", **fields}
    return City.objects.get_or_create(slug=slug, defaults=defaults)[0]


def a_category(slug: str = "concerts", kind: str = "event") -> Category:
    """Return one of the fixed categories."""
    ensure_categories()
    return Category.objects.get(kind=kind, slug=slug)


def a_venue(name: str = "Городской парк", **fields: object) -> Venue:
    """Create a venue, in Zhezkazgan unless told otherwise."""
    fields.setdefault("city", a_city())
    return Venue.objects.create(name_ru=name, **fields)


def an_image(title: str = "Площадь", size: tuple[int, int] = (320, 180), **fields: object) -> Image:
    """Store a small real picture."""
    if not Collection.objects.exists():
        Collection.add_root(name="Root")
    buffer = BytesIO()
    PillowImage.new("RGB", size, "#b87333").save(buffer, "PNG")
    buffer.seek(0)
    return Image.objects.create(title=title, file=ImageFile(buffer, name="square.png"), **fields)
