import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from content.image_queries import matching, unused, uses_of
from content.models import CityPhoto, Image
from content.operations import save_draft
from tests.factories import a_business, a_city, an_event, an_image

pytestmark = pytest.mark.django_db


def found(words: str) -> list[str]:
    return list(matching(Image.objects.order_by("pk"), words).values_list("title", flat=True))


def test_words_are_looked_for_in_everything_that_is_written_about_a_picture() -> None:
    an_image("Площадь", alt_ru="Дети у фонтана", credit="А. Серикбаева")
    an_image("Мост", alt_kk="Өзен үстіндегі көпір")
    tagged = an_image("Без слов")
    tagged.tags.add("зима", "фонтаны")
    assert found("площадь") == ["Площадь"]
    assert found("ФОНТАН") == ["Площадь", "Без слов"]
    assert found("фонтан дети") == ["Площадь"]
    assert found("серикбаева площ") == ["Площадь"]
    assert found("көпір") == ["Мост"]
    assert found("фонтан мост") == []
    assert found("100%") == []
    assert found("  ") == ["Площадь", "Мост", "Без слов"]


def test_unused_are_those_that_neither_the_site_nor_a_draft_shows() -> None:
    shown, of_city, drafted, free = (an_image(title) for title in ("shown", "city", "drafted", "free"))
    a_business(cover=shown)
    CityPhoto.objects.create(city=a_city(), image=of_city)
    event = an_event()
    draft = event.get_latest_revision_as_object()
    draft.cover = drafted
    save_draft(draft, by=None)
    assert list(unused(Image.objects.all())) == [free]


def test_uses_are_found_in_a_fixed_number_of_queries() -> None:
    counts = []
    for number in (1, 3, 9):
        images = [an_image(f"{number}-{index}") for index in range(number)]
        for image in images:
            an_event(cover=image)
            event = an_event()
            draft = event.get_latest_revision_as_object()
            draft.cover = image
            save_draft(draft, by=None)
        with CaptureQueriesContext(connection) as captured:
            uses = uses_of(images)
        assert [len(uses[image.pk]) for image in images] == [2] * number
        counts.append(len(captured))
    assert len(set(counts)) == 1, counts
