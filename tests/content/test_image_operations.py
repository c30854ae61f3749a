from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob
from wagtail.models import ModelLogEntry

from content.image_operations import add_image, delete_images
from content.models import CityPhoto, Image
from content.operations import save_draft
from content.picture_pixels import Point
from events.models import Event
from tests.factories import a_business, a_city, a_user, an_event, an_image, pictures
from tests.factories.pictures import a_file, plain

pytestmark = pytest.mark.django_db


def test_a_picture_of_code_goes_through_the_same_door() -> None:
    user = a_user()
    an_image()  # the collection
    image = add_image(
        a_file(pictures.with_metadata(6), "IMG 1.jpg"), title="Площадь", by=user, alt_ru="Площадь", is_ai_generated=True
    )
    image.refresh_from_db()
    assert (image.width, image.height, image.uploaded_by_user, image.alt_ru) == (40, 80, user, "Площадь")
    assert image.file.name.startswith("original_images/img-1")
    stored = image.file.open().read()
    assert (image.file_size, pictures.GPS_TEXT in stored) == (len(stored), False)
    jobs = ProcrastinateJob.objects.filter(task_name="content.make_renditions", args={"image_id": image.pk})
    assert jobs.count() == 1


def test_the_focal_point_moves_along_with_the_picture() -> None:
    an_image()
    image = add_image(
        a_file(pictures.with_metadata(6)), title="x", by=None, focal_point=Point(x=10, y=10, width=8, height=4)
    )
    assert (image.focal_point_x, image.focal_point_y) == (30, 10)
    assert (image.focal_point_width, image.focal_point_height) == (4, 8)


def test_what_is_refused_leaves_nothing_behind() -> None:
    an_image()
    for file, texts in [(a_file(b"<svg/>"), {}), (a_file(plain("PNG")), {"credit": "я" * 300})]:
        with pytest.raises(ValidationError):
            add_image(file, title="x", by=None, **texts)
    assert Image.objects.count() == 1
    assert ProcrastinateJob.objects.filter(task_name="content.make_renditions").count() == 1


def test_no_road_stores_an_unchecked_file() -> None:
    an_image()
    image = Image.objects.create(title="x", file=a_file(pictures.with_metadata(6), "camera.jpg"))
    image.refresh_from_db()
    stored = image.file.open().read()
    assert (image.width, image.height, pictures.GPS_TEXT in stored) == (40, 80, False)
    with pytest.raises(ValidationError), transaction.atomic():
        Image.objects.create(title="x", file=a_file(plain("TIFF"), "scan.jpg"))
    image.file.save("other.jpg", a_file(plain("PNG", (30, 20))))
    image.refresh_from_db()
    assert (image.width, image.height, image.file_size) == (30, 20, len(image.file.open().read()))
    with pytest.raises(ValidationError):
        image.file.save("other.jpg", a_file(pictures.png_bomb()))
    image.refresh_from_db()
    assert image.width == 30


def in_a_gallery(image: Image, *, live: bool = True) -> Event:
    gallery = Event._meta.get_field("gallery").related_model
    event = an_event("С галереей", live=False)
    draft = event.get_latest_revision_as_object()
    draft.gallery = [gallery(image=image)]
    revision = save_draft(draft, by=None)
    if live:
        revision.publish()
    return event


def test_pictures_in_use_stay_and_the_others_go() -> None:
    user = a_user()
    cover, logo, of_city, of_draft, free = (an_image(f"Картинка {number}") for number in range(5))
    event, business = an_event(cover=cover), a_business(logo=logo, live=False)
    photo = CityPhoto.objects.create(city=a_city(), image=of_city, title_ru="Вид")
    drafted = an_event("С черновиком")
    draft = drafted.get_latest_revision_as_object()
    draft.cover = of_draft
    save_draft(draft, by=None)
    used = delete_images([cover, logo, of_city, of_draft, free], by=user)
    assert {pk: [(use.shown_by, use.is_draft) for use in uses] for pk, uses in used.items()} == {
        cover.pk: [(event, False)],
        logo.pk: [(business, False)],
        of_city.pk: [(photo, False)],
        of_draft.pk: [(drafted, True)],
    }
    assert [use.text for use in used[of_draft.pk]] == ["Событие «С черновиком» (в черновике)"]
    assert set(Image.objects.all()) == {cover, logo, of_city, of_draft}
    assert CityPhoto.objects.count() == 1
    log = ModelLogEntry.objects.get(action="wagtail.delete")
    assert (log.user, log.label) == (user, "Картинка 4")


@pytest.mark.parametrize("live", [True, False])
def test_a_picture_of_a_gallery_stays(live: bool) -> None:
    image = an_image()
    event = in_a_gallery(image, live=live)
    used = delete_images([image], by=None)
    assert [(use.shown_by, use.is_draft) for use in used[image.pk]] == [(event, not live)]
    assert Image.objects.count() == 1


def test_the_photo_of_a_city_does_not_go_with_its_picture_on_any_road() -> None:
    image = an_image()
    CityPhoto.objects.create(city=a_city(), image=image)
    with pytest.raises(ProtectedError):
        image.delete()
    assert CityPhoto.objects.count() == 1


def test_a_picture_of_an_older_version_only_may_go() -> None:
    old, new = an_image("старая"), an_image("новая")
    event = an_event(cover=old)
    draft = event.get_latest_revision_as_object()
    draft.cover = new
    save_draft(draft, by=None).publish()
    assert delete_images([old], by=None) == {}
    assert Event.objects.get(pk=event.pk).cover == new
    first = event.revisions.order_by("created_at", "pk").first()
    assert first.created_at < timezone.now() + timedelta(seconds=1)
    assert first.as_object().cover is None
