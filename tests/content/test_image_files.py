"""What may become a picture of the site, with real files."""

from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from PIL import Image as PillowImage
from PIL import ImageCms

from content.image_files import Limits, SafePicture, safe_picture
from content.picture_pixels import LONGEST_SIDE
from tests.factories import pictures
from tests.factories.pictures import BLUE, GPS_TEXT, GREEN, RED, WHITE, a_file, corners, encoded, plain

SVG = b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
ZIP = b"PK\x03\x04" + b"\x00" * 26 + b"PK\x05\x06" + b"\x00" * 18


def opened(picture: SafePicture) -> PillowImage.Image:
    picture.seek(0)
    found = PillowImage.open(BytesIO(picture.read()))
    found.load()
    return found


def refusal(data: bytes, name: str = "photo.jpg") -> str:
    with pytest.raises(ValidationError) as caught:
        safe_picture(a_file(data, name))
    return caught.value.code


@pytest.mark.parametrize(
    ("data", "stored_as"),
    [
        (plain("JPEG"), ("JPEG", "RGB", "jpg")),
        (plain("PNG"), ("PNG", "RGB", "png")),
        (plain("WEBP"), ("JPEG", "RGB", "jpg")),
        (plain("AVIF"), ("JPEG", "RGB", "jpg")),
        (plain("PNG", mode="L", colour=120), ("PNG", "L", "png")),
        (plain("PNG", mode="1", colour=1), ("PNG", "L", "png")),
        (plain("PNG", mode="P", colour=0), ("PNG", "RGB", "png")),
        (plain("PNG", mode="LA", colour=(120, 90)), ("PNG", "RGBA", "png")),
        (plain("PNG", mode="RGBA", colour=(*RED, 90)), ("PNG", "RGBA", "png")),
        (plain("WEBP", mode="RGBA", colour=(*RED, 90)), ("WEBP", "RGBA", "webp")),
        (plain("AVIF", mode="RGBA", colour=(*RED, 90)), ("WEBP", "RGBA", "webp")),
        (plain("JPEG", mode="CMYK", colour=(0, 200, 200, 40)), ("JPEG", "RGB", "jpg")),
        (plain("JPEG", mode="L", colour=120), ("JPEG", "L", "jpg")),
        (pictures.of_a_phone(), ("JPEG", "RGB", "jpg")),
    ],
)
def test_what_is_accepted_is_stored_as_an_ordinary_file(data: bytes, stored_as: tuple[str, str, str]) -> None:
    # Its name and its type claim something else.
    picture = safe_picture(a_file(data, "Площадь.gif"))
    found = opened(picture)
    assert (found.format, found.mode, picture.name) == (stored_as[0], stored_as[1], f"ploshchad.{stored_as[2]}")
    assert (found.n_frames if hasattr(found, "n_frames") else 1) == 1


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "content.image_empty"),
        (b"hello", "content.image_format"),
        (SVG, "content.image_format"),
        (b"  <svg onload=alert(1)>", "content.image_format"),
        (b"<html><img>", "content.image_format"),
        (plain("GIF", mode="P", colour=0), "content.image_format"),
        (plain("TIFF"), "content.image_format"),
        (plain("BMP"), "content.image_format"),
        (b"%PDF-1.7", "content.image_format"),
        (b"GIF89a" + plain("PNG"), "content.image_format"),
        (b"<!--" + plain("JPEG"), "content.image_format"),
        (plain("PNG") + b"<script>alert(1)</script>", "content.image_foreign_content"),
        (plain("JPEG") + b"<?php system($_GET[0]); ?>", "content.image_foreign_content"),
        (plain("PNG") + ZIP, "content.image_foreign_content"),
        (pictures.png_with_text("<html><script>alert(1)</script>"), "content.image_foreign_content"),
        (encoded(corners(), "JPEG", comment=b"<SCRIPT >x"), "content.image_foreign_content"),
        (pictures.png_bomb(), "content.image_too_large"),
        (pictures.webp_bomb(), "content.image_too_large"),
        (pictures.jpeg_bomb(), "content.image_too_large"),
        (pictures.avif_bomb(), "content.image_too_large"),
        (pictures.jpeg_of_many_scans(), "content.image_broken"),
        (pictures.png_with_deep_text(), "content.image_broken"),
        (pictures.png(8, 8, pixels=b"not compressed"), "content.image_broken"),
        (pictures.animated("PNG"), "content.image_animated"),
        (pictures.animated("WEBP"), "content.image_animated"),
        (pictures.animated("AVIF"), "content.image_animated"),
        (plain("PNG")[:40], "content.image_broken"),
        (plain("WEBP")[:24], "content.image_broken"),
    ],
)
def test_what_is_refused(data: bytes, code: str) -> None:
    assert refusal(data) == code


@pytest.mark.parametrize("format_name", ["JPEG", "PNG", "WEBP", "AVIF"])
@pytest.mark.parametrize("part", [0.3, 0.6, 0.9])
def test_a_file_that_ends_early_is_refused(format_name: str, part: float) -> None:
    noise = PillowImage.effect_noise((200, 200), 60).convert("RGB")
    whole = encoded(noise, format_name)
    assert refusal(whole[: int(len(whole) * part)]) == "content.image_broken"


def test_a_heavy_file_is_refused_before_it_is_read() -> None:
    class Unread:
        name = "film.jpg"
        size = 200 * 1024 * 1024

        def read(self, *_args: object) -> bytes:
            raise AssertionError("it was read")

        seek = read

    with pytest.raises(ValidationError) as caught:
        safe_picture(Unread())
    assert caught.value.messages == [
        "Файл весит 200,0\xa0МБ, а можно не больше 15,0\xa0МБ. Уменьшите картинку или сохраните её как JPEG."
    ]


def test_the_limit_of_pixels_counts_and_is_told() -> None:
    allowed = Limits(most_bytes=10_000, most_pixels=1_000_000)
    assert safe_picture(a_file(plain("PNG", (1000, 1000))), allowed=allowed).name == "photo.png"
    with pytest.raises(ValidationError) as caught:
        safe_picture(a_file(plain("PNG", (1001, 1000))), allowed=allowed)
    assert caught.value.messages == [
        "В картинке больше 1 млн точек. Уменьшите её до 4096 точек по длинной стороне и загрузите снова."
    ]


def test_a_refused_format_is_named() -> None:
    with pytest.raises(ValidationError) as caught:
        safe_picture(a_file(plain("TIFF"), "scan.jpg"))
    assert caught.value.messages == [
        "Формат TIFF не подходит. Сохраните картинку как JPEG, PNG, WebP или AVIF и загрузите снова."
    ]


@pytest.mark.parametrize("format_name", ["JPEG", "PNG", "WEBP"])
def test_nothing_but_the_pixels_is_kept(format_name: str) -> None:
    source = pictures.with_metadata(format_name=format_name)
    assert GPS_TEXT in source
    picture = safe_picture(a_file(source))
    found = opened(picture)
    assert not found.getexif()
    assert not {"exif", "comment", "xmp", "icc_profile", "XML:com.adobe.xmp"} & set(found.info)
    picture.seek(0)
    stored = picture.read()
    assert [GPS_TEXT in stored, b"A. Person" in stored, b"taken at home" in stored] == [False] * 3


def test_a_comment_of_a_png_is_left_behind() -> None:
    picture = safe_picture(a_file(pictures.png_with_text("A. Person")))
    assert b"A. Person" not in picture.read()


def colours(picture: PillowImage.Image) -> list[tuple[int, int, int]]:
    """Return the colour of each corner, clockwise from the left upper one, as the nearest of those that were drawn."""
    width, height = picture.size
    places = [(3, 3), (width - 4, 3), (width - 4, height - 4), (3, height - 4)]
    known = (RED, GREEN, BLUE, WHITE)
    found = [picture.convert("RGB").getpixel(place) for place in places]
    return [min(known, key=lambda one: sum(abs(a - b) for a, b in zip(one, each, strict=True))) for each in found]


UPRIGHT = {
    1: [RED, GREEN, BLUE, WHITE],
    2: [GREEN, RED, WHITE, BLUE],
    3: [BLUE, WHITE, RED, GREEN],
    4: [WHITE, BLUE, GREEN, RED],
    5: [RED, WHITE, BLUE, GREEN],
    6: [WHITE, RED, GREEN, BLUE],
    7: [BLUE, GREEN, RED, WHITE],
    8: [GREEN, BLUE, WHITE, RED],
}


@pytest.mark.parametrize("orientation", UPRIGHT)
def test_a_turned_photo_is_stored_upright(orientation: int) -> None:
    picture = safe_picture(a_file(pictures.with_metadata(orientation)))
    found = opened(picture)
    assert colours(found) == UPRIGHT[orientation]
    assert found.size == ((80, 40) if orientation <= 4 else (40, 80))
    assert (picture.pixels.width, picture.pixels.height) == found.size


def test_a_large_photo_is_scaled_down() -> None:
    picture = safe_picture(a_file(plain("JPEG", (5000, 100))))
    assert opened(picture).size == (LONGEST_SIDE, 82)
    assert (picture.pixels.source_width, picture.pixels.source_height) == (5000, 100)


def test_a_photo_saved_as_png_becomes_a_jpeg() -> None:
    noise = PillowImage.merge("RGB", [PillowImage.effect_noise((1700, 1700), 90) for _ in range(3)])
    assert safe_picture(a_file(encoded(noise, "PNG", compress_level=1))).name == "photo.jpg"


def test_sixteen_bits_become_eight() -> None:
    picture = PillowImage.new("I;16", (16, 16), 40_000)
    assert opened(safe_picture(a_file(encoded(picture, "PNG")))).getpixel((0, 0)) == 155


def test_a_colour_profile_does_no_harm_and_is_not_kept() -> None:
    broken = encoded(corners(), "JPEG", icc_profile=b"not a profile", quality=95)
    assert colours(opened(safe_picture(a_file(broken)))) == UPRIGHT[1]
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    found = opened(safe_picture(a_file(encoded(corners(), "JPEG", icc_profile=srgb, quality=95))))
    assert (colours(found), "icc_profile" in found.info) == (UPRIGHT[1], False)


def test_transparency_survives() -> None:
    half = PillowImage.new("RGBA", (20, 20), (*RED, 0))
    half.paste((*BLUE, 255), (10, 0, 20, 20))
    found = opened(safe_picture(a_file(encoded(half, "PNG"))))
    assert [found.getpixel((2, 2))[3], found.getpixel((15, 2))] == [0, (*BLUE, 255)]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("../../etc/passwd.jpg", "passwd.png"),
        ("Фото с дачи (1).JPEG", "foto-s-dachi-1.png"),
        ("<script>.svg", "script.png"),
        (".htaccess", "htaccess.png"),
        ("照片.png", "picture.png"),
        ("a.php.png", "a-php.png"),
        ("х" * 300 + ".png", "kh" * 30 + ".png"),
    ],
)
def test_the_name_is_ours(name: str, expected: str) -> None:
    assert safe_picture(a_file(plain("PNG"), name)).name == expected


def test_what_is_safe_already_is_not_encoded_again() -> None:
    picture = safe_picture(a_file(plain("JPEG")))
    assert safe_picture(picture) is picture
