"""The media library in the browser: how pictures get in, what the lists cost, what cannot be deleted."""

import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import html
from procrastinate.contrib.django.models import ProcrastinateJob
from wagtail.models import UploadedFile

from accounts.roles import ADMINISTRATORS, EDITORS
from content import renditions
from content.models import CityPhoto, Image, Rendition
from content.tasks import complete_renditions
from tests.factories import a_city, a_user, an_event, an_image, pictures
from tests.factories.admin import signed_in
from tests.factories.pictures import GPS_TEXT, an_upload, plain

pytestmark = pytest.mark.django_db

TOO_MANY = "В картинке больше 24 млн точек. Уменьшите её до 4096 точек по длинной стороне и загрузите снова."
INDEX, CHOOSER = "/admin/images/", "/admin/images/chooser/"
LISTS = (INDEX, "/admin/images/?layout=list", "/admin/images/results/", CHOOSER, "/admin/images/chooser/results/")


def collection() -> int:
    return an_image("первая").collection_id


def add(client: Client, data: bytes, **more: Any) -> Any:
    form = {"title": "Площадь", "file": an_upload(data), "collection": collection(), "tags": "", **more}
    return client.post("/admin/images/add/", form)


def add_many(client: Client, data: bytes, **more: Any) -> Any:
    form = {"title": "Площадь", "files[]": an_upload(data), "collection": collection(), **more}
    return client.post("/admin/images/multiple/add/", form, headers={"x-requested-with": "XMLHttpRequest"})


def add_in_dialog(client: Client, data: bytes, **more: Any) -> Any:
    fields = {"title": "Площадь", "file": an_upload(data), "collection": collection(), "tags": "", **more}
    form = {f"image-chooser-upload-{name}": value for name, value in fields.items()}
    return client.post("/admin/images/chooser/create/", form)


def replace(client: Client, data: bytes, **more: Any) -> Any:
    image = an_image("старая", uploaded_by_user=None)
    form = {"title": "Площадь", "file": an_upload(data), "collection": image.collection_id, "tags": "", **more}
    return client.post(f"/admin/images/{image.pk}/", form)


ROADS = (add, add_many, add_in_dialog, replace)


@pytest.mark.parametrize("road", ROADS)
def test_on_every_road_a_file_becomes_a_safe_picture_and_the_worker_is_called(road: Any) -> None:
    response = road(signed_in(a_user(ADMINISTRATORS)), pictures.with_metadata(6))
    assert response.status_code in {200, 302}
    image = Image.objects.get(title="Площадь")
    stored = image.file.open().read()
    assert (image.width, image.height, GPS_TEXT in stored) == (40, 80, False)
    assert (image.file_size, len(image.file_hash)) == (len(stored), 40)
    assert image.file.name.endswith(".jpg")
    jobs = ProcrastinateJob.objects.filter(task_name="content.make_renditions", args={"image_id": image.pk})
    assert jobs.count() == 1
    assert image.renditions.count() == 0


@pytest.mark.parametrize("road", ROADS)
def test_on_every_road_a_hostile_file_is_refused_at_the_field(road: Any) -> None:
    response = road(signed_in(a_user(ADMINISTRATORS)), pictures.png_bomb())
    told = response.json() if "json" in response.headers["Content-Type"] else {"page": response.content.decode()}
    assert any(TOO_MANY in text for text in told.values() if isinstance(text, str))
    assert not Image.objects.filter(title="Площадь").exists()
    assert UploadedFile.objects.count() == 0


def test_a_film_is_refused_at_the_field(settings: Any) -> None:
    settings.UPLOAD_MAX_FILE_SIZE = 100_000
    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = 50_000
    page = add(signed_in(a_user(ADMINISTRATORS)), b"\xff\xd8\xff" + b"0" * 2_000_000)
    assert page.context["form"].errors["file"] == [
        "Файл весит 1,9\xa0МБ, а можно не больше 48,8\xa0КБ. Уменьшите картинку или сохраните её как JPEG."
    ]


def test_a_file_that_waits_for_its_title_is_safe_already() -> None:
    user = a_user(ADMINISTRATORS)
    client = signed_in(user)
    answer = add_many(client, pictures.with_metadata(6), title="я" * 300).json()
    waiting = UploadedFile.objects.get()
    assert GPS_TEXT not in waiting.file.read()
    waiting.file.close()
    prefix = f"uploaded-image-{waiting.pk}"
    form = {f"{prefix}-title": "Площадь", f"{prefix}-collection": Image.objects.first().collection_id}
    address = f"/admin/images/multiple/create_from_uploaded_image/{answer['uploaded_file_id']}/"
    assert client.post(address, {**form, f"{prefix}-tags": ""}).json()["success"] is True
    image = Image.objects.get(title="Площадь")
    assert (image.width, image.height, GPS_TEXT in image.file.open().read()) == (40, 80, False)
    assert ProcrastinateJob.objects.filter(args={"image_id": image.pk}).count() == 1


@pytest.mark.parametrize(
    ("size", "expected"), [((640, 360), (200, 100, 40, 20)), ((360, 640), (None, None, None, None))]
)
def test_the_focal_point_of_a_replaced_file(size: tuple[int, int], expected: tuple[int | None, ...]) -> None:
    focal = {"focal_point_x": 100, "focal_point_y": 50, "focal_point_width": 20, "focal_point_height": 10}
    image = an_image(size=(320, 180), **focal)
    form = {"title": "x", "file": an_upload(plain("JPEG", size)), "collection": image.collection_id, "tags": ""}
    signed_in(a_user(ADMINISTRATORS)).post(f"/admin/images/{image.pk}/", {**form, **focal})
    image.refresh_from_db()
    assert (image.width, image.height) == size
    assert tuple(getattr(image, name) for name in focal) == expected


def test_no_read_makes_renditions() -> None:
    image = an_image(size=(900, 600))
    an_event(cover=image)
    client = signed_in(a_user(ADMINISTRATORS))
    pages = (*LISTS, f"/admin/images/{image.pk}/", f"/admin/images/{image.pk}/delete/", "/admin/events/")
    chosen = f"/admin/images/chooser/chosen/{image.pk}/"
    for address in (*pages, chosen, "/api/v1/events", "/api/v1/businesses", "/api/v1/cities"):
        assert client.get(address).status_code == 200, address
    assert Rendition.objects.count() == 0


def test_lists_show_a_placeholder_until_the_worker_has_been_there() -> None:
    image = an_image(size=(900, 600))
    client = signed_in(a_user(ADMINISTRATORS))

    def shown(address: str) -> list[str]:
        body = client.get(address).content.decode()
        body = json.loads(body)["html"] if address == CHOOSER else body
        return html.fromstring(body).xpath("//*[contains(@class, 'picture-marked')]//img/@src")

    assert {src for address in LISTS for src in shown(address)} == {"/static/content/picture-pending.svg"}
    page = html.fromstring(client.get(f"/admin/images/{image.pk}/").content.decode())
    (large,) = page.xpath("//div[@class='focal-point-chooser']/img")
    assert (large.get("src"), large.get("width"), large.get("height")) == (image.file.url, "800", "533")
    renditions.make(image)
    made = image.renditions.get(filter_spec=renditions.THUMBNAIL)
    assert {src for address in LISTS for src in shown(address)} == {made.url}


def test_the_nightly_job_orders_what_is_missing() -> None:
    whole, partial, none = (an_image(f"{number}") for number in range(3))
    renditions.make(whole)
    renditions.make(partial)
    ProcrastinateJob.objects.all()._raw_delete(using="default")
    Rendition.objects.filter(image=partial, filter_spec=renditions.THUMBNAIL)._raw_delete(using="default")
    complete_renditions(timestamp=0)
    assert list(ProcrastinateJob.objects.order_by("pk").values_list("args", flat=True)) == [
        {"image_id": none.pk},
        {"image_id": partial.pk},
    ]


@pytest.mark.parametrize("role", [ADMINISTRATORS, EDITORS])
@pytest.mark.parametrize("address", [*LISTS, f"{INDEX}?q=площ&ordering=title&layout=list", f"{INDEX}?usage=unused"])
def test_a_list_asks_as_much_of_the_database_for_many_rows_as_for_one(role: str, address: str) -> None:
    user = a_user(role)
    client, counts, made = signed_in(user), {}, 0
    for wanted in (1, 3, 25):
        for _number in range(wanted - made):
            image = an_image("Площадь", uploaded_by_user=user)
            if made % 2:
                renditions.make(image)
            made += 1
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        counts[wanted] = len(captured)
    assert len(set(counts.values())) == 1, counts


def titles(client: Client, address: str = INDEX, **query: str) -> list[str]:
    return [image.title for image in client.get(address, query).context["object_list"]]


def test_pictures_are_found_filtered_and_ordered() -> None:
    of_city = an_image("Площадь", alt_ru="Дети у фонтана", alt_kk="Балалар")
    an_image("Мост", alt_ru="Мост", is_ai_generated=True)
    an_image("Арка", credit="А. Серикбаева")
    CityPhoto.objects.create(city=a_city(), image=of_city)
    client = signed_in(a_user(ADMINISTRATORS))
    assert titles(client) == ["Арка", "Мост", "Площадь"]
    assert titles(client, ordering="title") == ["Арка", "Мост", "Площадь"]
    assert titles(client, ordering="-title") == ["Площадь", "Мост", "Арка"]
    assert titles(client, ordering="usage_count") == ["Арка", "Мост", "Площадь"]
    assert titles(client, q="фонтан") == ["Площадь"]
    assert titles(client, q="серикбаева") == ["Арка"]
    assert titles(client, without_alt="any") == ["Арка"]
    assert titles(client, without_alt="kk") == ["Арка", "Мост"]
    assert titles(client, generated="yes") == ["Мост"]
    assert titles(client, usage="unused") == ["Арка", "Мост"]
    assert titles(client, q="нет такого") == []


def test_the_dialog_finds_pictures_by_their_words() -> None:
    an_image("Площадь", alt_ru="Дети у фонтана")
    an_image("Мост")
    client = signed_in(a_user(EDITORS))
    page = html.fromstring(client.get("/admin/images/chooser/results/", {"q": "фонтан"}).content.decode())
    assert [title.text_content().strip() for title in page.xpath("//h3")] == ["Площадь"]


def test_what_has_to_be_seen_of_a_picture_is_seen() -> None:
    image = an_image("Мост", is_ai_generated=True)
    client = signed_in(a_user(ADMINISTRATORS))
    for address in LISTS:
        body = client.get(address).content.decode()
        body = json.loads(body)["html"] if address == CHOOSER else body
        (badge,) = html.fromstring(body).xpath("//abbr")
        assert (badge.text, badge.get("title")) == ("ИИ", "Изображение сгенерировано искусственным интеллектом")
        assert "без описания" in body
    page = client.get(f"/admin/images/{image.pk}/").content.decode()
    assert "Изображение сгенерировано искусственным интеллектом" in page


def test_the_page_of_a_picture_says_where_it_is_used() -> None:
    image = an_image("Мост")
    event = an_event("Концерт", cover=image)
    client = signed_in(a_user(ADMINISTRATORS))
    page = client.get(f"/admin/images/{image.pk}/")
    assert page.context["places"] == [{"text": "Событие «Концерт»", "url": f"/admin/events/edit/{event.pk}/"}]
    assert [str(group["heading"]) for group in page.context["form"].groups] == [
        "Картинка",
        "Для тех, кто не видит",
        "Чья она",
        "Порядок в библиотеке",
    ]


def test_a_picture_in_use_is_not_deleted_and_the_page_says_why() -> None:
    image = an_image("Мост")
    CityPhoto.objects.create(city=a_city(), image=image, title_ru="Вид")
    client = signed_in(a_user(ADMINISTRATORS))
    address = f"/admin/images/{image.pk}/delete/"
    for page in (client.get(address), client.post(address)):
        assert page.status_code == 200
        assert [place["text"] for place in page.context["places"]] == ["Фотография города «Вид»"]
        assert b'type="submit" value=' not in page.content.split(b"<main")[-1]
    assert (Image.objects.count(), CityPhoto.objects.count()) == (1, 1)
    assert client.post(f"/admin/images/multiple/{image.pk}/delete/").json()["success"] is False
    assert Image.objects.count() == 1


def test_a_picture_that_nothing_shows_is_deleted() -> None:
    first, second = an_image("Мост"), an_image("Арка")
    client = signed_in(a_user(ADMINISTRATORS))
    assert client.post(f"/admin/images/{first.pk}/delete/").headers["Location"] == INDEX
    assert client.post(f"/admin/images/multiple/{second.pk}/delete/").json()["success"] is True
    assert Image.objects.count() == 0


def test_bulk_deletion_leaves_what_is_in_use() -> None:
    used, free = an_image("Мост"), an_image("Арка")
    an_event(cover=used)
    client = signed_in(a_user(ADMINISTRATORS))
    address = f"/admin/bulk/content/image/delete/?id={used.pk}&id={free.pk}&next={INDEX}"
    page = client.get(address)
    assert [row["item"] for row in page.context["items_in_use"]] == [used]
    assert [row["item"] for row in page.context["items"]] == [free]
    client.post(address)
    assert list(Image.objects.all()) == [used]


def test_all_of_a_list_means_what_the_list_shows() -> None:
    for title in ("Мост", "Мостовая", "Арка"):
        an_image(title)
    client = signed_in(a_user(ADMINISTRATORS))
    client.post(f"/admin/bulk/content/image/delete/?id=all&q=мост&next={INDEX}")
    assert [image.title for image in Image.objects.all()] == ["Арка"]


def test_an_editor_deletes_only_pictures_of_ones_own() -> None:
    editor = a_user(EDITORS)
    own, other = an_image("своя", uploaded_by_user=editor), an_image("чужая")
    client = signed_in(editor)
    client.post(f"/admin/images/{other.pk}/delete/")
    client.post(f"/admin/images/multiple/{other.pk}/delete/")
    client.post(f"/admin/bulk/content/image/delete/?id={other.pk}&next={INDEX}")
    assert Image.objects.count() == 2
    client.post(f"/admin/images/{own.pk}/delete/")
    assert list(Image.objects.all()) == [other]
