"""The column of a picture's file, which lets nothing unchecked past."""

from hashlib import sha1
from typing import Any

from wagtail.images.models import WagtailImageFieldFile

from content.image_files import safe_picture


class PictureFile(WagtailImageFieldFile):
    """The stored file of a picture. Whatever is stored, on any road, has gone through :func:`safe_picture`."""

    def save(self, name: str, content: Any, save: bool = True) -> None:  # noqa: FBT001, FBT002 - Django's
        """Store a safe copy of ``content`` and note its size and digest; raises ``ValidationError``."""
        picture = safe_picture(content)
        super().save(picture.name or name, picture, save=False)
        picture.seek(0)
        self.instance.file_size = picture.size
        self.instance.file_hash = sha1(picture.read(), usedforsecurity=False).hexdigest()
        if save:
            self.instance.save()
