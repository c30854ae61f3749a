"""What becomes of a file that is far too large, through the whole request."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import InMemoryUploadedFile, TemporaryUploadedFile
from django.test import RequestFactory

from content.uploads import OversizedUpload
from tests.factories.pictures import an_upload

LIMIT = 3 * 1024 * 1024


@pytest.fixture(autouse=True)
def _limit(settings: Any) -> None:
    settings.UPLOAD_MAX_FILE_SIZE = LIMIT


def files_of(**contents: bytes) -> dict[str, Any]:
    data = {name: an_upload(content, f"{name}.jpg") for name, content in contents.items()}
    return RequestFactory().post("/", data).FILES.dict()


def test_files_within_the_limit_are_kept_as_ever() -> None:
    found = files_of(small=b"a" * 10)
    assert isinstance(found["small"], InMemoryUploadedFile)
    large = files_of(large=b"b" * LIMIT)["large"]
    assert isinstance(large, TemporaryUploadedFile)
    assert (large.size, large.read()) == (LIMIT, b"b" * LIMIT)


def test_a_file_beyond_the_limit_is_counted_and_not_kept(settings: Any, tmp_path: Path) -> None:
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    request = RequestFactory().post("/", {"film": an_upload(b"c" * (LIMIT * 5), "film.jpg")})
    film = request.FILES["film"]
    assert isinstance(film, OversizedUpload)
    assert (film.size, film.name, film.read()) == (LIMIT * 5, "film.jpg", b"")
    # Nor is what had been written of it before it was too much.
    assert list(tmp_path.iterdir()) == []


def test_the_files_after_it_are_kept() -> None:
    found = files_of(a_film=b"c" * (LIMIT + 1), picture=b"d" * 10)
    assert (type(found["a_film"]), found["a_film"].size) == (OversizedUpload, LIMIT + 1)
    assert found["picture"].read() == b"d" * 10


def test_all_files_of_a_request_together_have_a_limit_too() -> None:
    found = files_of(**{f"file{number}": b"e" * LIMIT for number in range(6)})
    assert [type(file) for file in found.values()] == [TemporaryUploadedFile] * 4 + [OversizedUpload] * 2
