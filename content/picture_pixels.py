"""From decoded pixels to the file that is stored: upright, in sRGB, not too large, and without anything else; pure."""

from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from typing import Final

from PIL import Image, ImageCms, ImageOps

LONGEST_SIDE: Final = 4096
_ORIENTATION: Final = 0x0112
_JPEG_QUALITY: Final = 90
_WEBP_QUALITY: Final = 90
# A photo saved as PNG; stored as JPEG it looks the same.
_LARGEST_PNG: Final = 6 * 1024 * 1024
_LARGEST_PROFILE: Final = 4 * 1024 * 1024
# Orientations that exchange width and height.
_ON_ITS_SIDE: Final = frozenset({5, 6, 7, 8})
_TO_EIGHT_BITS: Final = 255 / 65535


@dataclass(frozen=True, kw_only=True, slots=True)
class Point:
    """Where the important part of a picture is: its centre and its extent, in pixels."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Pixels:
    """An encoded picture and how it came from its source."""

    data: bytes
    extension: str
    width: int
    height: int
    source_width: int
    source_height: int
    orientation: int

    def moved(self, point: Point) -> Point:
        """Return where a point of the source, as its file counts pixels, is in this picture."""
        turned = _turned(point, self.source_width, self.source_height, self.orientation)
        is_on_its_side = self.orientation in _ON_ITS_SIDE
        scale = self.width / (self.source_height if is_on_its_side else self.source_width)
        return Point(
            x=round(turned.x * scale),
            y=round(turned.y * scale),
            width=max(1, round(turned.width * scale)),
            height=max(1, round(turned.height * scale)),
        )


def encoded_anew(image: Image.Image, *, format_name: str) -> Pixels:
    """Decode an opened picture and encode it anew; raises whatever Pillow raises for a broken one."""
    source_width, source_height = image.size
    orientation = _orientation(image)
    profile = image.info.get("icc_profile")
    image.load()
    # In place: each copy of a large picture is a hundred megabytes.
    ImageOps.exif_transpose(image, in_place=True)
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    plain = _eight_bits(image, profile)
    data, extension = _encoded(plain, format_name)
    return Pixels(
        data=data,
        extension=extension,
        width=plain.width,
        height=plain.height,
        source_width=source_width,
        source_height=source_height,
        orientation=orientation,
    )


def _orientation(image: Image.Image) -> int:
    found = image.getexif().get(_ORIENTATION, 1)
    return found if isinstance(found, int) and 1 <= found <= max(_ON_ITS_SIDE) else 1


def _eight_bits(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Return the picture as RGB or grey, with transparency where it had any, in the colours of sRGB."""
    if image.mode.startswith("I") or image.mode == "F":
        # Pillow would cut the values off at 255.
        grey = image.convert("F").point(lambda value: value * _TO_EIGHT_BITS + 0)
        return grey.convert("L")
    has_alpha = image.mode in {"RGBA", "LA", "PA", "La", "RGBa"} or "transparency" in image.info
    if has_alpha:
        image = image.convert("RGBA")
    elif image.mode not in {"RGB", "L", "CMYK"}:
        image = image.convert("L" if image.mode == "1" else "RGB")
    if profile and len(profile) <= _LARGEST_PROFILE:
        with suppress(ImageCms.PyCMSError, OSError, ValueError, TypeError):
            return _in_srgb(image, profile)
    return image.convert("RGB") if image.mode == "CMYK" else image


def _in_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    source = ImageCms.ImageCmsProfile(BytesIO(profile))
    target = ImageCms.createProfile("sRGB")
    alpha = image.getchannel("A") if image.mode == "RGBA" else None
    colours = image.convert("RGB") if alpha is not None else image
    converted = ImageCms.profileToProfile(colours, source, target, outputMode="RGB")
    if converted is None:
        raise ValueError("a conversion that is not in place answers a picture")
    if alpha is not None:
        converted.putalpha(alpha)
    return converted


def _encoded(image: Image.Image, format_name: str) -> tuple[bytes, str]:
    """Return the bytes and the extension of a picture from which everything but the pixels has been left behind."""
    # A copy of the pixels alone: comments, profiles and previews stay with the source.
    clean = Image.new(image.mode, image.size)
    clean.paste(image)
    is_opaque = image.mode != "RGBA" or image.getchannel("A").getextrema() == (255, 255)
    buffer = BytesIO()
    if format_name == "png":
        clean.save(buffer, "PNG", compress_level=6)
        if not is_opaque or buffer.tell() <= _LARGEST_PNG:
            return buffer.getvalue(), "png"
    elif not is_opaque:
        clean.save(buffer, "WEBP", quality=_WEBP_QUALITY, method=3)
        return buffer.getvalue(), "webp"
    buffer = BytesIO()
    opaque = clean.convert("RGB") if clean.mode == "RGBA" else clean
    opaque.save(buffer, "JPEG", quality=_JPEG_QUALITY, optimize=True, progressive=True)
    return buffer.getvalue(), "jpg"


def _turned(point: Point, width: int, height: int, orientation: int) -> Point:
    """Return where a point of a stored picture is once the picture is shown upright."""
    x, y = point.x, point.y
    centre = {
        1: (x, y),
        2: (width - x, y),
        3: (width - x, height - y),
        4: (x, height - y),
        5: (y, x),
        6: (height - y, x),
        7: (height - y, width - x),
        8: (y, width - x),
    }[orientation]
    is_on_its_side = orientation in _ON_ITS_SIDE
    return Point(
        x=centre[0],
        y=centre[1],
        width=point.height if is_on_its_side else point.width,
        height=point.width if is_on_its_side else point.height,
    )
