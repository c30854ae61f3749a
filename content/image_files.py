"""The one door through which a file becomes a picture of the media library."""

import threading
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePath
from typing import Any, Final

import structlog
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from PIL import Image as Pillow

from content.picture_headers import ALLOWED, HEAD, MOST_SCANS, format_of, header_of, holds_foreign_content, scans
from content.picture_pixels import LONGEST_SIDE, Pixels, encoded_anew
from language.slugs import slugify

log = structlog.get_logger(__name__)

_PILLOW_FORMATS: Final = {"jpeg": ("JPEG", "MPO"), "png": ("PNG",), "webp": ("WEBP",), "avif": ("AVIF",)}
_NAME_LENGTH: Final = 60
_MILLION: Final = 1_000_000
# The largest picture takes about 200 MB while it is decoded; threads of one process take turns.
_TURN: Final = threading.Lock()


class SafePicture(ContentFile):  # type: ignore[type-arg]  # generic for the type checker only
    """A file that was checked and encoded anew by :func:`safe_picture`, or drawn by code of this project."""

    def __init__(self, data: bytes, *, name: str, pixels: Pixels | None = None) -> None:
        super().__init__(data, name=name)
        self.pixels = pixels


@dataclass(frozen=True, kw_only=True, slots=True)
class Limits:
    """How large a file and a picture may be."""

    most_bytes: int
    most_pixels: int


def limits() -> Limits:
    """Return the limits of the settings."""
    return Limits(
        most_bytes=settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE, most_pixels=settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS
    )


def safe_picture(file: Any, *, allowed: Limits | None = None) -> SafePicture:
    """Return a picture that is safe to store and to serve, made from what somebody uploaded.

    ``file`` is a Django ``File``. Whatever is not a still JPEG, PNG, WebP or AVIF within the limits is refused with a
    ``ValidationError`` that says what to do; sizes are asked before anything is read or decoded. What is accepted is
    encoded anew: turned upright, in sRGB, at most 4096 pixels long, without place, camera, comments or anything else
    that its source carried, and under a name of ours.
    """
    if isinstance(file, SafePicture):
        return file
    allowed = allowed or limits()
    data, format_name = _read(file, allowed)
    _check_header(data, format_name, allowed)
    with _TURN:
        try:
            pixels = _encode(data, format_name, allowed)
        except ValidationError:
            raise
        except Pillow.DecompressionBombError as error:
            raise _too_large(allowed) from error
        except Exception as error:
            # Decoders raise whatever they please for a broken or hostile file.
            log.info("a picture could not be decoded", format=format_name, error=repr(error))
            raise _broken() from error
    return SafePicture(pixels.data, name=_safe_name(file.name, pixels.extension), pixels=pixels)


def _read(file: Any, allowed: Limits) -> tuple[bytes, str]:
    if file.size > allowed.most_bytes:
        raise ValidationError(
            _("Файл весит %(size)s, а можно не больше %(most)s. Уменьшите картинку или сохраните её как JPEG."),
            code="content.image_too_heavy",
            params={"size": filesizeformat(file.size), "most": filesizeformat(allowed.most_bytes)},
        )
    file.seek(0)
    head = file.read(HEAD)
    if not head:
        raise ValidationError(_("Файл пустой. Выберите другой файл."), code="content.image_empty")
    format_name = format_of(head)
    if format_name not in ALLOWED:
        raise _wrong_format(format_name)
    data = head + file.read(allowed.most_bytes)
    file.seek(0)
    return data, format_name


def _wrong_format(format_name: str | None) -> ValidationError:
    if format_name is None:
        text = _("Это не картинка или неизвестный формат. Нужен файл JPEG, PNG, WebP или AVIF.")
    else:
        text = _("Формат %(format)s не подходит. Сохраните картинку как JPEG, PNG, WebP или AVIF и загрузите снова.")
    return ValidationError(text, code="content.image_format", params={"format": (format_name or "").upper()})


def _check_header(data: bytes, format_name: str, allowed: Limits) -> None:
    try:
        header = header_of(data, format_name)
    except ValueError as error:
        raise _broken() from error
    if header.width is not None and header.height is not None:
        _check_size(header.width, header.height, allowed)
    if header.is_animated:
        raise _animated()
    if holds_foreign_content(data):
        raise ValidationError(
            _(
                "Кроме картинки, в файле есть посторонние данные. Откройте её в редакторе, сохраните заново и "
                "загрузите снова."
            ),
            code="content.image_foreign_content",
        )
    if format_name == "jpeg" and scans(data) > MOST_SCANS:
        raise _broken()


def _check_size(width: int, height: int, allowed: Limits) -> None:
    if width * height > allowed.most_pixels:
        raise _too_large(allowed)


def _encode(data: bytes, format_name: str, allowed: Limits) -> Pixels:
    with Pillow.open(BytesIO(data), formats=_PILLOW_FORMATS[format_name]) as image:
        # Opening reads the header alone. Phones add small extra pictures to a JPEG (MPO); its first one is meant.
        _check_size(*image.size, allowed)
        if image.format != "MPO" and getattr(image, "n_frames", 1) > 1:
            raise _animated()
        return encoded_anew(image, format_name=format_name)


def _too_large(allowed: Limits) -> ValidationError:
    return ValidationError(
        _("В картинке больше %(most)s млн точек. Уменьшите её до %(side)s точек по длинной стороне и загрузите снова."),
        code="content.image_too_large",
        params={"most": allowed.most_pixels // _MILLION, "side": LONGEST_SIDE},
    )


def _animated() -> ValidationError:
    return ValidationError(
        _("Анимация не подходит: картинки на сайте неподвижны. Сохраните один кадр и загрузите его."),
        code="content.image_animated",
    )


def _broken() -> ValidationError:
    return ValidationError(
        _("Файл повреждён или загрузился не полностью. Откройте его в редакторе, сохраните заново и загрузите снова."),
        code="content.image_broken",
    )


def _safe_name(name: str | None, extension: str) -> str:
    return f"{slugify(PurePath(name or '').stem, _NAME_LENGTH) or 'picture'}.{extension}"
