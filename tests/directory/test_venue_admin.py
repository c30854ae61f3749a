import orjson
import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry

from accounts.roles import ADMINISTRATORS, EDITORS
from content.models import CityAssignment
from directory.models import Venue
from directory.venue_admin import uses_of
from events.models import EventListing
from tests.factories import a_city, a_user, a_venue, an_event
from tests.factories.admin import signed_in

pytestmark = pytest.mark.django_db


def of_zhezkazgan() -> Client:
    user = a_user(ADMINISTRATORS)
    CityAssignment.objects.create(user=user, city=a_city())
    return signed_in(user)


def shown(client: Client, **query: str) -> list[str]:
    response = client.get(reverse("venues:index"), query)
    assert response.status_code == 200
    return [venue.name_ru for venue in response.context["object_list"]]


def test_the_list_is_searched_and_filtered_and_shows_own_cities() -> None:
    satpayev = a_city("satpayev", name_ru="Сатпаев")
    a_venue("Стадион", address_ru="ул. Абая, 5")
    a_venue("Парк")
    a_venue("Дом культуры", city=satpayev)
    everyone = signed_in(a_user(ADMINISTRATORS))
    assert shown(everyone) == ["Дом культуры", "Парк", "Стадион"]
    assert shown(everyone, q="абая") == ["Стадион"]
    assert shown(everyone, city=str(satpayev.pk)) == ["Дом культуры"]
    assert shown(of_zhezkazgan()) == ["Парк", "Стадион"]


@pytest.mark.parametrize("count", [1, 3, 12])
def test_the_list_asks_the_same_number_of_questions(count: int, django_assert_num_queries: object) -> None:
    for number in range(count):
        a_venue(f"Площадка {number}", latitude="47.8", longitude="67.7")
    client = signed_in(a_user(ADMINISTRATORS, is_superuser=True))
    client.get(reverse("venues:index"))
    with django_assert_num_queries(12):
        client.get(reverse("venues:index"))


def test_the_point_leads_to_a_map() -> None:
    a_venue("Парк", latitude="47.791000", longitude="67.712000")
    page = signed_in(a_user(ADMINISTRATORS)).get(reverse("venues:index")).content.decode()
    assert "https://www.openstreetmap.org/?mlat=47.791000&amp;mlon=67.712000" in page


def test_a_venue_of_another_city_is_refused() -> None:
    venue = a_venue("Дом культуры", city=a_city("satpayev", name_ru="Сатпаев"))
    client = of_zhezkazgan()
    for view in ("edit", "delete", "history", "usage"):
        assert client.get(reverse(f"venues:{view}", args=[venue.pk])).status_code == 302, view
    data = {"city": a_city().pk, "name_ru": "Наш", "latitude": "", "longitude": ""}
    assert client.post(reverse("venues:edit", args=[venue.pk]), data).status_code == 302
    assert client.post(reverse("venues:delete", args=[venue.pk])).status_code == 302
    venue.refresh_from_db()
    assert venue.name_ru == "Дом культуры"
    chosen = client.post(reverse("venues:add"), {**data, "city": venue.city_id})
    assert list(chosen.context["form"].errors) == ["city"]


def test_a_change_is_shown_in_the_events_of_the_venue() -> None:
    venue = a_venue("Парк")
    event = an_event(venue=venue, place_ru="")
    assert orjson.loads(EventListing.objects.get(pk=event.pk).card_ru)["location"] == "Парк"
    data = {
        "city": venue.city_id,
        "name_ru": "Парк горняков",
        "name_kk": "Кеншілер саябағы",
        "is_wheelchair_accessible": "unknown",
    }
    client = signed_in(a_user(ADMINISTRATORS))
    assert client.post(reverse("venues:edit", args=[venue.pk]), data).status_code == 302
    listing = EventListing.objects.get(pk=event.pk)
    assert orjson.loads(listing.card_ru)["location"] == "Парк горняков"
    assert orjson.loads(listing.card_kk)["location"] == "Кеншілер саябағы"
    assert ModelLogEntry.objects.filter(action="wagtail.edit", object_id=str(venue.pk)).count() == 1


def test_a_venue_in_use_is_not_deleted() -> None:
    used, free = a_venue("Парк"), a_venue("Стадион")
    an_event(venue=used)
    assert (uses_of(used), uses_of(free)) == (1, 0)
    client = signed_in(a_user(ADMINISTRATORS))
    response = client.post(reverse("venues:delete", args=[used.pk]), follow=True)
    assert "Площадка «Парк» указана в событиях (1)" in response.content.decode()
    client.post(reverse("venues:delete", args=[free.pk]))
    assert list(Venue.objects.all()) == [used]


def test_editors_add_venues_and_do_not_change_those_in_use() -> None:
    client = signed_in(a_user(EDITORS))
    data = {"city": a_city().pk, "name_ru": "Площадь", "is_wheelchair_accessible": "unknown"}
    assert client.post(reverse("venues:add"), data).status_code == 302
    venue = Venue.objects.get()
    assert client.post(reverse("venues:edit", args=[venue.pk]), {**data, "name_ru": "Другая"}).status_code == 302
    venue.refresh_from_db()
    assert venue.name_ru == "Площадь"


def test_two_venues_of_one_name() -> None:
    venue = a_venue("Парк")
    client = signed_in(a_user(ADMINISTRATORS))
    data = {"city": venue.city_id, "name_ru": "Парк", "is_wheelchair_accessible": "unknown"}
    response = client.post(reverse("venues:add"), data)
    assert "В этом городе такая площадка уже есть." in response.content.decode()
    assert Venue.objects.count() == 1
