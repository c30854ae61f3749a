"""Puts the drawn pictures of the demo into the media library."""

from hashlib import sha1
from typing import Final

from wagtail.models import Collection

from accounts.models import User
from content.image_files import SafePicture
from content.models import Image

_CREDIT: Final = "Jezkazgan Connect"
_LICENCE: Final = "CC0 1.0"
_COLLECTION: Final = "Демо"


def ensure_collection() -> Collection:
    """Return the collection of the demo's pictures, creating it below the root."""
    root = Collection.get_first_root_node()
    found = root.get_children().filter(name=_COLLECTION).first()
    return found or root.add_child(name=_COLLECTION)


def store_picture(
    data: bytes, *, file_name: str, title: str, collection: Collection, alt_ru: str, alt_kk: str, by: User
) -> Image:
    """Store an encoded picture under a title, or return the stored one with the same bytes.

    The pictures are drawn by code of this project, so they carry no AI label.
    """
    digest = sha1(data, usedforsecurity=False).hexdigest()
    known = Image.objects.filter(collection=collection, file_hash=digest).order_by("pk").first()
    if known is not None:
        return known
    return Image.objects.create(
        title=title,
        file=SafePicture(data, name=file_name),
        file_size=len(data),
        file_hash=digest,
        collection=collection,
        alt_ru=alt_ru,
        alt_kk=alt_kk,
        credit=_CREDIT,
        licence=_LICENCE,
        is_ai_generated=False,
        uploaded_by_user=by,
    )
