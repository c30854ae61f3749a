import pytest

from accounts.roles import ADMINISTRATORS, EDITORS
from content.models import CityAssignment
from directory.models import Business, BusinessStanding
from tests.factories import a_business, a_city, a_user
from tests.factories.admin import signed_in, url_of

pytestmark = pytest.mark.django_db


def standing(business: Business) -> BusinessStanding | None:
    return BusinessStanding.objects.filter(business=business).first()


def test_an_administrator_changes_all_of_it_at_once() -> None:
    business, owner = a_business(), a_user(email="owner@example.org")
    client = signed_in(a_user(ADMINISTRATORS))
    address = url_of(business, "standing")
    assert client.get(address).status_code == 200
    data = {"is_verified": "on", "tier": "premium", "tier_until": "", "owner": "Owner@example.org"}
    assert client.post(address, data).status_code == 302
    found = standing(business)
    assert found is not None
    assert (found.verified_at is not None, found.tier, found.owner) == (True, "premium", owner)
    page = client.get(url_of(business, "edit")).content.decode()
    assert address in page
    assert "Premium" in page


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"owner": "nobody@example.org"}, "owner"),
        ({"tier": "gold"}, "tier"),
        ({"tier": "lite", "tier_until": "2020-01-01 10:00"}, "tier_until"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_changes(data: dict[str, str], field: str) -> None:
    business = a_business()
    client = signed_in(a_user(ADMINISTRATORS))
    response = client.post(url_of(business, "standing"), {"is_verified": "on", "tier": "free", **data})
    assert response.status_code == 200
    assert list(response.context["form"].errors) == [field]
    assert standing(business) is None


def test_it_is_refused_without_the_permission_and_to_people_of_other_cities() -> None:
    business = a_business()
    data = {"is_verified": "on", "tier": "premium"}
    editor = signed_in(a_user(EDITORS))
    assert editor.post(url_of(business, "standing"), data).status_code == 302
    assert url_of(business, "standing") not in editor.get(url_of(business, "edit")).content.decode()
    elsewhere = a_user(ADMINISTRATORS)
    CityAssignment.objects.create(user=elsewhere, city=a_city("satpayev", name_ru="Сатпаев"))
    assert signed_in(elsewhere).post(url_of(business, "standing"), data).status_code == 302
    assert standing(business) is None
