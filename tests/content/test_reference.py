import pytest

from accounts.roles import ADMINISTRATORS, EDITORS
from content.models import Category, City, CityAssignment, Tag
from content.operations import save_draft
from tests.factories import a_category, a_city, a_user, an_event
from tests.factories.admin import signed_in

pytestmark = pytest.mark.django_db


def test_a_city_with_entries_is_not_deleted_but_an_empty_one_is() -> None:
    used, empty = an_event(live=False).city, a_city("satpayev", name_ru="Сатпаев")
    client = signed_in(a_user(ADMINISTRATORS))
    response = client.post(f"/admin/cities/delete/{used.pk}/")
    assert (response.status_code, response.url) == (302, f"/admin/cities/edit/{used.pk}/")
    assert "Вместо удаления снимите отметку" in client.get(response.url).content.decode()
    client.post(f"/admin/cities/delete/{empty.pk}/")
    assert list(City.objects.all()) == [used]


def test_a_city_that_a_draft_moves_to_is_not_deleted() -> None:
    event, there = an_event(), a_city("satpayev", name_ru="Сатпаев")
    event.city = there
    save_draft(event, by=None)
    signed_in(a_user(ADMINISTRATORS)).post(f"/admin/cities/delete/{there.pk}/")
    assert City.objects.filter(pk=there.pk).exists()


def test_categories_are_renamed_but_never_added_or_removed_not_even_by_superusers() -> None:
    category = a_category("concerts")
    client = signed_in(a_user(is_superuser=True))
    before = Category.objects.count()
    assert client.post("/admin/categories/new/", {"kind": "event", "slug": "x", "name_ru": "X"}).status_code == 302
    assert client.post(f"/admin/categories/delete/{category.pk}/").status_code == 302
    assert Category.objects.count() == before
    names = {
        "name_ru": "Концерты и джемы",
        "name_kk": "Концерттер",
        "name_en": "Concerts",
        "icon": "music",
        "position": 0,
    }
    client.post(f"/admin/categories/edit/{category.pk}/", {**names, "slug": "hacked", "kind": "business"})
    category.refresh_from_db()
    assert (category.name_ru, category.slug, category.kind) == ("Концерты и джемы", "concerts", "event")


def test_staff_are_assigned_to_cities_by_administrators_only() -> None:
    city, editor = a_city(), a_user(EDITORS)
    data = {"user": editor.pk, "city": city.pk}
    assert signed_in(editor).post("/admin/city_assignments/new/", data).status_code == 302
    assert CityAssignment.objects.count() == 0
    signed_in(a_user(ADMINISTRATORS)).post("/admin/city_assignments/new/", data)
    assert list(editor.city_assignments.values_list("city", flat=True)) == [city.pk]


@pytest.mark.parametrize("name", ["cities", "city_photos", "categories", "tags", "city_assignments"])
def test_every_list_opens(name: str) -> None:
    a_city()
    Tag.objects.create(name="джаз", slug="jazz")
    assert signed_in(a_user(is_superuser=True)).get(f"/admin/{name}/").status_code == 200
