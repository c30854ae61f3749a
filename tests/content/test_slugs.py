import pytest

from events.models import Event
from tests.factories import a_city, an_event

pytestmark = pytest.mark.django_db


def test_a_slug_is_composed_from_the_title() -> None:
    assert an_event("Концерт у фонтана").slug == "kontsert-u-fontana"


def test_the_same_title_in_one_city_gets_another_slug_and_in_another_city_the_same() -> None:
    first, second = an_event("Ярмарка"), an_event("Ярмарка")
    elsewhere = an_event("Ярмарка", city=a_city("satpayev", name_ru="Сатпаев"))
    assert second.slug == f"{first.slug}-{second.public_id.hex[-8:]}"
    assert elsewhere.slug == first.slug


@pytest.mark.parametrize("title", ["Search", "me", "Calendar"])
def test_words_that_the_api_routes_itself_are_never_slugs(title: str) -> None:
    assert an_event(title).slug == f"{title.lower()}-{Event.objects.get().public_id.hex[-8:]}"


def test_a_title_without_letters_still_gets_a_slug() -> None:
    event = an_event("!!! 🎉 ???")
    assert event.slug == event.public_id.hex[-8:]
