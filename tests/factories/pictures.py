"""Real files of pictures, the harmless and the hostile ones."""

import zlib
from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image as PillowImage
from PIL.PngImagePlugin import PngInfo

RED, GREEN, BLUE, WHITE = (200, 30, 30), (30, 160, 60), (30, 60, 200), (255, 255, 255)
GPS_TEXT = b"Canon EOS of A. Person"


def a_file(data: bytes, name: str = "photo.jpg") -> ContentFile:
    """Return bytes as a file of that name."""
    return ContentFile(data, name=name)


def an_upload(data: bytes, name: str = "photo.jpg") -> SimpleUploadedFile:
    """Return bytes as the file of a form."""
    return SimpleUploadedFile(name, data, "image/jpeg")


def encoded(picture: PillowImage.Image, format_name: str, **options: Any) -> bytes:
    """Return an encoded picture."""
    buffer = BytesIO()
    picture.save(buffer, format_name, **options)
    return buffer.getvalue()


def plain(format_name: str, size: tuple[int, int] = (64, 48), mode: str = "RGB", colour: Any = RED) -> bytes:
    """Return a picture of one colour."""
    return encoded(PillowImage.new(mode, size, colour), format_name)


def corners(size: tuple[int, int] = (80, 40)) -> PillowImage.Image:
    """Return a picture whose left upper quarter is red, and the others green, blue and white, clockwise."""
    width, height = size
    picture = PillowImage.new("RGB", size, RED)
    picture.paste(GREEN, (width // 2, 0, width, height // 2))
    picture.paste(BLUE, (width // 2, height // 2, width, height))
    picture.paste(WHITE, (0, height // 2, width // 2, height))
    return picture


def with_metadata(orientation: int = 1, format_name: str = "JPEG") -> bytes:
    """Return a picture with place, camera, comment and XMP."""
    exif = PillowImage.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = GPS_TEXT.decode()
    exif.get_ifd(0x8825).update({1: "N", 2: (47.0, 47.0, 0.0), 3: "E", 4: (67.0, 42.0, 0.0)})
    options: dict[str, Any] = {"exif": exif, "quality": 95} if format_name != "PNG" else {"exif": exif}
    if format_name == "JPEG":
        options["comment"] = b"taken at home"
        options["xmp"] = b"<x:xmpmeta><who>A. Person</who></x:xmpmeta>"
    return encoded(corners(), format_name, **options)


def _chunk(kind: bytes, body: bytes) -> bytes:
    return len(body).to_bytes(4, "big") + kind + body + zlib.crc32(kind + body).to_bytes(4, "big")


def png(width: int, height: int, *chunks: bytes, pixels: bytes = b"") -> bytes:
    """Return a PNG that claims a size, with further chunks before its pixels."""
    header = _chunk(b"IHDR", width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\x02\x00\x00\x00")
    rest = b"".join(chunks) + _chunk(b"IDAT", pixels or zlib.compress(b"\x00" * 4096)) + _chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + header + rest


def png_bomb() -> bytes:
    """Return a small PNG that would unfold to 10 GB of pixels."""
    return png(60_000, 60_000, pixels=zlib.compress(b"\x00" * 10_000_000, 9))


def png_with_deep_text() -> bytes:
    """Return a PNG whose text alone unfolds to 200 MB."""
    text = b"Comment\x00\x00" + zlib.compress(b"\x00" * 200_000_000, 9)
    return png(8, 8, _chunk(b"zTXt", text), pixels=zlib.compress((b"\x00" + b"\x00" * 24) * 8))


def webp_bomb() -> bytes:
    """Return a WebP whose canvas claims 16,000 by 16,000 pixels."""
    size = (15_999).to_bytes(3, "little")
    body = b"VP8X" + (10).to_bytes(4, "little") + b"\x00\x00\x00\x00" + size + size
    rest = plain("WEBP")[12:]
    return b"RIFF" + (4 + len(body) + len(rest)).to_bytes(4, "little") + b"WEBP" + body + rest


def jpeg_bomb() -> bytes:
    """Return a JPEG whose header claims 65,000 by 65,000 pixels."""
    data = bytearray(plain("JPEG"))
    place = data.index(b"\xff\xc0")
    data[place + 5 : place + 9] = (65_000).to_bytes(2, "big") * 2
    return bytes(data)


def avif_bomb() -> bytes:
    """Return an AVIF whose header claims 12,000 by 12,000 pixels."""
    data = bytearray(plain("AVIF"))
    place = data.index(b"ispe")
    data[place + 8 : place + 16] = (12_000).to_bytes(4, "big") * 2
    return bytes(data)


def jpeg_of_many_scans() -> bytes:
    """Return a progressive JPEG that asks for a thousand passes over its pixels."""
    data = encoded(PillowImage.effect_noise((64, 64), 40).convert("RGB"), "JPEG", progressive=True)
    last = data.rindex(b"\xff\xda")
    return data[:last] + data[last:-2] * 1000 + b"\xff\xd9"


def animated(format_name: str) -> bytes:
    """Return three frames."""
    frames = [PillowImage.new("RGB", (32, 32), colour) for colour in (RED, GREEN, BLUE)]
    return encoded(frames[0], format_name, save_all=True, append_images=frames[1:], duration=100)


def of_a_phone() -> bytes:
    """Return a JPEG with a small extra picture behind the first one, as phones write them."""
    frames = [corners(), PillowImage.new("RGB", (16, 16), BLUE)]
    return encoded(frames[0], "MPO", save_all=True, append_images=frames[1:])


def png_with_text(text: str) -> bytes:
    """Return a PNG with an uncompressed text."""
    info = PngInfo()
    info.add_text("Comment", text)
    return encoded(corners(), "PNG", pnginfo=info)
