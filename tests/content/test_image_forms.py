from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image as PillowImage

from accounts.models import User
from accounts.roles import ADMINISTRATORS, EDITORS
from content.models import CityPhoto, Image
from tests.factories import a_city, a_user, an_event, an_image
from tests.factories.admin import signed_in

pytestmark = pytest.mark.django_db


def replace(image: Image, *, by: User) -> bool:
    buffer = BytesIO()
    PillowImage.new("RGB", (64, 64), "#000").save(buffer, "PNG")
    file = SimpleUploadedFile("other.png", buffer.getvalue(), "image/png")
    data = {"title": "Другое", "file": file, "collection": image.collection_id, "tags": ""}
    signed_in(by).post(f"/admin/images/{image.pk}/", data)
    before = image.file.name
    image.refresh_from_db()
    return image.file.name != before


def test_an_uploader_replaces_a_file_only_while_it_is_on_no_public_page() -> None:
    editor = a_user(EDITORS)
    shown, drafted, of_city = (an_image(uploaded_by_user=editor) for _ in range(3))
    an_event(cover=shown)
    an_event(cover=drafted, live=False)
    CityPhoto.objects.create(city=a_city(), image=of_city)
    assert [replace(image, by=editor) for image in (shown, drafted, of_city)] == [False, True, False]
    shown.refresh_from_db()
    assert shown.title == "Площадь"
    assert [replace(image, by=a_user(ADMINISTRATORS)) for image in (shown, of_city)] == [True, True]


def test_an_editor_does_not_change_the_pictures_of_others() -> None:
    image = an_image(uploaded_by_user=a_user(EDITORS))
    assert replace(image, by=a_user(EDITORS)) is False
    image.refresh_from_db()
    assert image.title == "Площадь"


def test_the_refusal_says_what_to_do() -> None:
    editor = a_user(EDITORS)
    image = an_image(uploaded_by_user=editor)
    an_event(cover=image)
    file = SimpleUploadedFile("x.png", image.file.open().read(), "image/png")
    data = {"title": "x", "file": file, "collection": image.collection_id, "tags": ""}
    page = signed_in(editor).post(f"/admin/images/{image.pk}/", data)
    expected = ["Это изображение уже на сайте. Загрузите новое изображение и выберите его в записи."]
    assert page.context["form"].errors["file"] == expected
