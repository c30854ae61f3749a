import pytest
from PIL import Image as PillowImage

from content.picture_headers import Header, format_of, header_of, holds_foreign_content, scans
from tests.factories import pictures
from tests.factories.pictures import encoded, plain


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (plain("JPEG"), "jpeg"),
        (plain("PNG"), "png"),
        (plain("WEBP"), "webp"),
        (plain("AVIF"), "avif"),
        (pictures.animated("AVIF"), "avif"),
        (b"\x00\x00\x00\x18ftypmif1\x00\x00\x00\x00mif1avif", "avif"),
        (b"\x00\x00\x00\x18ftypmif1\x00\x00\x00\x00mif1heic", "heic"),
        (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00", "heic"),
        (b"MM\x00*", "tiff"),
        (b'\xef\xbb\xbf<?xml version="1.0"?><!-- x --><svg>', "svg"),
        (b"\n<SVG>", "svg"),
        (b"<!DOCTYPE html>", "html"),
        (b"<?xml version='1.0'?><rss>", None),
        (b"", None),
        (b"\x89PN", None),
    ],
)
def test_format_of(data: bytes, expected: str | None) -> None:
    assert format_of(data) == expected


@pytest.mark.parametrize(
    ("data", "format_name", "expected"),
    [
        (plain("PNG", (31, 17)), "png", Header(width=31, height=17)),
        (pictures.animated("PNG"), "png", Header(width=32, height=32, is_animated=True)),
        (plain("WEBP", (31, 17)), "webp", Header(width=31, height=17)),
        (encoded(PillowImage.new("RGB", (31, 17)), "WEBP", lossless=True), "webp", Header(width=31, height=17)),
        (plain("WEBP", (31, 17), "RGBA", (1, 2, 3, 4)), "webp", Header(width=31, height=17)),
        (pictures.animated("WEBP"), "webp", Header(width=32, height=32, is_animated=True)),
        (plain("JPEG"), "jpeg", Header()),
    ],
)
def test_header_of(data: bytes, format_name: str, expected: Header) -> None:
    assert header_of(data, format_name) == expected


@pytest.mark.parametrize(
    ("data", "format_name"),
    [(b"\x89PNG\r\n\x1a\n", "png"), (plain("PNG")[:20], "png"), (b"RIFF\x00\x00\x00\x00WEBPVP9X" + b"x" * 30, "webp")],
)
def test_a_broken_header_is_told(data: bytes, format_name: str) -> None:
    with pytest.raises(ValueError, match=r"WebP|PNG"):
        header_of(data, format_name)


def test_what_a_picture_carries_besides_itself() -> None:
    assert holds_foreign_content(plain("JPEG") + b"<?php echo 1;")
    assert not holds_foreign_content(pictures.with_metadata())
    noise = encoded(PillowImage.effect_noise((800, 800), 90), "PNG")
    assert not holds_foreign_content(noise)


def test_scans_are_counted() -> None:
    assert scans(plain("JPEG")) == 1
    assert scans(pictures.jpeg_of_many_scans()) > 1000
